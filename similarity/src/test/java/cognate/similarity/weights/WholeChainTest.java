package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.Flatten;
import cognate.models.layer.Linear;
import cognate.models.layer.ResidualBlock;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;
import cognate.similarity.Cnns;
import cognate.similarity.Mlps;
import cognate.similarity.Planted;
import cognate.similarity.Recurrents;
import cognate.similarity.Residuals;
import cognate.similarity.Twins;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeChainTest {
    private static final Shape INPUT = Shape.of(1, 2, 2);

    @ParameterizedTest
    @EnumSource(names = {"RELU", "LEAKY_RELU"})
    void ofRectifiersItIsTheLastPlainChainProduct(Activation.Kind kind) {
        Sequential network = Mlps.reference(kind);
        Matrix expected = new ChainProduct(network, false).feature(3).first();
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
        Sequential twin = Twins.rescaled(Twins.permuted(network, RandomStream.of(2)), RandomStream.of(3));
        Shape input = Shape.of(30);
        assertEquals(1, WholeChain.feature(network, input).cosine(WholeChain.feature(twin, input)), 1e-6);
        Sequential other = Mlps.random("mlp:30-20-10-4", 30, 4, 2);
        assertTrue(WholeChain.feature(network, input).cosine(WholeChain.feature(other, input)) < 0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "cnn:4-M-6", "cnn:4-M-6/batch-norm", "lenet5/tanh"})
    void ofConvolutionsItIsTheMapWithAveragePooling(String model) {
        Shape image = Shape.of(2, 12, 12);
        Sequential network = Architecture.of(model, image, 3).build(RandomStream.of(1));
        Cnns.settle(network);
        Matrix map = WholeChain.map(network, image);
        assertEquals("[288, 3]", map.shape());
        Sequential linear = Cnns.linearized(network);
        boolean bends = model.endsWith("tanh");
        float step = bends ? 0x1p-3f : 1;
        try (Tape tape = Tape.evaluating(Workers.single())) {
            for (int i = 0; i < 288; i += 7) {
                Tensor x = Tensor.zeros(2, 2, 12, 12);
                x.array()[i] = step;
                x.array()[288 + i] = -step;
                Tensor y = linear.forward(tape, tape.constant(x)).value();
                for (int c = 0; c < 3; c++) {
                    assertEquals((y.get(0, c) - y.get(1, c)) / (2 * step), map.get(i, c), 2e-6);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "cnn:4-M-6"})
    void permutingAndRescalingChannelsChangesNothing(String model) {
        Shape image = Shape.of(2, 12, 12);
        Sequential network = Architecture.of(model, image, 3).build(RandomStream.of(1));
        Sequential twin = Twins.rescaled(Twins.permuted(network, RandomStream.of(2)), RandomStream.of(3));
        Feature feature = WholeChain.feature(network, image);
        assertEquals(1, feature.cosine(WholeChain.feature(twin, image)), 1e-6);
        Sequential other = Architecture.of(model, image, 3).build(RandomStream.of(4));
        assertTrue(feature.cosine(WholeChain.feature(other, image)) < 0.9);
    }

    @Test
    void theNetworksParametersGetNoGradient() {
        Sequential network = Mlps.reference(Activation.Kind.TANH);
        WholeChain.map(network, INPUT);
        network.parameters().forEach((name, parameter) -> assertEquals(false, parameter.hasGradient(), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn-relu", "rnn-tanh", "lstm", "gru"})
    void ofSequencesItIsTheMapFromAllStepsToTheLastOutput(String kind) {
        Sequential network = Recurrents.of(kind, 3);
        if (kind.equals("rnn-relu")) { // so that every state is positive and no rectifier bends near zero
            network.state().forEach((name, tensor) -> {
                for (int i = 0; i < tensor.size() && !name.equals("0.weight_ih_l0"); i++) {
                    tensor.array()[i] = Math.abs(tensor.array()[i]);
                }
            });
            Arrays.fill(network.state().get("0.bias_ih_l0").array(), 1);
        }
        Matrix map = WholeChain.map(network, Shape.of(4, 5));
        assertEquals("[20, 3]", map.shape());
        float step = kind.equals("rnn-relu") ? 0x1p-3f : 0x1p-6f;
        try (Tape tape = Tape.evaluating(Workers.single())) {
            for (int i = 0; i < 20; i++) {
                Tensor x = Tensor.zeros(2, 4, 5);
                x.array()[i] = step;
                x.array()[20 + i] = -step;
                Tensor y = network.forward(tape, tape.constant(x)).value();
                for (int c = 0; c < 3; c++) {
                    assertEquals((y.get(0, c) - y.get(1, c)) / (2 * step), map.get(i, c), 5e-5);
                }
            }
        }
        network.parameters().forEach((name, parameter) -> assertEquals(false, parameter.hasGradient(), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn-relu", "rnn-tanh", "lstm", "gru"})
    void permutingRecurrentUnitsChangesNothing(String kind) {
        Shape input = Shape.of(7, 5);
        Feature feature = WholeChain.feature(Recurrents.of(kind, 3), input);
        assertEquals(1, feature.cosine(WholeChain.feature(Recurrents.permuted(kind, 3), input)), 1e-6);
        assertTrue(feature.cosine(WholeChain.feature(Recurrents.of(kind, 4), input)) < 0.8);
    }

    @Test
    void longSequencesAreCut() {
        assertEquals(
                "[160, 3]",
                WholeChain.map(Recurrents.of("gru", 1), Shape.of(100, 5)).shape());
    }

    /** Classes that come in chunks, of one, two and a rest of one, are the same to the bit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32})
    void chunksOfClassesChangeNothing(int most) {
        Sequential network = Mlps.random("mlp:16-9-5/tanh", 16, 5, 1);
        Matrix expected = WholeChain.map(network, Shape.of(16));
        assertArrayEquals(
                expected.array(), WholeChain.map(network, Shape.of(16), most).array());
    }

    /** relu(W2 relu(x W1) + x W3), then W4: the rectifiers are the identity, also the one behind the sum. */
    @Test
    void ofABlockItIsTheSumOfBothPaths() {
        RandomStream random = RandomStream.of(1);
        Linear inner = new Linear(4, 6, true, random);
        Linear back = new Linear(6, 5, true, random);
        Linear shortcut = new Linear(4, 5, true, random);
        Linear head = new Linear(5, 3, true, random);
        Sequential body = new Sequential(inner, new Activation(Activation.Kind.RELU), back);
        Matrix map = WholeChain.map(new Sequential(new ResidualBlock(body, shortcut), head), Shape.of(4));
        Matrix paths = Matrix.of(back.weight()).times(Matrix.of(inner.weight())).add(Matrix.of(shortcut.weight()));
        double[] expected = Matrix.of(head.weight()).times(paths).transpose().array();
        assertArrayEquals(expected, map.array(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void plantedSymmetriesOfResidualNetworksChangeNothing(boolean padded) {
        Shape image = Shape.of(3, 8, 8);
        Sequential network = Residuals.of(padded, 2, 6, 1);
        Feature feature = WholeChain.feature(network, image);
        for (int seed = 0; seed < 5; seed++) {
            Sequential twin = Planted.twin(network, seed);
            assertEquals(1, feature.cosine(WholeChain.feature(twin, image)), 1e-9);
        }
        assertTrue(feature.cosine(WholeChain.feature(Residuals.of(padded, 2, 6, 2), image)) < 0.9);
    }

    /** Before, only the last state of rectified recurrent layers was there for what takes in all of them. */
    @Test
    void allStepsOfRectifiedUnits() {
        RandomStream random = RandomStream.of(1);
        Sequential network =
                new Sequential(new Rnn(2, 4, 1, true, random), new Flatten(), new Linear(12, 3, true, random));
        Matrix map = WholeChain.map(network, Shape.of(3, 2));
        Matrix in = Matrix.of(network.state().get("0.weight_ih_l0"));
        Matrix state = Matrix.of(network.state().get("0.weight_hh_l0"));
        Matrix out = Matrix.of(network.state().get("2.weight"));
        Matrix first = out.block(0, 3, 0, 4)
                .add(out.block(0, 3, 4, 8).times(state))
                .add(out.block(0, 3, 8, 12).times(state).times(state));
        assertArrayEquals(
                first.times(in).transpose().array(), map.block(0, 2, 0, 3).array(), 1e-6);
    }
}
