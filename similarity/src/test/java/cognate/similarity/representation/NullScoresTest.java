package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NullScoresTest {
    private static Matrix noise(int n, int p, long seed) {
        RandomStream random = RandomStream.of(seed);
        Matrix result = Matrix.zeros(n, p);
        for (int i = 0; i < n * p; i++) {
            result.array()[i] = random.nextGaussian() + 0.3;
        }
        return result;
    }

    /** Y has columns of X among others, one of them constant, one a copy. */
    private static Pair related(int n, int p, int q) {
        Matrix x = noise(n, p, 1);
        Matrix y = noise(n, q, 2);
        for (int i = 0; i < n; i++) {
            y.set(i, 0, x.get(i, 0));
            y.set(i, 1, x.get(i, 1) + 0.5 * y.get(i, 1));
            y.set(i, 2, 7);
            y.set(i, 3, y.get(i, 4));
        }
        return Pair.of(x, y);
    }

    private static Map<Measure, Score> scores(Pair pair) {
        return scores(pair, Measures.all());
    }

    private static Map<Measure, Score> scores(Pair pair, List<Measure> measures) {
        Map<Measure, Score> scores = new LinkedHashMap<>();
        boolean independent = pair.x().kept() == pair.basis().rankX()
                && pair.y().kept() == pair.basis().rankY();
        for (Measure measure : measures) {
            if (!measure.name().equals("pwcca.released") || independent) {
                scores.put(measure, measure.prepare(pair, Workers.single()));
            }
        }
        return scores;
    }

    /** Every shuffled value is what the measure says of matrices that are shuffled first. */
    @Test
    void agreesWithShuffledMatrices() {
        for (Pair pair : List.of(
                related(40, 6, 9),
                related(40, 9, 6),
                related(300, 7, 5),
                Pair.of(noise(30, 4, 5), noise(30, 6, 6)),
                Pair.of(noise(60, 7, 5), noise(60, 5, 6)),
                Pair.of(noise(30, 90, 7), noise(30, 80, 8)))) { // more neurons than inputs
            RowOrders orders = RowOrders.of(pair.inputs(), 3, 1);
            NullScores nulls = NullScores.of(pair, scores(pair), orders, Double.POSITIVE_INFINITY, Workers.single());
            for (Measure measure : nulls.values().keySet()) {
                for (int k = 0; k <= orders.count(); k++) {
                    Matrix y = pair.y().inOrder(orders.order(k, pair.inputs())).raw();
                    double expected = measure.prepare(Pair.of(pair.x().raw(), y), Workers.single())
                            .value();
                    double tolerance = 1e-9 * Math.max(1, Math.abs(expected));
                    assertEquals(expected, nulls.values().get(measure)[k], tolerance, measure + " of order " + k);
                }
            }
        }
    }

    @Test
    void saysWhyThereIsNoNull() {
        Pair pair = Pair.of(noise(30, 90, 7), noise(30, 6, 8));
        NullScores nulls =
                NullScores.of(pair, scores(pair), RowOrders.of(30, 9, 1), Double.POSITIVE_INFINITY, Workers.single());
        for (String name : List.of("cca.mean", "cca.r2", "pwcca", "regression.r2", "gulp", "eigenspaceOverlap")) {
            assertTrue(nulls.reasons().get(Measures.of(name)).contains("n - 1 = 29 is not above max(p, q)"), name);
        }
        for (String name : List.of("magnitude.difference", "uniformity.difference", "concentricity.difference")) {
            assertTrue(nulls.reasons().get(Measures.of(name)).startsWith("does not change when inputs"), name);
        }
        assertTrue(nulls.values().containsKey(Measures.of("cka.linear")));
        assertTrue(nulls.values().containsKey(Measures.of("procrustes.squared")));
    }

    /** Decided by counts of operations: the same everywhere. */
    @Test
    void leavesOutWhatTakesLong() {
        Pair pair = Pair.of(noise(700, 300, 1), noise(700, 330, 2));
        Map<Measure, Score> scores =
                scores(pair, List.of(Measures.of("cka.linear"), Measures.of("correlationMatch.hard")));
        RowOrders orders = RowOrders.of(700, 199, 1);
        NullScores nulls = NullScores.of(pair, scores, orders, NullScores.MODERATE, Workers.single());
        assertTrue(nulls.values().containsKey(Measures.of("cka.linear")));
        assertTrue(nulls.reasons().get(Measures.of("correlationMatch.hard")).contains("--permutations"));
        NullScores few = NullScores.of(pair, scores, RowOrders.of(700, 1, 1), NullScores.MODERATE, Workers.single());
        assertTrue(few.reasons().isEmpty());
    }

    @Test
    void sameBitsForEveryNumberOfThreads() {
        Pair pair = related(120, 12, 17);
        Map<Measure, Score> scores = scores(pair);
        RowOrders orders = RowOrders.of(120, 19, 1);
        NullScores one = NullScores.of(pair, scores, orders, Double.POSITIVE_INFINITY, Workers.single());
        try (Workers workers = Workers.of(3)) {
            NullScores three = NullScores.of(related(120, 12, 17), scores, orders, Double.POSITIVE_INFINITY, workers);
            one.values()
                    .forEach((measure, values) ->
                            assertArrayEquals(values, three.values().get(measure), measure.name()));
        }
    }

    @Test
    void rowsOfOneInputMoveTogether() {
        RowOrders orders = RowOrders.of(5, 20, 3);
        for (int k = 0; k <= 20; k++) {
            int[] inputs = orders.order(k, 5);
            int[] rows = orders.order(k, 15);
            for (int i = 0; i < 15; i++) {
                assertEquals(inputs[i / 3] * 3 + i % 3, rows[i]);
            }
        }
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, orders.order(0, 5));
        assertArrayEquals(RowOrders.of(5, 20, 3).order(7, 5), orders.order(7, 5));
        assertFalse(Arrays.equals(orders.order(1, 5), orders.order(2, 5)));
    }
}
