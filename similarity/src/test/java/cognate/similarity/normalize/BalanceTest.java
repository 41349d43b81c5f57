package cognate.similarity.normalize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.BatchNorm2d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.GlobalAvgPool2d;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.ResidualBlock;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.UnitTransform;
import cognate.models.wiring.Wiring;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceTest {
    private static final RandomStream RANDOM = RandomStream.of(1).split("balance");

    private static Layer relu() {
        return new Activation(Activation.Kind.RELU);
    }

    private static Conv2d conv(int in, int out, int kernel, String name) {
        return new Conv2d(in, out, kernel, kernel / 2, RANDOM.split(name));
    }

    /** A stem, a block with the identity, one with a projection, a head. */
    private static Sequential residual() {
        return new Sequential(
                conv(2, 4, 3, "stem"),
                new BatchNorm2d(4),
                relu(),
                block(4, 4, null, "a"),
                block(4, 6, new Sequential(conv(4, 6, 1, "down"), new BatchNorm2d(6)), "b"),
                new GlobalAvgPool2d(),
                new Linear(6, 3, true, RANDOM.split("head")));
    }

    private static ResidualBlock block(int in, int out, Layer shortcut, String name) {
        Map<String, Layer> body = new LinkedHashMap<>();
        body.put("conv1", conv(in, 5, 3, name + "1"));
        body.put("bn1", new BatchNorm2d(5));
        body.put("relu", relu());
        body.put("conv2", conv(5, out, 3, name + "2"));
        body.put("bn2", new BatchNorm2d(out));
        return new ResidualBlock(new Sequential(body), shortcut);
    }

    private static Sequential network(String kind) {
        Sequential network = switch (kind) {
            case "residual" -> residual();
            case "recurrent" ->
                new Sequential(new Rnn(3, 5, 2, true, RANDOM.split("rnn")), new Linear(5, 3, true, RANDOM));
            default ->
                new Sequential(
                        new Linear(6, 5, true, RANDOM.split(1)), relu(), new Linear(5, 3, true, RANDOM.split(2)));
        };
        network.state().forEach((name, tensor) -> {
            if (tensor.rank() == 1) {
                for (int i = 0; i < tensor.size(); i++) {
                    tensor.set(0.2f + RANDOM.split(name).split(i).nextFloat(), i);
                }
            }
        });
        network.train(false);
        return network;
    }

    private static float[] outputs(String kind, Sequential network) {
        int[] dims = switch (kind) {
            case "residual" -> new int[] {3, 2, 5, 5};
            case "recurrent" -> new int[] {3, 4, 3};
            default -> new int[] {3, 6};
        };
        Tensor x = Tensor.zeros(dims);
        RandomStream draws = RandomStream.of(4);
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = draws.nextFloat() - 0.5f;
        }
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return network.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    private static void assertClose(float[] expected, float[] found, double tolerance) {
        double largest = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(expected[i]))
                .max()
                .orElseThrow();
        assertArrayEquals(expected, found, (float) (tolerance * largest));
    }

    private static Sequential rescaled(Sequential network, int seed) {
        Sequential twin = network.folded().copy();
        Wiring wiring = Wiring.of(twin);
        double[] factors = new double[wiring.size()];
        Arrays.fill(factors, 1);
        RandomStream draws = RandomStream.of(seed);
        for (Group group : wiring.groups()) {
            for (int unit : group.units()) {
                factors[unit] =
                        group.symmetries().contains(Symmetry.SCALE) ? StrictMath.pow(8, 2 * draws.nextDouble() - 1) : 1;
            }
        }
        UnitTransform.apply(wiring, IntStream.range(0, wiring.size()).toArray(), factors);
        return twin;
    }

    @ParameterizedTest
    @ValueSource(strings = {"perceptron", "recurrent", "residual"})
    void keepsTheFunction(String kind) {
        Sequential network = network(kind);
        assertClose(
                outputs(kind, network), outputs(kind, Balance.normalize(network).network()), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"perceptron", "recurrent", "residual"})
    void rescaledTwinsHaveOneForm(String kind) {
        for (int seed = 0; seed < 5; seed++) {
            Sequential network = network(kind);
            Map<String, Tensor> expected = Balance.normalize(network).network().state();
            Normalized twin = Balance.normalize(rescaled(network, seed));
            assertEquals(0, twin.notes().size());
            twin.network()
                    .state()
                    .forEach((name, tensor) -> assertClose(expected.get(name).toArray(), tensor.toArray(), 2e-6));
        }
    }

    /** What comes in, biases included, equals what goes out. */
    @Test
    void bothSidesOfAUnitAreEqual() {
        Map<String, Tensor> state =
                Balance.normalize(network("perceptron")).network().state();
        for (int unit = 0; unit < 5; unit++) {
            double in = Math.pow(state.get("0.bias").get(unit), 2);
            double out = 0;
            for (int i = 0; i < 6; i++) {
                in += Math.pow(state.get("0.weight").get(unit, i), 2);
            }
            for (int i = 0; i < 3; i++) {
                out += Math.pow(state.get("2.weight").get(i, unit), 2);
            }
            assertEquals(in, out, 1e-6);
        }
    }

    @Test
    void deadUnits() {
        Sequential network = network("residual");
        Tensor stem = network.state().get("0.weight");
        for (int i = 0; i < 18; i++) {
            stem.array()[i] = 0;
        }
        network.state().get("1.weight").set(0, 0);
        network.state().get("1.bias").set(0, 0);
        float[] expected = outputs("residual", network);
        assertClose(expected, outputs("residual", Balance.normalize(network).network()), 1e-5);
    }

    /** A sum of two layers has no norm of its own that all twins share. */
    @Test
    void pushForwardRefusesSums() {
        String message = assertThrows(IllegalArgumentException.class, () -> PushForward.normalize(network("residual")))
                .getMessage();
        assertEquals(
                "push-forward: expected units that one layer gives out, found those of [0.weight, 2.conv2.weight];"
                        + " balance takes networks with sums",
                message);
        assertTrue(Wiring.of(residual()).groups().size() > 3);
    }

    @Test
    void fitsWherePushForwardDoesNot() {
        assertEquals(Normalization.BALANCE, Normalization.PUSH_FORWARD.fitting(residual()));
        assertEquals(Normalization.PUSH_FORWARD, Normalization.PUSH_FORWARD.fitting(network("perceptron")));
        assertEquals(Normalization.PUSH_FORWARD, Normalization.PUSH_FORWARD.fitting(network("recurrent")));
        assertEquals(Normalization.NONE, Normalization.NONE.fitting(residual()));
    }
}
