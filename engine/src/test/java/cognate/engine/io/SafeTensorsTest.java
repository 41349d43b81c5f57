package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTensorsTest {
    @TempDir
    Path folder;

    private Path file(String header, byte... data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(
                folder.resolve("f"),
                bytes.putLong(text.length).put(text).put(data).array());
    }

    private String failure() {
        return assertThrows(FormatException.class, () -> SafeTensors.read(folder.resolve("f")))
                .getMessage()
                .replace(folder.resolve("f").toString(), "f");
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("2.weight", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose());
        tensors.put("0.bias", Tensor.of(new float[] {-0f, Float.MIN_VALUE}, 2));
        tensors.put("none", Tensor.zeros(0, 5));
        tensors.put("one", Tensor.scalar(7));
        tensors.put("large", Tensor.zeros(70_001));
        Path file = folder.resolve("f");
        SafeTensors.of(tensors, Map.of("task", "0v1 \"é\"")).write(file);
        SafeTensors read = SafeTensors.read(file);
        assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.tensors().keySet()));
        assertEquals(Map.of("task", "0v1 \"é\""), read.metadata());
        assertEquals(read.metadata(), SafeTensors.readMetadata(file));
        tensors.forEach((name, tensor) -> {
            assertEquals(tensor.shape(), read.tensors().get(name).shape());
            assertArrayEquals(tensor.toArray(), read.tensors().get(name).toArray());
        });
        assertEquals(
                0x80000000, Float.floatToRawIntBits(read.tensors().get("0.bias").get(0)));
    }

    @Test
    void writesTheseBytes() throws IOException {
        Path file = folder.resolve("f");
        SafeTensors.of(Map.of("w", Tensor.of(new float[] {1, -2}, 2)), Map.of("k", "v"))
                .write(file);
        String header =
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} ";
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(header, new String(bytes, 8, bytes.length - 16, StandardCharsets.UTF_8));
        assertEquals(
                header.length(),
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong());
        assertEquals(0, header.length() % 8);
        assertArrayEquals(
                new byte[] {0, 0, (byte) 0x80, 0x3F, 0, 0, 0, (byte) 0xC0},
                java.util.Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length));
    }

    @Test
    void widensShortTypesAndRoundsDouble() throws IOException {
        Path file = file(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[8,16]},"
                        + "\"d\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[16,18]},"
                        + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[18,26]}}",
                ByteBuffer.allocate(26)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(0.1)
                        .putShort((short) 0x3555)
                        .putShort((short) 0x8001)
                        .putShort((short) 0x7BFF)
                        .putShort((short) 0x0400)
                        .putShort((short) 0xC049)
                        .putLong(-391)
                        .array());
        SafeTensors read = SafeTensors.read(file);
        assertEquals(List.of("h", "d", "b", "n"), List.copyOf(read.tensors().keySet()));
        // numpy.array([0x3555, 0x8001, 0x7bff, 0x0400], 'u2').view('f2').astype('f4').tolist()
        assertArrayEquals(
                new float[] {0.333251953125f, -5.960464477539063e-08f, 65504, 6.103515625e-05f},
                read.tensors().get("h").toArray());
        assertEquals(0.1f, read.tensors().get("d").get(0));
        assertEquals(-3.140625f, read.tensors().get("b").get(0));
        assertEquals(-391, read.tensors().get("n").item());
    }

    @Test
    void integersAreReadAndOtherTypesLeftInTheFile() throws IOException {
        Path file = file(
                "{\"b\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]},"
                        + "\"c\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[2,10]},"
                        + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[10,14]},"
                        + "\"u\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[14,15]}}",
                new byte[] {0, 1, 9, 9, 9, 9, 9, 9, 9, 9, 4, 1, 0, 0, (byte) 200});
        SafeTensors read = SafeTensors.read(file);
        assertEquals(List.of("b", "i", "u"), List.copyOf(read.tensors().keySet()));
        assertArrayEquals(new float[] {0, 1}, read.tensors().get("b").toArray());
        assertEquals(260, read.tensors().get("i").get(0));
        assertEquals(200, read.tensors().get("u").get(0));
        assertEquals("[BOOL, C64, I32, U8]", read.types().values().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,12]}}§tensor \"a\" F32 [2] in 8 bytes, found data_offsets [0, 12]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}§16 bytes of tensors after the header, found 12",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}§8 bytes of tensors after the header, found 12",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}§tensor \"a\" to begin at 0, where the one before it ends, found 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}§tensor \"b\" to begin at 8, where the one before it ends, found 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}§tensor \"b\" to begin at 4, where the one before it ends, found 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[12,0]}}§tensor \"a\" F32 [3] in 12 bytes, found data_offsets [12, 0]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12,24]}}§tensor \"a\" with two data_offsets, found 3",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-3],\"data_offsets\":[0,12]}}§tensor \"a\" with a shape of sizes from 0 to 2^31 - 1, found -3",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,12]}}§tensor \"a\" with a shape of sizes from 0 to 2^31 - 1, found 1.5",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":3,\"data_offsets\":[0,12]}}§tensor \"a\" with a shape of sizes from 0 to 2^31 - 1, found 3",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,12]}}§tensor \"a\" of at most 2^31 - 1 elements, found [4294967296, 4294967296]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,12]}}§tensor \"a\" of at most 2^31 - 1 elements, found [65536, 65536]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807],\"data_offsets\":[0,12]}}§tensor \"a\" of at most 2^31 - 1 elements, found [9223372036854775807]",
                "{\"a\":{\"dtype\":\"Q32\",\"shape\":[3],\"data_offsets\":[0,12]}}§tensor \"a\" of a type such as F32, found Q32",
                "{\"a\":{\"shape\":[3],\"data_offsets\":[0,12]}}§tensor \"a\" of a type such as F32, found none",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,12]}}§tensor \"a\" with a shape of sizes from 0 to 2^31 - 1, found none",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12],\"x\":1}}§tensor \"a\" with dtype, shape and data_offsets, found \"x\"",
                "{\"a\":7}§tensor \"a\" as an object, found 7",
                "[]§a header object, found a list",
                "{\"__metadata__\":{\"k\":1}}§__metadata__ of texts, found another value of \"k\"",
                "{\"__metadata__\":7}§__metadata__ of texts, found 7",
                "{\"a\":1,\"a\":2}§header: every key once, found \"a\" again at line 1 column 8",
                "not JSON§header: null, found 'o' at line 1 column 2",
            })
    void saysWhatIsWrong(String header, String message) throws IOException {
        file(header, new byte[12]);
        boolean inHeader = message.startsWith("header: ");
        assertEquals(inHeader ? "f header: expected " + message.substring(8) : "f: expected " + message, failure());
    }

    @Test
    void refusesHeadersOfImpossibleLength() throws IOException {
        Path file = folder.resolve("f");
        for (long length : new long[] {0, 1, 9, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            Files.write(file, bytes.array());
            assertEquals("f: expected a header length of 2 to 8, found " + Long.toUnsignedString(length), failure());
        }
        Files.write(file, new byte[7]);
        assertEquals("f: expected 8 bytes of header length, found at most 7", failure());
        file("[".repeat(100_000));
        assertEquals("f header: expected JSON at most 64 deep, found deeper at line 1 column 65", failure());
    }

    @Test
    void refusesTheReservedName() {
        Map<String, Tensor> tensors = Map.of("__metadata__", Tensor.scalar(1));
        assertThrows(IllegalArgumentException.class, () -> SafeTensors.of(tensors, Map.of()));
    }
}
