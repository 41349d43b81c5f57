package cognate.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.FormatException;
import cognate.engine.io.SafeTensors;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignResidualTest {
    private static final Hints HINTS = Hints.NONE.orInput(Shape.of(3, 32, 32));

    @TempDir
    Path folder;

    private static Map<String, Tensor> state(String model) {
        return new LinkedHashMap<>(Architecture.of(model, Shape.of(3, 32, 32), 5)
                .build(RandomStream.of(1))
                .state());
    }

    private Path written(Map<String, Tensor> tensors) throws IOException {
        Path file = folder.resolve("f.safetensors");
        SafeTensors.of(tensors, Map.of()).write(file);
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resnet18:2",
                "resnet50:2/no-bias",
                "resnet:8x4",
                "resnet:14x2/plain-shortcut",
                "resnet:8x3/pad-shortcut/no-bias",
                "resnet:8x3/folded"
            })
    void theSpecificationIsToldByNamesAndShapes(String model) throws IOException {
        Map<String, Tensor> tensors = state(model);
        Checkpoint read = Checkpoint.read(written(tensors), HINTS);
        assertEquals(model, read.model());
        assertEquals(5, read.classes());
        read.network()
                .state()
                .forEach((name, tensor) -> assertArrayEquals(tensors.get(name).toArray(), tensor.toArray(), name));
        assertTrue(read.warnings().get(0).contains("taken for " + model), read.warnings()::toString);
    }

    @Test
    void otherNamesOfShortcutAndHeadAreKnown() throws IOException {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        state("resnet:8x4")
                .forEach((name, tensor) ->
                        renamed.put(name.replace("downsample", "shortcut").replaceFirst("^fc", "linear"), tensor));
        Checkpoint read = Checkpoint.read(written(renamed), HINTS);
        assertEquals("resnet:8x4", read.model());
        assertEquals("linear.bias", read.names().get("fc.bias"));
        assertEquals("layer2.0.shortcut.0.weight", read.names().get("layer2.0.downsample.0.weight"));
    }

    @Test
    void withoutAnInputTheWeightsAreThereAlone() throws IOException {
        Checkpoint read = Checkpoint.read(written(state("resnet:8x4")), Hints.NONE);
        assertNull(read.input());
        assertNull(read.architecture());
        assertEquals(5, read.classes());
        assertThrows(IllegalArgumentException.class, () -> read.withFolded(read.network()));
    }

    @Test
    void whatIsOfNoFamilyIsRefusedWithTheReason() throws IOException {
        Map<String, Tensor> four = state("resnet18:2");
        four.put("conv1.weight", Tensor.zeros(2, 3, 3, 3));
        assertRefused(four, "a 3x3 stem and stages of [2, 2, 2, 2] basic blocks");
        Map<String, Tensor> uneven = state("resnet:14x2");
        uneven.keySet().removeIf(name -> name.startsWith("layer3.1."));
        assertRefused(uneven, "stages of [2, 2, 1] basic blocks");
        Map<String, Tensor> missing = state("resnet:8x2");
        missing.remove("layer3.0.bn2.running_var");
        assertRefused(missing, "no layer3.0.bn2.running_var [8] of a resnet:8x2");
        Map<String, Tensor> more = state("resnet:8x2");
        more.put("layer1.0.se.weight", Tensor.zeros(2, 2));
        assertRefused(more, "layer1.0.se.weight besides a resnet:8x2");
    }

    @Test
    void namesAndSizesThatContradictOneAnotherAreRefused() throws IOException {
        Map<String, Tensor> twice = state("resnet:8x2");
        twice.put("linear.weight", twice.get("fc.weight").copy());
        assertRefused(twice, "linear.weight besides a resnet:8x2");
        Map<String, Tensor> none = state("resnet:8x2");
        none.put("fc.weight", Tensor.zeros(0, 8));
        none.put("fc.bias", Tensor.zeros(0));
        assertRefused(none, "a linear layer fc.weight [0, 8]");
        Map<String, Tensor> wide = state("resnet:8x2");
        wide.put("conv1.weight", Tensor.zeros(2000, 3, 3, 3));
        assertRefused(wide, "a stem of 2000 channels before blocks that take 2");
    }

    private void assertRefused(Map<String, Tensor> tensors, String found) throws IOException {
        Path file = written(tensors);
        String message = assertThrows(FormatException.class, () -> Checkpoint.read(file, HINTS))
                .getMessage();
        assertTrue(message.endsWith(found), message);
    }
}
