package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.stats.test.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.01, 1, 9999, 199);
    private static final List<String> TASKS = List.of("0v1", "2v3", "4v5");
    private static final Networks NETWORKS = Populations.networks(TASKS, List.of(20, 20, 20));

    @Test
    void plantedConditionsAreFound() {
        HttResult result = Htt.test(NETWORKS, Populations.similarity(NETWORKS, 2, 0, 1), SETTINGS, Workers.single());
        assertTrue(result.rejected());
        assertEquals(TASKS, result.conditions());
        assertEquals(24, result.classification().count());
        assertEquals(8.0 / 24, result.classification().chance());
        assertTrue(
                result.classification().accuracy() > 0.9,
                result.classification().toString());
        assertTrue(result.classification()
                .confidenceInterval()
                .contains(result.classification().accuracy()));
        assertEquals(1e-4, result.classification().pValue());
        assertEquals(1e-4, result.distance().pValue());
        assertTrue(result.distance().interval().low() > 0, result.distance().toString());
        assertTrue(result.shuffled().pValue() > 0.01, result.shuffled().toString());
    }

    @Test
    void nothingPlantedNothingFound() {
        HttResult result = Htt.test(NETWORKS, Populations.similarity(NETWORKS, 0, 0, 2), SETTINGS, Workers.single());
        assertFalse(result.rejected());
        assertTrue(result.distance().pValue() > 0.01);
    }

    /** Seeds that weigh more than conditions hide the conditions from a test that does not know of blocks. */
    @Test
    void blocksRevealWhatSharedSeedsHide() {
        Networks blocked = Populations.blocked(TASKS, 20);
        HttResult result = Htt.test(blocked, Populations.similarity(blocked, 1.2, 1.2, 3), SETTINGS, Workers.single());
        assertEquals(24, result.classification().count());
        assertTrue(result.rejected(), result.classification().toString());
    }

    @Test
    void sameForAnyNumberOfThreadsAndScale() {
        double[][] similarity = Populations.similarity(NETWORKS, 0.5, 0, 4);
        HttResult single = Htt.test(NETWORKS, similarity, SETTINGS, Workers.single());
        for (double[] row : similarity) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= 4;
            }
        }
        try (Workers three = Workers.of(3)) {
            HttResult shared = Htt.test(NETWORKS, similarity, SETTINGS, three);
            assertEquals(single.classification(), shared.classification());
            assertEquals(single.distance(), shared.distance());
            assertEquals(single.shuffled(), shared.shuffled());
        }
    }

    /** Pinned: every JDK, SIMD width and mode must come to these bits. */
    @Test
    void bits() {
        HttResult result = Htt.test(NETWORKS, Populations.similarity(NETWORKS, 0.7, 0, 9), SETTINGS, Workers.single());
        Interval of12 = new Interval(0.2396226815425813, 0.7603773184574187, 0.99);
        Interval of8 = new Interval(0.11877602968782663, 0.6139857105469044, 0.99);
        Interval ofDifference = new Interval(-0.09978586373931421, 0.08032515938089958, 0.99);
        assertEquals(new Classification(12, 24, 8.0 / 24, 0.0661, 0.06765877903243137, of12), result.classification());
        assertEquals(
                new Distance(0.1665344008275942, 0.1728957295881487, -0.03351200984435366, 0.5757, ofDifference),
                result.distance());
        assertEquals(new Classification(8, 24, 8.0 / 24, 0.5829, 0.5761953516216163, of8), result.shuffled());
        assertEquals(
                result.classification(),
                Htt.classify(NETWORKS, Populations.similarity(NETWORKS, 0.7, 0, 9), SETTINGS, Workers.single()));
    }

    @Test
    void errorsNameWhatIsWrong() {
        double[][] similarity = Populations.similarity(NETWORKS, 0, 0, 1);
        similarity[41][3] = Double.NaN;
        assertTrue(message(similarity).contains("networks 4v5/1 and 0v1/3"), message(similarity));
        similarity[41][3] = similarity[3][41] + 1;
        assertTrue(message(similarity).contains("both ways"));
        similarity[3][3] = 0;
        assertTrue(message(similarity).contains("network 0v1/3 with itself"));
        similarity[5] = new double[7];
        similarity[3][3] = 1;
        assertTrue(message(similarity).contains("7 values in row 5 of 60"));
        assertTrue(message(new double[3][3]).contains("a row for each of 60 networks, found 3"));
        assertThrows(IllegalArgumentException.class, () -> Networks.of(List.of("a", "b"), List.of("x", "x")));
        assertThrows(IllegalArgumentException.class, () -> Networks.of(List.of("a"), List.of("x", "y")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Networks.of(List.of("a", "b", "c"), List.of("x", "y", "x"))
                        .inBlocks(List.of("1", "2", "1")));
        assertThrows(IllegalArgumentException.class, () -> new HttSettings(1, 0.01, 1, 99, 9));
        assertThrows(IllegalArgumentException.class, () -> new HttSettings(0.6, 0, 1, 99, 9));
        assertThrows(IllegalArgumentException.class, () -> new HttSettings(0.6, 0.01, 1, 0, 9));
    }

    private static String message(double[][] similarity) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> Htt.test(NETWORKS, similarity, SETTINGS, Workers.single()))
                .getMessage();
    }
}
