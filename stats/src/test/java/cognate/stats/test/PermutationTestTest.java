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
