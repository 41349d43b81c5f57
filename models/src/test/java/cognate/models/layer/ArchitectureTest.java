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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        refused(
                "transformer",
                "model: expected one of [mlp, lenet5, cnn, resnet, resnet18, resnet50, vgg, alexnet, conv2, "
                        + "conv4, conv7, conv13, rnn, lstm, gru], found transformer");
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
        assertEquals(5, drops("lenet5/dropout:.5") + drops("vgg:11x2/dropout:.5"));
        assertEquals(2, drops("alexnet/dropout:.5") + drops("resnet:8x2/dropout:.5"));
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

    private static long drops(String model) {
        return Architecture.of(model, Shape.of(3, 32, 32), 2).build().layers().stream()
                .filter(layer -> layer instanceof Dropout)
                .count();
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
        for (String model : List.of(
                "mlp:784-6-2/batch-norm", "lenet5", "cnn:4", "rnn:3", "lstm:3", "gru:3x2", "resnet:8x2", "conv7")) {
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

    /** Names and shapes of torchvision's modules, of images [3, 32, 32] and ten classes, as SHA-256 of their lines. */
    @Test
    void residualNetworksHaveTheNamesOfTorchvision() throws NoSuchAlgorithmException {
        Shape input = Shape.of(3, 32, 32);
        names("resnet:20", 272_474, "b224350704eac4fee632e064f001bf35a55c15669ee2b1d1c3aaa1a500a153e9");
        names("resnet18", 11_181_642, "bdf7f8f839b256680ed52c836ac4bb8d90b57a59c96d4118d5bd2014a49f04b2");
        names("resnet50:2", 25_500, "7292249a15bb80d8c61af7696eb360c0266e6ee58c3fd5cdd7166772a01b9d2c");
        assertEquals(25_557_032, size(Architecture.of("resnet50", Shape.of(3, 224, 224), 1000)), "torchvision's");
        assertEquals(0.464e6, size(Architecture.of("resnet:32/pad-shortcut", input, 10)), 500, "He et al., table 6");
        Architecture plain = Architecture.of("resnet:50/plain-shortcut/no-bias", input, 10);
        long kernels = plain.build().state().values().stream()
                .filter(tensor -> tensor.rank() > 1)
                .mapToLong(Tensor::size)
                .sum();
        assertEquals(754_736, kernels, "of Lookahead Permutation's ResNet50");
    }

    private static void names(String model, int parameters, String sha256) throws NoSuchAlgorithmException {
        Architecture architecture = Architecture.of(model, Shape.of(3, 32, 32), 10);
        StringBuilder lines = new StringBuilder();
        architecture
                .build()
                .state()
                .forEach((name, tensor) ->
                        lines.append(name + " " + tensor.shape()).append('\n'));
        byte[] bytes = lines.substring(0, lines.length() - 1).getBytes(StandardCharsets.UTF_8);
        assertEquals(
                sha256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
                lines + "");
        assertEquals(parameters, size(architecture));
    }

    private static long size(Architecture architecture) {
        return architecture.build().parameters().values().stream()
                .mapToLong(parameter -> parameter.value().size())
                .sum();
    }

    /** Sizes of the published networks: convolutions of VGG, and the layers of Lookahead Permutation. */
    @Test
    void deepChains() {
        Shape input = Shape.of(3, 32, 32);
        assertEquals(9_220_480 + 5_130, size(Architecture.of("vgg:11", input, 10)), "torchvision's features, linear");
        assertEquals(20_024_384 + 5_130, size(Architecture.of("vgg:19", input, 10)));
        assertEquals(14_714_688 + 8_448 + 5_130, size(Architecture.of("vgg:16/batch-norm", input, 10)));
        assertEquals(2_469_696 + 2_570, size(Architecture.of("alexnet", input, 10)));
        assertEquals(
                "[Conv2d(in=3, out=64, kernel=3x3, stride=1, padding=1, dilation=1, bias=true), relu, BatchNorm2d(64), "
                        + "Dropout(0.3), Conv2d(in=64, out=64, kernel=3x3, stride=1, padding=1, dilation=1, bias=true), "
                        + "relu, BatchNorm2d(64), MaxPool2d(size=2, stride=2, padding=0), Flatten(), "
                        + "Linear(in=16384, out=256, bias=true), relu, Dropout(0.5), BatchNorm1d(256), "
                        + "Linear(in=256, out=256, bias=true), relu, BatchNorm1d(256), Dropout(0.5), "
                        + "Linear(in=256, out=10, bias=true)]",
                Architecture.of("conv2", input, 10).build().layers().toString());
        assertEquals(
                List.of(14, 18),
                List.of(
                        count("conv4", "BatchNorm") + count("conv4", "Conv2d") + count("conv4", "Dropout"),
                        count("conv13", "BatchNorm") + count("conv13", "MaxPool") - count("conv13", "Linear") + 1));
        assertEquals(10, count("conv13", "Dropout"));
        Sequential conv7 = Architecture.of("conv7", IMAGE, 10).build();
        assertEquals(Shape.of(10, 128), conv7.state().get("18.weight").shape());
        assertEquals(3, count("conv7", "Dropout"));
        BatchNorm norm =
                (BatchNorm) Architecture.of("conv2", input, 10).build().layers().get(2);
        assertEquals(List.of(1e-3f, 0.01f), List.of(norm.epsilon(), norm.momentum()));
    }

    private static int count(String model, String layer) {
        return (int) Architecture.of(model, Shape.of(3, 32, 32), 10).build().layers().stream()
                .filter(part -> part.toString().startsWith(layer))
                .count();
    }

    @Test
    void residualNetworksAreDrawnAsTorchvisions() {
        Map<String, Tensor> state = Architecture.of("resnet:8x32", Shape.of(3, 32, 32), 10)
                .build(RandomStream.of(1))
                .state();
        assertDeviation(Math.sqrt(2.0 / (64 * 9)), state.get("layer2.0.conv1.weight"));
        assertDeviation(Math.sqrt(2.0 / 128), state.get("layer3.0.downsample.0.weight"));
        assertDeviation(1 / Math.sqrt(3 * 128), state.get("fc.weight"));
        assertNotEquals(
                state.get("layer1.0.conv1.weight").get(0, 0, 0, 0),
                state.get("layer1.0.conv2.weight").get(0, 0, 0, 0));
    }

    private static void assertDeviation(double expected, Tensor weight) {
        double squares = 0;
        for (float w : weight.array()) {
            squares += (double) w * w;
        }
        assertEquals(expected, Math.sqrt(squares / weight.size()), 0.05 * expected);
    }

    @Test
    void deepNetworksCheckTheirSizes() {
        refused("resnet", "model resnet: expected a size from 1 to 999999, found ''");
        refused(
                "resnet:9",
                "model resnet:9: expected resnet:DEPTH or resnet:DEPTHxWIDTH of DEPTH 8, 14, 20, …, found 9");
        refused(
                "resnet:20/tanh",
                "model resnet:20/tanh: expected no suffix of resnet but no-bias, dropout:P, pad-shortcut, "
                        + "plain-shortcut, folded, found tanh");
        refused(
                "resnet:8/pad-shortcut/plain-shortcut",
                "model resnet:8/pad-shortcut/plain-shortcut: expected one shortcut, found pad-shortcut and plain-shortcut");
        refused("resnet18:x", "model resnet18:x: expected a size from 1 to 999999, found 'x'");
        refused("vgg:12", "model vgg:12: expected vgg:DEPTH or vgg:DEPTHxWIDTH of DEPTH 11, 13, 16 or 19, found 12");
        refused("vgg:11", "model vgg:11: expected images of at least 32 x 32, found [1, 28, 28]");
        refused("alexnet", "model alexnet: expected images of at least 29 x 29, found [1, 28, 28]");
        refused("conv4:3", "model conv4:3: expected no sizes, found 3");
        refused(
                "conv2/batch-norm",
                "model conv2/batch-norm: expected no suffix of conv2 but no-bias, folded, found batch-norm");
        for (String model : List.of("resnet:8", "resnet50", "vgg:11", "alexnet", "conv2", "conv7")) {
            assertEquals(
                    "model " + model + ": expected images [channels, height, width], found data of shape [784]",
                    assertThrows(IllegalArgumentException.class, () -> Architecture.of(model, Shape.of(784), 2))
                            .getMessage());
        }
    }
}
