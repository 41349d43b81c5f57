package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.autograd.Tape;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final Shape IMAGE = Shape.of(1, 28, 28);

    @Test
    void anMlpHasTheNamesOfSequential() {
        Sequential network = Architecture.of("mlp:784-64-32-2", IMAGE, 2).build(RandomStream.of(1));
        assertEquals(
                List.of("0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"),
                List.copyOf(network.state().keySet()));
        assertEquals(Shape.of(64, 784), network.state().get("0.weight").shape());
    }

    /** The keys and shapes of PyTorch's {@code nn.Sequential(Conv2d, ReLU, MaxPool2d, …, Flatten, Linear, …)}. */
    @Test
    void convolutionalNetworksHaveTheNamesOfSequential() {
        assertEquals(
                "{0.weight=[6, 1, 5, 5], 0.bias=[6], 3.weight=[16, 6, 5, 5], 3.bias=[16], 7.weight=[120, 400], "
                        + "7.bias=[120], 9.weight=[84, 120], 9.bias=[84], 11.weight=[10, 84], 11.bias=[10]}",
                shapes(Architecture.of("lenet5", IMAGE, 10)));
        assertEquals(
                "{0.weight=[6, 3, 5, 5], 0.bias=[6], 3.weight=[16, 6, 5, 5], 3.bias=[16], 7.weight=[120, 400], "
                        + "7.bias=[120], 9.weight=[84, 120], 9.bias=[84], 11.weight=[2, 84], 11.bias=[2]}",
                shapes(Architecture.of("lenet5/tanh", Shape.of(3, 32, 32), 2)));
        assertEquals(
                "{0.weight=[16, 3, 3, 3], 0.bias=[16], 3.weight=[32, 16, 3, 3], 3.bias=[32], 8.weight=[2, 32], 8.bias=[2]}",
                shapes(Architecture.of("cnn:16-M-32-M", Shape.of(3, 32, 32), 2)));
        assertEquals(
                "{0.weight=[8, 1, 3, 3], 0.bias=[8], 1.weight=[8], 1.bias=[8], 1.running_mean=[8], 1.running_var=[8], "
                        + "5.weight=[3, 8], 5.bias=[3]}",
                shapes(Architecture.of(Architecture.withBatchNorm("cnn:8"), IMAGE, 3)));
    }

    private static String shapes(Architecture architecture) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        architecture.build(RandomStream.of(1)).state().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes.toString();
    }

    @Test
    void convolutionalNetworksMapImagesToLogits() {
        for (String model : List.of("lenet5", "cnn:4-M-5/leaky-relu", "cnn:4-M-M-5/batch-norm", "lenet5/batch-norm")) {
            for (Shape input : List.of(IMAGE, Shape.of(3, 32, 32), Shape.of(1, 16, 13))) {
                Sequential network = Architecture.of(model, input, 4).build(RandomStream.of(1));
                try (Tape tape = new Tape(Workers.single())) {
                    Tensor images = Tensor.zeros(5, input.dim(0), input.dim(1), input.dim(2));
                    assertEquals(
                            Shape.of(5, 4),
                            network.forward(tape, tape.constant(images)).shape());
                }
            }
        }
    }

    @Test
    void initializationIsPyTorchsAndDependsOnTheSeedAlone() {
        Architecture architecture = Architecture.of("mlp:784-64-2/tanh", IMAGE, 2);
        Tensor weight = architecture.build(RandomStream.of(1)).state().get("0.weight");
        float bound = (float) (1 / Math.sqrt(784));
        double squares = 0;
        for (float w : weight.array()) {
            assertTrue(w >= -bound && w <= bound);
            squares += (double) w * w;
        }
        assertEquals(bound * bound / 3, squares / weight.size(), bound * bound * 0.01);
        assertArrayEquals(
                weight.array(),
                architecture.build(RandomStream.of(1)).state().get("0.weight").array());
        assertNotEquals(
                weight.array()[0],
                architecture.build(RandomStream.of(2)).state().get("0.weight").array()[0]);
    }

    @Test
    void specificationsThatDoNotFitAreNamed() {
        refused("mlp:256-64-2", "model mlp:256-64-2: expected 256 inputs, found data with 784 [1, 28, 28]");
        refused("mlp:784-64-3", "model mlp:784-64-3: expected 3 classes, found a task with 2");
        refused("mlp:784-0-2", "model mlp:784-0-2: expected a size from 1 to 999999, found '0'");
        refused(
                "mlp:784-2/swish",
                "model mlp:784-2/swish: expected a suffix relu, leaky-relu, tanh, sigmoid, batch-norm, no-bias, dropout:P, "
                        + "every-step, pad-shortcut, plain-shortcut, folded, found swish");
        refused("lenet5:6-16", "model lenet5:6-16: expected no sizes, found 6-16");
        refused("cnn:M-M", "model cnn:M-M: expected cnn:CHANNELS-M-…, found cnn:M-M");
        refused("cnn:8-X", "model cnn:8-X: expected a size from 1 to 999999, found 'X'");
        refused("cnn:8-M-M-M-M-M", "model cnn:8-M-M-M-M-M: expected images of at least 32 x 32, found [1, 28, 28]");
        refused("transformer", "model: expected one of [mlp, lenet5, cnn, rnn, lstm, gru], found transformer");
        assertEquals(
                "model lenet5: expected images [channels, height, width], found data of shape [784]",
                assertThrows(IllegalArgumentException.class, () -> Architecture.of("lenet5", Shape.of(784), 2))
                        .getMessage());
    }

    private static void refused(String model, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Architecture.of(model, IMAGE, 2))
                        .getMessage());
    }

    @Test
    void recurrentNetworksHaveTheNamesOfPyTorch() {
        Sequential network = Architecture.of("gru:24x2", IMAGE, 2).build(RandomStream.of(1));
        assertEquals(
                List.of(
                        "0.weight_ih_l0",
                        "0.weight_hh_l0",
                        "0.bias_ih_l0",
                        "0.bias_hh_l0",
                        "0.weight_ih_l1",
                        "0.weight_hh_l1",
                        "0.bias_ih_l1",
                        "0.bias_hh_l1",
                        "2.weight",
                        "2.bias"),
                List.copyOf(network.state().keySet()));
        assertEquals(Shape.of(72, 28), network.state().get("0.weight_ih_l0").shape());
        assertEquals(Shape.of(28, 28), Architecture.of("rnn:8/relu", IMAGE, 2).sequence());
        assertEquals(
                List.of("0.weight_ih_l0", "0.weight_hh_l0", "0.bias_ih_l0", "0.bias_hh_l0", "1.weight", "1.bias"),
                List.copyOf(Architecture.of("lstm:8/every-step", Shape.of(5, 3), 2)
                        .build(RandomStream.of(1))
                        .state()
                        .keySet()));
        refused("gru:24x2x3", "model gru:24x2x3: expected UNITS or UNITSxLAYERS, found 24x2x3");
        refused("mlp:784-8-2/relu/tanh", "model mlp:784-8-2/relu/tanh: expected one activation, found relu and tanh");
        refused("lstm:24/tanh", "model lstm:24/tanh: expected no suffix of lstm but dropout:P, every-step, found tanh");
        refused(
                "mlp:784-2/every-step",
                "model mlp:784-2/every-step: expected no suffix of mlp but relu, leaky-relu, tanh, sigmoid, batch-norm, "
                        + "no-bias, dropout:P, folded, found every-step");
    }

    @Test
    void suffixesOfBiasAndDropout() {
        assertEquals(
                "{0.weight=[64, 784], 3.weight=[2, 64]}",
                shapes(Architecture.of("mlp:784-64-2/dropout:0.25/no-bias", IMAGE, 2)));
        assertEquals(
                "Sequential(\n  (0): Linear(in=784, out=64, bias=true)\n  (1): relu\n  (2): Dropout(0.25)\n"
                        + "  (3): Linear(in=64, out=2, bias=true)\n)",
                Architecture.of("mlp:784-64-2/dropout:.25", IMAGE, 2).build().toString());
        assertEquals(
                "[Gru(in=28, hidden=4, layers=1), LastStep(), Dropout(0.5), Linear(in=4, out=2, bias=true)]",
                Architecture.of("gru:4/dropout:5e-1", IMAGE, 2).build().layers().toString());
        assertEquals(
                "[Linear(in=784, out=2, bias=true)]",
                Architecture.of("mlp:784-2/dropout:0", IMAGE, 2)
                        .build()
                        .layers()
                        .toString());
        refused("mlp:784-2/dropout:1", "model mlp:784-2/dropout:1: expected dropout below 1, found dropout:1");
        refused(
                "mlp:784-2/dropout:.1/dropout:.2",
                "model mlp:784-2/dropout:.1/dropout:.2: expected one rate, found dropout:.1 and dropout:.2");
        refused(
                "rnn:8/no-bias",
                "model rnn:8/no-bias: expected no suffix of rnn but relu, leaky-relu, tanh, sigmoid, dropout:P, "
                        + "every-step, found no-bias");
        refused("rnn:8/sigmoid", "model rnn:8/sigmoid: expected relu or tanh, found sigmoid");
    }

    /** The weights of a network into which batch normalization was folded are those of this one. */
    @Test
    void withoutBatchNormAreTheNamesOfTheFoldedNetwork() {
        for (String model : List.of(
                "mlp:784-6-5-2/batch-norm",
                "mlp:784-6-2/batch-norm/no-bias",
                "lenet5/tanh/batch-norm/no-bias",
                "cnn:4-M-5/batch-norm",
                "lenet5")) {
            Architecture architecture = Architecture.of(model, IMAGE, 2);
            Sequential network = architecture.build(RandomStream.of(1));
            Map<String, Shape> expected = new LinkedHashMap<>();
            network.folded().state().forEach((name, tensor) -> expected.put(name, tensor.shape()));
            assertEquals(expected.toString(), shapes(architecture.withoutBatchNorm()), model);
        }
        assertEquals("lenet5/tanh", without("lenet5/batch-norm/tanh"));
        assertEquals("lenet5/no-bias/batch-norm/folded", without(without("lenet5/no-bias/batch-norm")));
    }

    private static String without(String model) {
        return Architecture.of(model, IMAGE, 2).withoutBatchNorm().model();
    }

    @Test
    void nothingIsDrawnForParametersThatAreToBeFilled() {
        for (String model : List.of("mlp:784-6-2/batch-norm", "lenet5", "cnn:4", "rnn:3", "lstm:3", "gru:3x2")) {
            Architecture architecture = Architecture.of(model, IMAGE, 2);
            assertEquals(
                    architecture.build(RandomStream.of(1)).state().keySet(),
                    architecture.build().state().keySet());
            architecture.build().parameters().values().forEach(parameter -> {
                float first = parameter.value().array()[0];
                for (float value : parameter.value().toArray()) {
                    assertEquals(first, value); // 0, or 1 of batch normalization
                }
            });
        }
    }
}
