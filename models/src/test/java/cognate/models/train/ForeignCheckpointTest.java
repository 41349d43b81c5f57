package cognate.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.io.SafeTensors;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Architecture;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignCheckpointTest {
    private static final Path FILE = Path.of("a.safetensors");
    private static final String LENET =
            "conv1.weight [6, 1, 5, 5]; conv1.bias [6]; conv2.weight [16, 6, 5, 5]; conv2.bias [16]; "
                    + "fc1.weight [120, 400]; fc1.bias [120]; fc2.weight [84, 120]; fc2.bias [84]; "
                    + "fc3.weight [10, 84]; fc3.bias [10]";

    /**
     * Tensors from a list of names and shapes, as printed by {@code print('; '.join('%s %s' % (k, list(v.shape)) for k,
     * v in module.state_dict().items()))}, each filled with its own number.
     */
    private static StateDict tensors(String list) throws FormatException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String entry : list.split("; ")) {
            String dims = entry.substring(entry.indexOf('[') + 1, entry.length() - 1);
            int[] sizes = dims.isEmpty()
                    ? new int[0]
                    : Arrays.stream(dims.split(", "))
                            .mapToInt(Integer::parseInt)
                            .toArray();
            Tensor tensor = Tensor.zeros(sizes);
            Arrays.fill(tensor.array(), tensors.size() + 1);
            tensors.put(entry.substring(0, entry.indexOf(' ')), tensor);
        }
        SafeTensors content = SafeTensors.of(tensors, Map.of());
        return StateDict.of(FILE, content.tensors(), content.types(), Map.of(), List.of());
    }

    private static ForeignCheckpoint read(String list, Activation.Kind activation, Shape input) throws FormatException {
        return ForeignCheckpoint.of(tensors(list), new Hints(null, activation, input, null));
    }

    private static List<String> kinds(ForeignCheckpoint checkpoint) {
        return checkpoint.network().layers().stream().map(Layer::toString).collect(Collectors.toList());
    }

    private static String linear(int in, int out) {
        return "Linear(in=" + in + ", out=" + out + ", bias=true)";
    }

    @Test
    void positionsOfASequentialCountByValue() throws FormatException {
        // in the order of a file that sorts names as text
        ForeignCheckpoint checkpoint = read(
                "0.bias [8]; 0.weight [8, 5]; 10.bias [8]; 10.weight [8, 8]; 12.bias [3]; 12.weight [3, 8]; "
                        + "2.bias [8]; 2.weight [8, 8]",
                Activation.Kind.TANH,
                null);
        assertEquals(
                List.of(linear(5, 8), "tanh", linear(8, 8), "tanh", linear(8, 8), "tanh", linear(8, 3)),
                kinds(checkpoint));
        assertEquals(
                List.of("0.weight", "0.bias", "2.weight", "2.bias", "10.weight", "10.bias", "12.weight", "12.bias"),
                List.copyOf(checkpoint.names().values()));
        assertEquals("10.weight", checkpoint.names().get("4.weight"));
        assertEquals(4, checkpoint.network().state().get("4.weight").get(0, 0));
        assertEquals(Shape.of(5), checkpoint.input());
        assertEquals(List.of(), checkpoint.warnings());
    }

    @Test
    void namesThatSayNothingAreOrderedBySizes() throws FormatException {
        ForeignCheckpoint checkpoint = read(
                "encoder.weight [9, 5]; encoder.bias [9]; head.weight [3, 9]; head.bias [3]; "
                        + "middle.weight [9, 9]; middle.bias [9]",
                null,
                Shape.of(5));
        assertEquals(List.of(linear(5, 9), "relu", linear(9, 9), "relu", linear(9, 3)), kinds(checkpoint));
    }

    @Test
    void lenetIsFoundFromItsSizesAndTheInput() throws FormatException {
        ForeignCheckpoint checkpoint = read(LENET, null, Shape.of(1, 28, 28));
        Sequential expected = Architecture.of("lenet5", Shape.of(1, 28, 28), 10).build(RandomStream.of(1));
        assertEquals(expected.toString(), checkpoint.network().toString());
        assertEquals("fc1.bias", checkpoint.names().get("7.bias"));
        assertEquals(Shape.of(1, 28, 28), checkpoint.input());
        assertEquals(List.of(), checkpoint.warnings());
    }

    @Test
    void convolutionsWithoutAnInputHaveWeightsOnly() throws FormatException {
        ForeignCheckpoint checkpoint = read(LENET, null, null);
        assertEquals(10, checkpoint.network().parameters().size());
        assertNull(checkpoint.input());
        assertEquals(List.of("the shape of the input is not in the file"), checkpoint.warnings());
    }

    @Test
    void batchNormalizationIsPutWhereItStood() throws FormatException {
        // features: Conv2d(3, 8, 3, padding=1), BatchNorm2d(8), ReLU, MaxPool2d(2), Conv2d(8, 8, 3, bias=False), ReLU,
        // Conv2d(8, 12, 3), BatchNorm2d(12), ReLU, AdaptiveAvgPool2d(1); classifier: Linear(12, 10)
        ForeignCheckpoint checkpoint = read(
                "features.0.weight [8, 3, 3, 3]; features.0.bias [8]; features.1.weight [8]; features.1.bias [8]; "
                        + "features.1.running_mean [8]; features.1.running_var [8]; features.1.num_batches_tracked []; "
                        + "features.4.weight [8, 8, 3, 3]; features.6.weight [12, 8, 3, 3]; features.6.bias [12]; "
                        + "features.7.weight [12]; features.7.bias [12]; features.7.running_mean [12]; "
                        + "features.7.running_var [12]; features.7.num_batches_tracked []; classifier.weight [10, 12]; "
                        + "classifier.bias [10]",
                null,
                Shape.of(3, 32, 32));
        List<String> kinds = kinds(checkpoint);
        assertEquals(List.of("BatchNorm2d(8)", "relu"), kinds.subList(1, 3));
        assertEquals(List.of("BatchNorm2d(12)", "relu", "Flatten()", linear(12, 10)), kinds.subList(6, 10));
        assertEquals("features.6.bias", checkpoint.names().get("5.bias"));
        assertEquals("features.7.weight", checkpoint.names().get("6.weight"));
        assertEquals(6, checkpoint.network().state().get("1.running_var").get(0));
        assertNull(checkpoint.input());
        assertEquals(
                List.of("padding and pooling do not follow from the input [3, 32, 32] and the sizes of the layers"),
                checkpoint.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "6, '', 'Rnn(in=5, hidden=6, layers=1)'",
        "18, '; rnn.weight_ih_l1 [18, 6]; rnn.weight_hh_l1 [18, 6]', 'Gru(in=5, hidden=6, layers=2)'",
        "24, '; rnn.bias_ih_l0 [24]; rnn.bias_hh_l0 [24]', 'Lstm(in=5, hidden=6, layers=1)'"
    })
    void recurrentLayersAreToldByTheirGates(int rows, String more, String expected) throws FormatException {
        ForeignCheckpoint checkpoint = read(
                "fc.weight [3, 6]; fc.bias [3]; rnn.weight_ih_l0 [" + rows + ", 5]; rnn.weight_hh_l0 [" + rows + ", 6]"
                        + more,
                null,
                null);
        assertEquals(List.of(expected, "LastStep()", linear(6, 3)), kinds(checkpoint));
        assertEquals(Shape.of(32, 5), checkpoint.input());
        assertEquals("rnn.weight_hh_l0", checkpoint.names().get("0.weight_hh_l0"));
        assertEquals(4, checkpoint.network().state().get("0.weight_hh_l0").get(0, 0));
        float bias = checkpoint.network().state().get("0.bias_ih_l0").get(0);
        assertEquals(more.contains("bias_ih") ? 5 : 0, bias);
        assertEquals(List.of("the number of steps is not in the file: 32 are taken"), checkpoint.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gamma [3] | layer \"\": expected the tensors of a linear, convolutional, recurrent or batch "
                        + "normalization layer, found [gamma]",
                "0.weight [3, 5]; 2.weight [3, 4] | expected layers whose sizes fit one another, found 0 5-3, 2 4-3",
                "0.weight [3, 5]; 0.bias [4] | layer \"0\": expected bias [3], found [4]",
                "0.weight [3, 5]; 0.scale [3] | layer \"0\": expected the tensors of linear, found also \"scale\"",
                "0.weight_ih_l0 [7, 5]; 0.weight_hh_l0 [7, 3] | layer \"0\": expected weight_ih_l0 [3, 5], found [7,"
                        + " 5]",
                "r.weight_ih_l0 [3, 5]; r.weight_hh_l0 [3, 3]; r.weight_ih_l0_reverse [3, 5] | layer \"r\": expected"
                        + " weight_hh_l0_reverse [3, 3], found none",
                "0.weight [6, 7] | expected a layer \"0\" that takes the input [5], found 7"
            })
    void whatIsNoNetworkOfKnownLayersIsNamed(String list, String message) {
        FormatException thrown = assertThrows(FormatException.class, () -> read(list, null, Shape.of(5)));
        assertEquals(FILE + ": " + message, thrown.getMessage());
    }

    @Test
    void manyLayersThatDoNotFitAreRefusedAtOnce() {
        String list = IntStream.range(0, 60).mapToObj(i -> i + ".weight [8, 8]").collect(Collectors.joining("; "));
        assertThrows(FormatException.class, () -> read(list + "; 60.weight [8, 9]", null, Shape.of(8)));
    }

    @Test
    void aGeometryIsFoundOnlyWhereThereIsNoOther() {
        List<Tensor> lenet = List.of(Tensor.zeros(6, 1, 5, 5), Tensor.zeros(16, 6, 5, 5));
        assertEquals(
                List.of(new ConvolutionGeometry.Choice(2, true), new ConvolutionGeometry.Choice(0, true)),
                ConvolutionGeometry.find(lenet, 28, 28, 25));
        assertNull(ConvolutionGeometry.find(lenet, 28, 28, 26));
        List<Tensor> two = List.of(Tensor.zeros(4, 3, 3, 3), Tensor.zeros(4, 4, 3, 3));
        assertNull(ConvolutionGeometry.find(two, 32, 32, 256), "pooling after the first or the second");
    }

    @Test
    void ordersThatNamesAndSizesLeaveAreChosenOrRefused() throws FormatException {
        String sorted = "decoder.bias [6]; decoder.weight [6, 4]; encoder.bias [4]; encoder.weight [4, 6]";
        FormatException thrown = assertThrows(FormatException.class, () -> read(sorted, null, null));
        assertEquals(
                FILE + ": expected names and sizes that leave one order of the layers (--input or --layers chooses),"
                        + " found decoder, encoder or encoder, decoder",
                thrown.getMessage());
        assertEquals(List.of(linear(6, 4), "relu", linear(4, 6)), kinds(read(sorted, null, Shape.of(6))));
        Hints named = new Hints(null, null, null, List.of("encoder", "decoder"));
        assertEquals(
                "encoder.weight",
                ForeignCheckpoint.of(tensors(sorted), named).names().get("0.weight"));
        ForeignCheckpoint registered = read("stem.weight [6, 6]; body.weight [6, 6]; head.weight [6, 6]", null, null);
        assertEquals(
                List.of("stem.weight", "body.weight", "head.weight"),
                List.copyOf(registered.names().values()));
        assertEquals(2, registered.warnings().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv1.weight [8, 3, 3, 3]; layer1.0.conv1.weight [8, 8, 3, 3]; layer1.0.conv2.weight [8, 8, 3, 3];"
                        + " fc.weight [3, 8] | found \"layer1.0.conv1\", which is of a residual network",
                "a.weight [8, 5]; b.shortcut.weight [8, 8]; c.weight [3, 8] | found \"b.shortcut\"",
                "stem.weight [8, 5]; blocks.0.fc1.weight [9, 8]; blocks.0.fc2.weight [8, 9]; head.weight [3, 8] |"
                        + " found the block \"blocks.0\" of blocks.0.fc1, blocks.0.fc2"
            })
    void residualNetworksAreNotReadAsChains(String list, String part) {
        FormatException thrown = assertThrows(FormatException.class, () -> read(list, null, null));
        assertEquals(true, thrown.getMessage().contains(part), thrown.getMessage());
    }
}
