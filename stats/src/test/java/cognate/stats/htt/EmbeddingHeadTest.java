package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.LossOps;
import cognate.autograd.MatrixOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.stats.test.BinomialTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingHeadTest {
    private static final Design NETWORKS = Populations.networks(List.of("a", "b", "c"), List.of(20, 20, 20));
    private static final int[] TRAINING =
            IntStream.range(0, 60).filter(i -> i % 20 < 12).toArray();
    private static final int[] HELD_OUT =
            IntStream.range(0, 60).filter(i -> i % 20 >= 12).toArray();

    private record Trained(EmbeddingHead head, double[] across) {
        double accuracy() {
            int[] predictions = head.predict(across);
            int hits = 0;
            for (int i = 0; i < predictions.length; i++) {
                hits += predictions[i] == NETWORKS.condition(HELD_OUT[i]) ? 1 : 0;
            }
            return hits / (double) predictions.length;
        }
    }

    private static Trained train(double ofCondition, long seed, Workers workers) {
        Similarity similarity = Similarity.of(Populations.similarity(NETWORKS, ofCondition, 0, seed), NETWORKS);
        EmbeddingHead head = EmbeddingHead.train(
                similarity.select(TRAINING, TRAINING),
                NETWORKS.only(TRAINING).labels(),
                3,
                RandomStream.of(seed),
                workers);
        return new Trained(head, similarity.select(HELD_OUT, TRAINING));
    }

    @Test
    void tellsSeparateCloudsApart() {
        Trained trained = train(2.5, 1, Workers.single());
        assertTrue(trained.accuracy() >= 0.95, "accuracy " + trained.accuracy());
        double[] embedded = trained.head.represent(trained.across);
        int d = trained.head.width();
        for (int i = 0; i < HELD_OUT.length; i++) {
            assertEquals(1, dot(embedded, i, i, d), 1e-12);
        }
        double within = mean(embedded, d, true);
        double between = mean(embedded, d, false);
        assertTrue(within > 0.8 && between < 0.3, within + " and " + between);
    }

    private static double mean(double[] embedded, int d, boolean same) {
        return IntStream.range(0, HELD_OUT.length)
                .boxed()
                .flatMap(i -> IntStream.range(0, i)
                        .filter(j -> same == (NETWORKS.condition(HELD_OUT[i]) == NETWORKS.condition(HELD_OUT[j])))
                        .mapToObj(j -> dot(embedded, i, j, d)))
                .mapToDouble(x -> x)
                .average()
                .orElseThrow();
    }

    private static double dot(double[] rows, int i, int j, int d) {
        return IntStream.range(0, d)
                .mapToDouble(k -> rows[i * d + k] * rows[j * d + k])
                .sum();
    }

    /** Where conditions are only names, hits over many populations are those of guessing. */
    @Test
    void isAtChanceWhereNothingIsThere() {
        int simulations = 60;
        double hits = 0;
        for (int i = 0; i < simulations; i++) {
            hits += train(0, 100 + i, Workers.single()).accuracy() * HELD_OUT.length;
        }
        BinomialTest test = new BinomialTest((long) hits, (long) simulations * HELD_OUT.length, 1.0 / 3);
        assertTrue(test.twoSided() > 0.01, hits + " of " + simulations * HELD_OUT.length);
    }

    /**
     * The share of p up to the level, where conditions share their seeds and nothing else: at most three errors above.
     */
    @Test
    void keepsTheSizeOfTheTest() {
        Design tied = Populations.blocked(List.of("a", "b"), 10);
        int simulations = 200;
        double[] levels = {0.05, 0.2};
        int[] rejected = new int[2];
        for (int i = 0; i < simulations; i++) {
            HttSettings settings = new HttSettings(0.6, 0.05, i, 199, 1, HeadKind.EMBEDDING);
            double p = Htt.classify(tied, Populations.similarity(tied, 0, 1, 700 + i), settings, Workers.single())
                    .pValue()
                    .value();
            for (int k = 0; k < 2; k++) {
                rejected[k] += p <= levels[k] ? 1 : 0;
            }
        }
        for (int k = 0; k < 2; k++) {
            double error = Math.sqrt(simulations * levels[k] * (1 - levels[k]));
            assertTrue(rejected[k] <= simulations * levels[k] + 3 * error, rejected[k] + " at " + levels[k]);
        }
        assertTrue(rejected[1] > 0, "a test that never rejects proves nothing");
    }

    @Test
    void sameForAnyNumberOfThreads() {
        Trained single = train(1, 2, Workers.single());
        for (int threads = 2; threads <= 3; threads++) {
            try (Workers workers = Workers.of(threads)) {
                Trained shared = train(1, 2, workers);
                assertArrayEquals(single.head.represent(single.across), shared.head.represent(shared.across));
            }
        }
    }

    @Test
    void anotherStreamIsAnotherStart() {
        double[] kernel = {1, .5, .5, 1};
        int[] labels = {0, 1};
        double[] one = EmbeddingHead.train(kernel, labels, 2, RandomStream.of(1), Workers.single())
                .represent(kernel);
        double[] two = EmbeddingHead.train(kernel, labels, 2, RandomStream.of(2), Workers.single())
                .represent(kernel);
        assertTrue(!Arrays.equals(one, two));
    }

    /** Rows that are all equal say nothing: no NaN, the first class for all. */
    @Test
    void equalNetworks() {
        double[] ones = new double[16];
        Arrays.fill(ones, 1);
        EmbeddingHead head = EmbeddingHead.train(ones, new int[] {1, 0, 1, 0}, 2, RandomStream.of(1), Workers.single());
        assertArrayEquals(new int[4], head.predict(ones));
        assertArrayEquals(new double[4 * head.width()], head.represent(ones));
    }

    /** Finite differences of the loss behind a normalization of rows to length 3. */
    @Test
    void gradientOfTheNormalization() {
        float[] values = {0.3f, -0.8f, 0.5f, 1.1f, 0.2f, -0.4f};
        UnitRows rows = UnitRows.of(Tensor.of(values, 2, 3), 3);
        loss(rows, true);
        float[] gradient = rows.gradient().array();
        for (int i = 0; i < values.length; i++) {
            float[] moved = values.clone();
            moved[i] += 1e-2f;
            double above = loss(UnitRows.of(Tensor.of(moved, 2, 3), 3), false);
            moved[i] -= 2e-2f;
            double below = loss(UnitRows.of(Tensor.of(moved, 2, 3), 3), false);
            assertEquals((above - below) / 2e-2, gradient[i], 2e-3, "element " + i);
        }
    }

    private static double loss(UnitRows rows, boolean backward) {
        try (Tape tape = new Tape(Workers.single())) {
            Variable weight = tape.constant(Tensor.of(new float[] {1, 0.5f, -1, 0.2f, -0.3f, 0.7f}, 2, 3));
            Variable loss =
                    LossOps.crossEntropy(tape, MatrixOps.linear(tape, rows.unit(), weight, null), new int[] {0, 1});
            if (backward) {
                tape.backward(loss);
            }
            return loss.value().item();
        }
    }
}
