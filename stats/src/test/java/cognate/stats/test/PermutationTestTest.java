package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
    private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 1, 1};
    private static final double[] VALUES = {1, 2, 3, 4, 5, 6, 7, 8};

    private static double sumOfOnes(int[] labels) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += labels[i] * VALUES[i];
        }
        return sum;
    }

    @Test
    void meetsTheExactProbability() { // 1 of the C(8, 4) = 70 labellings reaches the largest sum
        double p = PermutationTest.pValue(
                LABELS, Blocks.one(8), PermutationTestTest::sumOfOnes, 200_000, RandomStream.of(1), Workers.single());
        assertEquals(1.0 / 70, p, 4 * Math.sqrt(1.0 / 70 / 200_000));
    }

    @Test
    void staysWithinBlocks() { // pairs (0, 4), (1, 5) …: 1 of 2⁴ labellings
        Blocks pairs = Blocks.of(new int[] {0, 1, 2, 3, 0, 1, 2, 3});
        double p = PermutationTest.pValue(
                LABELS, pairs, PermutationTestTest::sumOfOnes, 200_000, RandomStream.of(1), Workers.single());
        assertEquals(1.0 / 16, p, 4 * Math.sqrt(1.0 / 16 / 200_000));
    }

    @Test
    void constantStatisticAlwaysTies() {
        Blocks one = Blocks.one(8);
        assertEquals(1, PermutationTest.pValue(LABELS, one, l -> 0.1, 99, RandomStream.of(1), Workers.single()));
    }

    @Test
    void sameForAnyNumberOfThreads() {
        double single = PermutationTest.pValue(
                LABELS, Blocks.one(8), l -> l[0] + 2 * l[3], 9999, RandomStream.of(7), Workers.single());
        try (Workers three = Workers.of(3)) {
            double shared = PermutationTest.pValue(
                    LABELS, Blocks.one(8), l -> l[0] + 2 * l[3], 9999, RandomStream.of(7), three);
            assertEquals(single, shared);
        }
    }

    /** Of the C(7, 3) = 35 divisions three sum up to 18 or more: 7, 5 and either 6; 7, 6, 6. One is above. */
    @Test
    void independentSamples() {
        TestOutcome outcome = PermutationTest.independent(
                new double[] {7, 5, 6}, new double[] {1, 2, 3, 6}, 100_000, RandomStream.of(1), Workers.single());
        assertEquals(3, outcome.statistic());
        assertEquals(3.0 / 35, outcome.greater(), 0.004);
        assertEquals(34.0 / 35, outcome.less(), 0.003);
    }

    /** Differences 3, 1, 2, -1: of the 16 signs three reach the sum 5: all positive, and either 1 negative. */
    @Test
    void pairedSamples() {
        TestOutcome outcome = PermutationTest.paired(
                new double[] {4, 2, 5, 1}, new double[] {1, 1, 3, 2}, 100_000, RandomStream.of(1), Workers.single());
        assertEquals(1.25, outcome.statistic());
        assertEquals(3.0 / 16, outcome.greater(), 0.006);
        assertEquals(2 * 3.0 / 16, outcome.twoSided(), 0.012);
    }

    @Test
    void errors() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PermutationTest.pValue(LABELS, Blocks.one(7), l -> 0, 9, RandomStream.of(1), Workers.single()));
        assertThrows(
                IllegalArgumentException.class,
                () -> PermutationTest.pValue(LABELS, Blocks.one(8), l -> 0, 0, RandomStream.of(1), Workers.single()));
    }
}
