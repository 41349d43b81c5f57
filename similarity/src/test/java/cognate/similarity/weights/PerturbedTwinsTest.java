package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import cognate.similarity.Planted;
import cognate.similarity.Residuals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A network and itself with noise are as alike after alignment as before, and so are it and a twin of the noisy one
 * whose units have other places, scales and signs.
 */
class PerturbedTwinsTest {
    private static Sequential network(String model, Shape input, long seed) {
        return model.startsWith("residual")
                ? Residuals.of(model.endsWith("padded"), 2, 6, seed)
                : Architecture.of(model, input, 5).build(RandomStream.of(seed));
    }

    @ParameterizedTest
    @CsvSource({
        "mlp:100-64-64-5, 100",
        "mlp:100-64-64-5/leaky-relu, 100",
        "mlp:100-64-64-5/tanh, 100",
        "mlp:100-64-64-5/sigmoid, 100",
        "cnn:8-M-12-16/tanh, 1x12x12",
        "rnn:16x2/tanh, 6x5",
        "rnn:16x2/relu, 6x5",
        "gru:16x2, 6x5",
        "lstm:16x2, 6x5",
        "residual projected, 3x8x8",
        "residual padded, 3x8x8"
    })
    void areAlikeWhateverTheirForm(String model, String dims) {
        Shape input = Shape.of(
                List.of(dims.split("x")).stream().mapToInt(Integer::parseInt).toArray());
        for (double noise : new double[] {0, 0.001, 0.01, 0.05}) {
            for (int seed = 0; seed < 3; seed++) {
                Sequential network = network(model, input, seed);
                Sequential noisy = Planted.noisy(network, noise, seed);
                Comparison plain = Comparison.of(network, noisy, input);
                Comparison twins = Comparison.of(network, Planted.twin(noisy, seed), input);
                String where = model + ", noise " + noise + ", seed " + seed;
                double raw = plain.measure("raw.cosine").value();
                for (Comparison found : List.of(plain, twins)) {
                    double aligned = found.measure("aligned.cosine").value();
                    assertTrue(aligned >= raw - 1e-3, where + ": raw " + raw + ", aligned " + aligned);
                    assertTrue(found.measure("aligned.objective").value() >= raw - 0.01, where);
                }
            }
        }
    }

    @Test
    void residualNetworksAreBalanced() {
        Shape input = Shape.of(3, 8, 8);
        Sequential network = Residuals.of(false, 2, 6, 1);
        Sequential stranger = Residuals.of(false, 2, 6, 2);
        Comparison self = Comparison.of(network, Planted.twin(network, 3), input);
        Comparison other = Comparison.of(network, stranger, input);
        assertFalse(self.measure("pushForward.cosine").applies());
        assertTrue(self.warnings()
                .contains("pushForward.*: units of sums have no norm of their own to be divided by; balance.* is in its"
                        + " place"));
        assertTrue(self.warnings().contains("chain.cosine: expected a chain of weights, found sums of several"));
        assertEquals(1, self.measure("wholeChain.cosine").value(), 1e-9);
        assertTrue(self.measure("balance.cosine").value() < 0.5);
        assertEquals(1, self.measure("aligned.cosine").value(), 1e-9);
        assertEquals(1, self.measure("aligned.objective").value(), 1e-9);
        assertEquals(16, self.measure("aligned.cosine.layers").values().size());
        assertTrue(other.measure("aligned.cosine").value() < 0.6);
        assertTrue(other.measure("aligned.objective").value()
                > other.measure("balance.cosine").value());
    }
}
