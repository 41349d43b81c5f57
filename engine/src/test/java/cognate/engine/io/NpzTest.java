package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
    @TempDir
    Path folder;

    /**
     * Made by {@code numpy.savez} and {@code numpy.savez_compressed(f, x=numpy.arange(3.), y=numpy.float32([[1, 2]]))}.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UEsDBBQAAAAAAAAAIQAkIeErmAAAAJgAAAAFABQAeC5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAAAAAAAAAAADwPwAAAAAAAABAUEsDBBQAAAAAAAAAIQCxRkXqiAAAAIgAAAAFABQAeS5ucHkBABAAiAAAAAAAAACIAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmNCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgxLCAyKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAACAPwAAAEBQSwECFAMUAAAAAAAAACEAJCHhK5gAAACYAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECFAMUAAAAAAAAACEAsUZF6ogAAACIAAAABQAAAAAAAAAAAAAAgAHPAAAAeS5ucHlQSwUGAAAAAAIAAgBmAAAAjgEAAAAA",
                "UEsDBBQAAAAIAAAAIQAkIeErTAAAAJgAAAAFABQAeC5ucHkBABAAmAAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC4GFPDBHspwAABQSwMEFAAAAAgAAAAhALFGRepOAAAAiAAAAAUAFAB5Lm5weQEAEACIAAAAAAAAAE4AAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNmoq6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkahjoKRpo6CrUKZAMuBoYGewYGBgcAUEsBAhQDFAAAAAgAAAAhACQh4StMAAAAmAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAhQDFAAAAAgAAAAhALFGRepOAAAAiAAAAAUAAAAAAAAAAAAAAIABgwAAAHkubnB5UEsFBgAAAAACAAIAZgAAAAgBAAAAAA=="
            })
    void readsWhatNumpyWrites(String base64) throws IOException {
        Path file = Files.write(folder.resolve("f"), Base64.getDecoder().decode(base64));
        assertEquals(List.of("x", "y"), Npz.names(file));
        assertArrayEquals(new double[] {0, 1, 2}, Npz.read(file, "x").values());
        assertEquals(Shape.of(1, 2), Npz.read(file, "y").shape());
        assertArrayEquals(new double[] {1, 2}, Npz.read(file, "y").values());
        assertEquals(
                file + ": expected one of the arrays [x, y], found z",
                assertThrows(FormatException.class, () -> Npz.read(file, "z")).getMessage());
    }

    @Test
    void readsWhatItWritesWithEqualBytes() throws IOException {
        Map<String, Npy> arrays = new LinkedHashMap<>();
        arrays.put("b", Npy.of(new double[] {1, 2}, 2));
        arrays.put("a", Npy.of(new double[10_000], 100, 100));
        Path first = folder.resolve("1");
        Path second = folder.resolve("2");
        Npz.write(first, arrays);
        Npz.write(second, arrays);
        assertEquals(-1, Files.mismatch(first, second));
        assertEquals(List.of("b", "a"), Npz.names(first));
        assertArrayEquals(new double[] {1, 2}, Npz.read(first, "b").values());
        assertEquals(Shape.of(100, 100), Npz.read(first, "a").shape());
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "PK no archive");
        assertEquals(
                file + ": expected a zip archive, found zip END header not found",
                assertThrows(FormatException.class, () -> Npz.read(file, "x")).getMessage());
        assertEquals(
                folder + ": expected a file, found a folder",
                assertThrows(FormatException.class, () -> Npz.read(folder, "x")).getMessage());
    }

    /** The value changes, the checksum in the archive's directory stays: NumPy refuses it too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAnArrayWithAnotherChecksum(boolean deflated) throws IOException {
        Path array = folder.resolve("x.npy");
        Npy.of(new double[] {1, 2, 3}, 3).write(array);
        byte[] content = Files.readAllBytes(array);
        CRC32 sum = new CRC32();
        sum.update(content);
        byte[] archive = archive("x.npy", content, deflated);
        Path file = Files.write(folder.resolve("f"), archive);
        assertArrayEquals(new double[] {1, 2, 3}, Npz.read(file, "x").values());
        int stated = 0;
        for (int i = 0; i + 4 <= archive.length; i++) {
            ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
            if (bytes.getInt(i) == (int) sum.getValue()) {
                bytes.putInt(i, (int) sum.getValue() ^ 1);
                stated++;
            }
        }
        assertTrue(stated > 0);
        Files.write(file, archive);
        assertEquals(
                String.format(
                        "%s:x: expected bytes of the CRC-32 %08x, found %08x",
                        file, sum.getValue() ^ 1, sum.getValue()),
                assertThrows(FormatException.class, () -> Npz.read(file, "x")).getMessage());
    }

    private static byte[] archive(String name, byte[] content, boolean deflated) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(deflated ? 9 : 0);
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void refusesAnArrayThatIsCutOffOrDamaged() throws IOException {
        Path file = folder.resolve("f");
        double[] values = new double[1000];
        java.util.Arrays.setAll(values, i -> 1.0 / (i + 1));
        Npz.write(file, Map.of("x", Npy.of(values, 1000)));
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i += 97) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x55;
            Files.write(file, damaged);
            try {
                assertArrayEquals(values, Npz.read(file, "x").values()); // a byte that nobody reads
            } catch (FormatException e) {
                assertEquals(1, e.getMessage().lines().count());
            }
        }
    }
}
