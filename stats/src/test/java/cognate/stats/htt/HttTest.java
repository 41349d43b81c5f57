package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.stats.test.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttTest {
    private static final HttSettings SETTINGS = new HttSettings(0.6, 0.01, 1, 9999, 199);
    private static final List<String> TASKS = List.of("0v1", "2v3", "4v5");
    private static final Design NETWORKS = Populations.networks(TASKS, List.of(20, 20, 20));

    @Test
    void plantedConditionsAreFound() {
        HttResult result = Htt.test(NETWORKS, Populations.similarity(NETWORKS, 2, 0, 1), SETTINGS, Workers.single());
        assertTrue(result.classification().pValue().value() <= 0.01);
        assertEquals(TASKS, result.conditions());
        assertEquals(24, result.classification().count());
        assertEquals(8.0 / 24, result.classification().chance(), 1e-15);
        assertEquals(20, result.accuracies().size());
        assertEquals(result.classification().accuracy(), result.accuracies().get(0));
        assertTrue(
                result.classification().accuracy() > 0.9,
                result.classification().toString());
        assertTrue(result.classification()
                .confidenceInterval()
                .contains(result.classification().accuracy()));
        assertEquals(1e-4, result.classification().pValue().value());
        assertTrue(result.classification().pValue().atFloor());
        assertEquals(1e-4, result.distance().pValue().value());
        assertTrue(result.distance().interval().low() > 0, result.distance().toString());
        assertTrue(result.shuffled().pValue() > 0.01, result.shuffled().toString());
    }

    /** Either head's verdict stands beside the other's, on one split. */
    @Test
    void bothHeads() {
        double[][] similarity = Populations.similarity(NETWORKS, 2, 0, 1);
        HttResult logistic = Htt.test(NETWORKS, similarity, SETTINGS, Workers.single());
        HttResult embedding = Htt.test(NETWORKS, similarity, SETTINGS.with(HeadKind.EMBEDDING), Workers.single());
        assertEquals(logistic.classification(), embedding.otherHead());
        assertEquals(logistic.otherHead(), embedding.classification());
        assertTrue(embedding.classification().accuracy() > 0.8, embedding.toString());
        HttResult weak = Htt.test(NETWORKS, Populations.similarity(NETWORKS, 0.7, 0, 9), SETTINGS, Workers.single());
        assertTrue(!weak.classification().predictions().equals(weak.otherHead().predictions()), "two heads, not one");
        assertEquals(logistic.distance(), embedding.distance());
        assertThrows(IllegalArgumentException.class, () -> HeadKind.of("ridge"));
    }

    @Test
    void nothingPlantedNothingFound() {
        HttResult result = Htt.test(NETWORKS, Populations.similarity(NETWORKS, 0, 0, 2), SETTINGS, Workers.single());
        assertTrue(result.classification().pValue().value() > 0.01);
        assertTrue(result.distance().pValue().value() > 0.01);
    }

    /** Seeds that weigh more than conditions hide the conditions from a test that does not know of blocks. */
    @Test
    void blocksRevealWhatSharedSeedsHide() {
        Design blocked = Populations.blocked(TASKS, 20);
        HttResult result = Htt.test(blocked, Populations.similarity(blocked, 1.6, 1.2, 3), SETTINGS, Workers.single());
        assertEquals(24, result.classification().count());
        assertTrue(
                result.classification().pValue().value() <= 0.01,
                result.classification().toString());
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
        Classification told = result.classification();
        assertEquals(12, told.correct());
        assertEquals(1.0 / 3, told.chance());
        assertEquals(new PValue(0.0714, 9_465_511_770L, 1e-4, true), told.pValue());
        assertEquals(0.06765877903243137, told.binomialPValue());
        assertEquals(new Interval(0.2396226815425813, 0.7603773184574187, 0.99), told.confidenceInterval());
        Distance distance = result.distance();
        assertEquals(0.16653440082759416, distance.within());
        assertEquals(0.1728957295881487, distance.between());
        assertEquals(-0.033512009844353804, distance.effectSize());
        assertEquals(new PValue(0.5757, 1_577_585_295L, 1e-4, true), distance.pValue());
        assertEquals(new Interval(-0.11652513295288976, 0.10037680891690888, 0.99), distance.interval());
        assertEquals(new LeakCheck(2390, 4800, 0.6190947393092977), result.shuffled());
        assertEquals(0.7083333333333334, result.accuracies().get(16));
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
