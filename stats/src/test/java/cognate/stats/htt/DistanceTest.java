package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 9999, 499);
    private static final int[] LABELS = {0, 1, 0, 1, 0};
    private static final double[] SIMILARITY = {
        1, .1, .8, .2, .7, .1, 1, .3, .9, .2, .8, .3, 1, .1, .6, .2, .9, .1, 1, .4, .7, .2, .6, .4, 1
    };

    /** Pairs within: .8 .7 .6 .9; between: .1 .2 .3 .2 .1 .4. */
    @Test
    void meansAndEffectByHand() {
        Distance d = Distance.of(SIMILARITY, LABELS, Blocks.one(5), SETTINGS, RandomStream.of(1), Workers.single());
        double between = 1.3 / 6;
        double squares = 2 * (0.05 * 0.05 + 0.15 * 0.15) // .7, .8 and .6, .9 around .75
                + 2 * sq(0.1 - between)
                + 2 * sq(0.2 - between)
                + sq(0.3 - between)
                + sq(0.4 - between);
        assertEquals(0.75, d.within(), 1e-15);
        assertEquals(between, d.between(), 1e-15);
        assertEquals((0.75 - between) / Math.sqrt(squares / 8), d.effectSize(), 1e-12);
        assertEquals(0.1, d.pValue(), 0.015); // 1 of the 10 choices of a pair
        assertTrue(d.interval().contains(d.difference()));
    }

    private static double sq(double x) {
        return x * x;
    }

    @Test
    void identicalNetworksShowNothing() {
        double[] ones = new double[25];
        Arrays.fill(ones, 1);
        Distance d = Distance.of(ones, LABELS, Blocks.one(5), SETTINGS, RandomStream.of(1), Workers.single());
        assertEquals(0, d.effectSize());
        assertEquals(1, d.pValue());
    }

    @Test
    void overAllNetworks() {
        Networks networks = Networks.of(List.of("p", "q", "r", "s", "t"), List.of("a", "b", "a", "b", "a"));
        double[][] matrix = new double[5][5];
        for (int i = 0; i < 25; i++) {
            matrix[i / 5][i % 5] = 3 * SIMILARITY[i];
        }
        Distance d = Distance.test(networks, matrix, SETTINGS, Workers.single());
        assertEquals(0.75, d.within(), 1e-15);
        assertEquals(0.1, d.pValue(), 0.015);
        Networks alone = Networks.of(List.of("p", "q"), List.of("a", "b"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Distance.test(alone, new double[][] {{1, 0}, {0, 1}}, SETTINGS, Workers.single()));
    }

    @Test
    void pairsOfANetworkWithItselfAreLeftOut() {
        PairMeans drawn = PairMeans.of(SIMILARITY, LABELS, new int[] {2, 1, 1, 0, 0});
        assertEquals(0.8, drawn.within(), 1e-15);
        assertEquals((2 * 0.1 + 0.3) / 3, drawn.between(), 1e-15);
        assertTrue(!PairMeans.of(SIMILARITY, LABELS, new int[] {3, 2, 0, 0, 0}).complete());
    }
}
