package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Sequential;
import cognate.similarity.Mlps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WholeChainTest {
    private static final Shape INPUT = Shape.of(1, 2, 2);

    @ParameterizedTest
    @EnumSource(names = {"RELU", "LEAKY_RELU"})
    void ofRectifiersItIsTheLastPlainChainProduct(Activation.Kind kind) {
        Sequential network = Mlps.reference(kind);
        Matrix expected = new ChainProduct(network, false).product(3);
        Matrix map = WholeChain.map(network, INPUT);
        for (int i = 0; i < 4; i++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(expected.get(i, c), map.get(i, c), 1e-7);
            }
        }
    }

    @Test
    void ofTanhUnitsItIsTheJacobianAtZeroWithBiases() {
        Sequential network = Mlps.reference(Activation.Kind.TANH);
        Matrix map = WholeChain.map(network, INPUT);
        float step = 0x1p-7f;
        try (Tape tape = Tape.evaluating(Workers.single())) {
            for (int i = 0; i < 4; i++) {
                Tensor x = Tensor.zeros(2, 4);
                x.set(step, 0, i);
                x.set(-step, 1, i);
                Tensor y = network.forward(tape, tape.constant(x)).value();
                for (int c = 0; c < 3; c++) {
                    assertEquals((y.get(0, c) - y.get(1, c)) / (2 * step), map.get(i, c), 3e-5);
                }
            }
        }
    }

    @Test
    void permutingAndRescalingHiddenUnitsChangesNothing() {
        Sequential network = Mlps.random("mlp:30-20-10-4", 30, 4, 1);
        Sequential twin = Mlps.rescaled(Mlps.permuted(network, RandomStream.of(2)), RandomStream.of(3));
        Shape input = Shape.of(30);
        assertEquals(1, WholeChain.feature(network, input).cosine(WholeChain.feature(twin, input)), 1e-6);
        Sequential other = Mlps.random("mlp:30-20-10-4", 30, 4, 2);
        assertTrue(WholeChain.feature(network, input).cosine(WholeChain.feature(other, input)) < 0.5);
    }

    @Test
    void theNetworksParametersGetNoGradient() {
        Sequential network = Mlps.reference(Activation.Kind.TANH);
        WholeChain.map(network, INPUT);
        network.parameters().forEach((name, parameter) -> assertEquals(false, parameter.hasGradient(), name));
    }
}
