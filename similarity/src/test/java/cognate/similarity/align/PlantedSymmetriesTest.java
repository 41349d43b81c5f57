package cognate.similarity.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.similarity.Planted;
import cognate.similarity.Residuals;
import cognate.similarity.normalize.Normalization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks with noise whose units change places, scales and signs; the normalized twin must be put back to what it was.
 * {@code -Dcognate.planted=100} runs as many seeds, with the residual networks as large as ResNet-20, and prints the
 * slowest alignment.
 */
class PlantedSymmetriesTest {
    private static final int SEEDS = Integer.getInteger("cognate.planted", 3);
    private static final boolean FULL = SEEDS > 3;

    private static Sequential network(String model, long seed) {
        if (model.startsWith("residual")) {
            return Residuals.of(model.endsWith("padded"), FULL ? 3 : 2, FULL ? 16 : 6, seed);
        }
        Shape input = model.startsWith("mlp") ? Shape.of(20) : Shape.of(6, 5);
        return Architecture.of(model, input, 3).build(RandomStream.of(seed));
    }

    @ParameterizedTest
    @CsvSource({
        "residual projected, balance",
        "residual padded, balance",
        "mlp:20-16-16-3, push-forward",
        "mlp:20-16-16-3/leaky-relu, balance",
        "mlp:20-16-16-3/tanh, push-forward",
        "mlp:20-16-16-3/tanh, balance",
        "rnn:12x2/tanh, none",
        "lstm:12x2, none",
        "gru:12x2, none"
    })
    void areUndone(String model, String normalization) {
        Normalization form = Normalization.of(normalization);
        long slowest = 0;
        for (double noise : new double[] {0, 0.001, 0.01, 0.05}) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Sequential network = network(model, seed);
                Sequential noisy = Planted.noisy(network, noise, seed);
                Sequential a = form.apply(network.folded()).network();
                Sequential expected = form.apply(noisy).network();
                Sequential twin = form.apply(Planted.twin(noisy, seed)).network();
                long start = System.nanoTime();
                Sequential aligned = WeightMatching.align(a, twin);
                slowest = Math.max(slowest, System.nanoTime() - start);
                String where = model + ", noise " + noise + ", seed " + seed;
                assertEquals(0, difference(expected, aligned, model.endsWith("tanh")), 1e-4, where);
            }
        }
        if (FULL) {
            System.out.println(model + ": " + SEEDS + " seeds, slowest alignment " + slowest / 1_000_000 + " ms");
        }
    }

    /**
     * The largest difference of an element, by the largest magnitude of its tensor; of magnitudes where signs are open,
     * as push-forward chooses those of a network and of one with noise by themselves.
     */
    private static double difference(Sequential x, Sequential y, boolean magnitudes) {
        Map<String, Tensor> other = y.state();
        double largest = 0;
        for (Map.Entry<String, Tensor> entry : x.state().entrySet()) {
            float[] first = entry.getValue().toArray();
            float[] second = other.get(entry.getKey()).toArray();
            double size = 0;
            double difference = 0;
            for (int i = 0; i < first.length; i++) {
                size = Math.max(size, Math.abs(first[i]));
                float compared = magnitudes ? Math.copySign(second[i], first[i]) : second[i];
                difference = Math.max(difference, Math.abs(first[i] - compared));
            }
            largest = Math.max(largest, size > 0 ? difference / size : difference);
        }
        return largest;
    }
}
