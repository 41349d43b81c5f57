package cognate.models.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import cognate.models.layer.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The networks of every family, whose units change places, scales and signs, and whose batch normalization is folded.
 */
class ArchitecturesTest {
    private static final int CLASSES = 3;
    private static final int EXAMPLES = 6;

    private static Shape input(String model) {
        return model.startsWith("mlp")
                ? Shape.of(6)
                : model.matches("(rnn|lstm|gru).*") ? Shape.of(5, 6) : Shape.of(2, 32, 32);
    }

    /** In evaluation, with other statistics, scales and shifts than those of the start. */
    private static Sequential network(String model) {
        Sequential network = Architecture.of(model, input(model), CLASSES).build(RandomStream.of(1));
        network.state().forEach((name, tensor) -> {
            boolean spread = tensor.rank() == 1;
            RandomStream random = RandomStream.of(2).split(name);
            for (int i = 0; spread && i < tensor.size(); i++) {
                boolean variance = name.endsWith("var");
                float sign = variance || random.nextInt(4) > 0 ? 1 : -1;
                tensor.set(sign * (0.4f + random.nextFloat()), i);
            }
        });
        network.train(false);
        return network;
    }

    private static float[] outputs(Sequential network, Shape input) {
        int[] dims = new int[input.rank() + 1];
        dims[0] = EXAMPLES;
        System.arraycopy(input.toArray(), 0, dims, 1, input.rank());
        Tensor x = Tensor.zeros(dims);
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] = 2 * random.nextFloat() - 1;
        }
        try (Tape tape = Tape.evaluating(Workers.single())) {
            return network.forward(tape, tape.constant(x)).value().toArray();
        }
    }

    private static void assertClose(float[] expected, float[] found, String message) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        assertTrue(difference <= 1e-5 * largest, message + ": " + difference + " of " + largest);
        assertTrue(largest > 1e-3 && Float.isFinite((float) largest), message);
    }

    /** Puts every unit into another place, with another scale and sign as far as its group has the symmetry. */
    private static void move(Sequential network) {
        Wiring wiring = Wiring.of(network);
        int[] order = IntStream.range(0, wiring.size()).toArray();
        double[] factors = new double[wiring.size()];
        Arrays.fill(factors, 1);
        RandomStream random = RandomStream.of(7);
        for (Group group : wiring.groups()) {
            int[] moved = group.units().clone();
            random.shuffle(moved);
            for (int i = 0; i < moved.length; i++) {
                int unit = group.units()[i];
                order[unit] = moved[i];
                factors[unit] *= group.symmetries().contains(Symmetry.SCALE) ? 0.3 + 3 * random.nextFloat() : 1;
                factors[unit] *= group.symmetries().contains(Symmetry.SIGN) && random.nextInt(2) == 0 ? -1 : 1;
            }
        }
        UnitTransform.apply(wiring, order, factors);
        assertTrue(IntStream.range(0, order.length).anyMatch(i -> order[i] != i));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp:6-5-4-3/batch-norm",
                "mlp:6-5-4-3/tanh/no-bias/dropout:.5",
                "lenet5/leaky-relu",
                "lenet5/tanh/batch-norm/no-bias",
                "cnn:4-M-6/dropout:.1",
                "cnn:4-M-6/batch-norm",
                "rnn:4x2/relu",
                "rnn:4/dropout:.5",
                "lstm:4",
                "gru:4x2",
                "resnet:8x3",
                "resnet:14x2/pad-shortcut/no-bias",
                "resnet:8x3/plain-shortcut/dropout:.5",
                "resnet18:3",
                "resnet50:2",
                "vgg:11x3",
                "vgg:13x2/batch-norm",
                "vgg:16x2/batch-norm/no-bias",
                "vgg:19x2/leaky-relu/batch-norm",
                "alexnet",
                "alexnet/batch-norm",
                "conv2",
                "conv4/no-bias",
                "conv7",
                "conv13"
            })
    void movedAndFoldedUnitsComputeTheSame(String model) {
        Shape input = input(model);
        Sequential network = network(model);
        float[] expected = outputs(network, input);
        Sequential folded = network.folded().copy(); // it shares what has no batch normalization
        assertEquals(Map.of(), folded.buffers());
        assertClose(expected, outputs(folded, input), "folded");
        move(network);
        assertClose(expected, outputs(network, input), "moved");
        assertClose(expected, outputs(network.folded(), input), "moved and folded");
        move(folded);
        assertClose(expected, outputs(folded, input), "folded and moved");
        Sequential built =
                Architecture.of(model, input, CLASSES).withoutBatchNorm().build();
        assertEquals(
                shapes(folded), shapes(built), "the specification without batch normalization names what is folded");
    }

    private static String shapes(Sequential network) {
        Map<String, Shape> shapes = new TreeMap<>();
        network.state().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes.toString();
    }

    /** One group a stream, and one a block's inside; of padded shortcuts the old channels stay by themselves. */
    @Test
    void unitsOfAStreamAreOneGroup() {
        assertEquals(List.of(4, 4, 8, 8, 16, 16), groups("resnet:8x4"));
        assertEquals(List.of(4, 4, 8, 4, 16, 8), groups("resnet:8x4/pad-shortcut"));
        assertEquals(List.of(2, 2, 2, 8), groups("resnet50:2").subList(0, 4));
    }

    private static List<Integer> groups(String model) {
        return Wiring.of(network(model)).groups().stream().map(Group::size).toList();
    }
}
