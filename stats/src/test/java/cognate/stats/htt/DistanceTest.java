package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.05, 1, 9999, 499);
    private static final List<String> NAMES = List.of("p", "q", "r", "s", "t");
    private static final Design DESIGN = Design.of(NAMES, List.of("a", "b", "a", "b", "a"));
    private static final double[][] SIMILARITY = {
        {1, .1, .8, .2, .7}, {.1, 1, .3, .9, .2}, {.8, .3, 1, .1, .6}, {.2, .9, .1, 1, .4}, {.7, .2, .6, .4, 1}
    };

    private static double sq(double x) {
        return x * x;
    }

    /** Within a: .8 .7 .6, within b: .9, either with weight one half; between: .1 .2 .3 .2 .1 .4. */
    @Test
    void everyConditionHasEqualWeight() {
        Distance d = Distance.test(DESIGN, SIMILARITY, SETTINGS, Workers.single());
        double between = 1.3 / 6;
        double squares = sq(0.1)
                + sq(0.2)
                + sq(0.1) // .7, .6 and .9 around .8
                + 2 * sq(0.1 - between)
                + 2 * sq(0.2 - between)
                + sq(0.3 - between)
                + sq(0.4 - between);
        assertEquals(0.8, d.within(), 1e-15);
        assertEquals(between, d.between(), 1e-15);
        assertEquals(0.7, d.cells().get(0).get(0), 1e-15);
        assertEquals(0.9, d.cells().get(1).get(1), 1e-15);
        assertEquals(between, d.cells().get(1).get(0), 1e-15);
        assertEquals((0.8 - between) / Math.sqrt(squares / 8), d.effectSize(), 1e-12);
        assertEquals(new PValue(0.1, 10, 0.1, false), d.pValue()); // 1 of the 10 choices of a pair
        assertNull(d.interval());
        assertEquals(List.of("no interval: it takes 3 independent networks a condition"), d.warnings());
    }

    @Test
    void pairsOfOneBlockDoNotCount() {
        Design tied = DESIGN.inBlocks(List.of("1", "1", "2", "2", "3"));
        Distance d = Distance.test(tied, SIMILARITY, SETTINGS, Workers.single());
        assertEquals((.2 + .3 + .2 + .4) / 4, d.between(), 1e-15); // without .1 of p, q and .1 of r, s
        assertEquals(new PValue(0.25, 4, 0.25, false), d.pValue());
        Design snapshots = DESIGN.inBlocks(List.of("1", "2", "1", "3", "4"));
        assertEquals(
                0.65,
                Distance.test(snapshots, SIMILARITY, SETTINGS, Workers.single())
                        .cells()
                        .get(0)
                        .get(0),
                1e-15);
    }

    /** The statistic of the permutation test is D, for any labelling, number and size of conditions. */
    @Test
    void theStatisticIsTheDifference() {
        for (List<Integer> sizes : List.of(List.of(4, 4), List.of(3, 5), List.of(3, 3, 3), List.of(2, 3, 4))) {
            Design design = Populations.networks(List.of("a", "b", "c").subList(0, sizes.size()), sizes);
            double[] similarity = Similarity.of(Populations.similarity(design, 1, 0, 3), design)
                    .all();
            Closeness statistic = new Closeness(design, similarity, design.pairs(similarity));
            Distance d = Distance.of(design, similarity, SETTINGS, RandomStream.of(1), Workers.single());
            assertEquals(d.difference(), statistic.of(design.labels()), 1e-14);
        }
    }

    @Test
    void identicalNetworksShowNothing() {
        double[][] ones = new double[5][5];
        Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
        Distance d = Distance.test(DESIGN, ones, SETTINGS, Workers.single());
        assertEquals(0, d.effectSize());
        assertEquals(1, d.pValue().value());
    }

    @Test
    void hasAnIntervalFromThreeNetworksACondition() {
        Design design = Populations.networks(List.of("a", "b"), List.of(3, 3));
        Distance d = Distance.test(design, Populations.similarity(design, 2, 0, 1), SETTINGS, Workers.single());
        assertNotNull(d.interval());
        assertTrue(d.interval().contains(d.difference()));
        assertTrue(d.warnings().get(0).startsWith("the intervals are rough"), d::toString);
    }

    @Test
    void takesPairsOfBothKinds() {
        Design alone = Design.of(List.of("p", "q"), List.of("a", "b"));
        double[][] unit = {{1, 0}, {0, 1}};
        assertThrows(IllegalArgumentException.class, () -> Distance.test(alone, unit, SETTINGS, Workers.single()));
        Design oneBlock = DESIGN.inBlocks(Collections.nCopies(5, "seed"));
        assertThrows(
                IllegalArgumentException.class, () -> Distance.test(oneBlock, SIMILARITY, SETTINGS, Workers.single()));
    }
}
