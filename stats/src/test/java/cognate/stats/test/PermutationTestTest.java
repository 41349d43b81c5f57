package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
    private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 1, 1};
    private static final int[] MANY = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    private static final Labellings FREE = Labellings.free(LABELS);

    private static double sumOfOnes(int[] labels) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += labels[i] * (i + 1.0);
        }
        return sum;
    }

    @Test
    void meetsTheExactProbability() { // 1 of the C(8, 4) = 70 labellings reaches the largest sum
        double p = PermutationTest.pValue(
                FREE, PermutationTestTest::sumOfOnes, true, 70, RandomStream.of(1), Workers.single());
        assertEquals(1.0 / 70, p); // all are enumerated
        double drawn = PermutationTest.pValue(
                Labellings.free(MANY),
                PermutationTestTest::sumOfOnes,
                true,
                50_000,
                RandomStream.of(1),
                Workers.single());
        assertEquals(1.0 / 184_756, drawn, 4 * Math.sqrt(1.0 / 184_756 / 50_000));
    }

    /** Mirrored labellings have one |difference of means|, but for the last bits. */
    @Test
    void tiesAreCounted() {
        double p = PermutationTest.pValue(
                FREE,
                labels -> Math.abs(sumOfOnes(labels) - 18) + 1e-12 * labels[0],
                true,
                70,
                RandomStream.of(1),
                Workers.single());
        assertEquals(2.0 / 70, p);
    }

    @Test
    void staysWithinBlocks() { // pairs (0, 4), (1, 5) …: 1 of 2⁴ labellings
        Labellings pairs = Labellings.of(LABELS, new int[] {0, 1, 2, 3, 0, 1, 2, 3}, new int[8]);
        assertEquals(16, pairs.orbit().count());
        assertEquals(
                1.0 / 16,
                PermutationTest.pValue(
                        pairs, PermutationTestTest::sumOfOnes, true, 99, RandomStream.of(1), Workers.single()));
    }

    /**
     * Four conditions of three networks have 369 600 labellings, of which 15 400 differ in more than names: with 20 000
     * permutations all of those are enumerated, each once, and p is that over all.
     */
    @Test
    void labellingsThatDifferInNamesOnlyCountOnce() {
        Labellings free = Labellings.free(new int[] {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3});
        AtomicInteger asked = new AtomicInteger();
        PermutationTest.Statistic together = labels -> {
            asked.incrementAndGet();
            double sum = 0;
            for (int i = 0; i < labels.length; i++) {
                for (int j = 0; j < i; j++) {
                    sum += labels[i] == labels[j] ? (i % 5) * (j % 3) : 0;
                }
            }
            return sum;
        };
        double once = PermutationTest.pValue(free, together, false, 20_000, RandomStream.of(1), Workers.single());
        assertEquals(15_401, asked.get()); // and the observed one
        assertEquals(PermutationTest.pValue(free, together, true, 200_000, RandomStream.of(1), Workers.single()), once);
        assertEquals(15_401 + 369_601, asked.get());
    }

    /** Labels of unequal frequency do not change names. */
    @Test
    void onlyLabelsOfOneFrequencyChangeNames() {
        Labellings unequal = Labellings.free(new int[] {0, 1, 1, 2, 2, 2, 3, 3});
        assertEquals(1680, unequal.orbit().count());
        assertEquals(840, unequal.orbit().upToNames());
        assertTrue(PermutationTest.enumerates(unequal.orbit(), true, 840));
        assertFalse(PermutationTest.enumerates(unequal.orbit(), true, 839));
        assertFalse(PermutationTest.enumerates(unequal.orbit(), false, 839));
    }

    @Test
    void constantStatisticAlwaysTies() {
        assertEquals(1, PermutationTest.pValue(FREE, l -> 0.1, true, 99, RandomStream.of(1), Workers.single()));
        assertEquals(1, PermutationTest.pValue(FREE, l -> 0.1, true, 9, RandomStream.of(1), Workers.single()));
    }

    @Test
    void sameForAnyNumberOfThreads() {
        double single = PermutationTest.pValue(
                Labellings.free(MANY), l -> l[0] + 2 * l[3], true, 9999, RandomStream.of(7), Workers.single());
        try (Workers three = Workers.of(3)) {
            double shared = PermutationTest.pValue(
                    Labellings.free(MANY), l -> l[0] + 2 * l[3], true, 9999, RandomStream.of(7), three);
            assertEquals(single, shared);
        }
    }

    /** Of the C(7, 3) = 35 divisions three sum up to 18 or more: 7, 5 and either 6; 7, 6, 6. One is above. */
    @Test
    void independentSamples() {
        TestOutcome outcome = PermutationTest.independent(
                new double[] {7, 5, 6}, new double[] {1, 2, 3, 6}, 100_000, RandomStream.of(1), Workers.single());
        assertEquals(3, outcome.statistic());
        assertEquals(3.0 / 35, outcome.greater());
        assertEquals(34.0 / 35, outcome.less());
    }

    /** Differences 3, 1, 2, -1: of the 16 signs three reach the sum 5: all positive, and either 1 negative. */
    @Test
    void pairedSamples() {
        TestOutcome outcome = PermutationTest.paired(
                new double[] {4, 2, 5, 1}, new double[] {1, 1, 3, 2}, 100_000, RandomStream.of(1), Workers.single());
        assertEquals(1.25, outcome.statistic());
        assertEquals(3.0 / 16, outcome.greater());
        assertEquals(2 * 3.0 / 16, outcome.twoSided());
    }

    @Test
    void errors() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PermutationTest.pValue(FREE, l -> 0, true, 0, RandomStream.of(1), Workers.single()));
    }
}
