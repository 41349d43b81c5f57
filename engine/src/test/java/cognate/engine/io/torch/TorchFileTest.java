package cognate.engine.io.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.ElementType;
import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch wrote: make.py among the resources says how. */
class TorchFileTest {
    @TempDir
    Path folder;

    static Path resource(String name) {
        try {
            return Path.of(TorchFileTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] values(TorchFile file, String name) {
        return file.tensors().get(name).toArray();
    }

    @Test
    void everyTypeIsWidenedToFloat() throws IOException {
        TorchFile file = TorchFile.read(resource("types.pt"));
        assertEquals(11, file.types().size());
        assertEquals(10, file.tensors().size());
        assertEquals(ElementType.C64, file.types().get("complex64"));
        assertFalse(file.tensors().containsKey("complex64"));
        assertEquals(ElementType.I16, file.types().get("int16"));
        file.tensors().forEach((name, tensor) -> {
            boolean bool = name.equals("bool");
            float[] expected = bool ? new float[] {0, 1, 1, 1, 1, 1} : new float[] {0, 1, 2, 3, 100, 5};
            assertArrayEquals(expected, tensor.toArray(), name);
            assertEquals(Shape.of(2, 3), tensor.shape());
            assertEquals(!bool && name.contains("float"), file.types().get(name).isFloating());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"views.pt", "views4.pt", "views5.pt"})
    void viewsOfAStorageAreTakenByOffsetAndStrides(String name) throws IOException {
        TorchFile file = TorchFile.read(resource(name));
        assertEquals(
                List.of(
                        "base",
                        "transposed",
                        "row",
                        "column",
                        "block",
                        "tied",
                        "scalar",
                        "empty",
                        "parameter",
                        "expanded"),
                List.copyOf(file.tensors().keySet()));
        assertEquals(Shape.of(6, 4), file.tensors().get("transposed").shape());
        assertEquals(13, file.tensors().get("transposed").get(1, 2));
        assertArrayEquals(new float[] {12, 13, 14, 15, 16, 17}, values(file, "row"));
        assertArrayEquals(new float[] {1, 7, 13, 19}, values(file, "column"));
        assertArrayEquals(new float[] {8, 11, 14, 17}, values(file, "block"));
        assertArrayEquals(values(file, "base"), values(file, "tied"));
        assertEquals(7, file.tensors().get("scalar").item());
        assertEquals(Shape.of(0, 3), file.tensors().get("empty").shape());
        assertArrayEquals(new float[] {1, 1}, values(file, "parameter"));
        assertArrayEquals(new float[] {1, 1, 1, 2, 2, 2}, values(file, "expanded"));
        assertEquals(List.of("\"version\" is no tensor and is left aside"), file.notes());
        file.tensors().get("tied").array()[0] = 5;
        assertEquals(0, file.tensors().get("base").get(0, 0), "an array of its own");
    }

    @Test
    void aStateDictIsFoundAmongOtherThings() throws IOException {
        TorchFile file = TorchFile.read(resource("nested.ckpt"));
        assertEquals(
                List.of(
                        "module.0.weight",
                        "module.0.bias",
                        "module.1.weight",
                        "module.1.bias",
                        "module.1.running_mean",
                        "module.1.running_var",
                        "module.1.num_batches_tracked"),
                List.copyOf(file.tensors().keySet()));
        assertEquals(1, file.tensors().get("module.1.num_batches_tracked").item());
        assertEquals(ElementType.I64, file.types().get("module.1.num_batches_tracked"));
        assertEquals(List.of("the state dict under state_dict is taken"), file.notes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "old.pt | torch.save(torch.load(\"old.pt\"), \"new.pt\")",
                "whole.pt | model.state_dict()",
                "whole.pt | found torch.nn.modules.container.Sequential",
                "whole-below.pt | found torch.nn.modules.container.Sequential under model",
                "object.pt | expected a tensor \"b\", found argparse.Namespace",
                "list.pt | found a list",
                "script.pt | found __torch__.torch.nn.modules.linear.Linear",
            })
    void whatIsNoStateDictIsNamed(String name, String part) throws IOException {
        assertTrue(TorchFile.isOne(resource(name)));
        FormatException thrown = assertThrows(FormatException.class, () -> TorchFile.read(resource(name)));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
        assertEquals(1, thrown.getMessage().lines().count());
    }

    @Test
    void otherContainersAreToldByTheirFirstBytes() throws IOException {
        Path file = folder.resolve("a.pt");
        Files.write(file, new byte[] {(byte) 0x80, 2, 0, 0, 0, 0, 0, 0, '{'});
        assertFalse(TorchFile.isOne(file), "a safetensors header of 640 bytes");
        Files.write(file, new byte[] {});
        assertFalse(TorchFile.isOne(file));
    }
}
