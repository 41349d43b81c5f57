package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("f"), bytes);
    }

    private Path file(int version, String header, int dataBytes) throws IOException {
        byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate((version == 1 ? 10 : 12) + text.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(NpyHeader.MAGIC).put((byte) version).put((byte) 0);
        return file((version == 1 ? bytes.putShort((short) text.length) : bytes.putInt(text.length))
                .put(text)
                .array());
    }

    private String failure() {
        return assertThrows(FormatException.class, () -> Npy.read(folder.resolve("f")))
                .getMessage()
                .replace(folder.resolve("f").toString(), "f");
    }

    /** The data parts were made by {@code numpy.array([...]).astype(type).tobytes()} in hexadecimal, NumPy 1.24. */
    @ParameterizedTest
    @CsvSource({
        "<f2, 003E00C1, 1.5, -2.5",
        ">f2, 3E00C100, 1.5, -2.5",
        "<f4, 0000C03F000020C0, 1.5, -2.5",
        ">f4, 3FC00000C0200000, 1.5, -2.5",
        "<f8, 000000000000F83F00000000000004C0, 1.5, -2.5",
        ">f8, 3FF8000000000000C004000000000000, 1.5, -2.5",
        "|i1, 02FD, 2, -3",
        "<i2, 0200FDFF, 2, -3",
        ">i2, 0002FFFD, 2, -3",
        "<i4, 02000000FDFFFFFF, 2, -3",
        "<i8, 0200000000000000FDFFFFFFFFFFFFFF, 2, -3",
        "|u1, 02FD, 2, 253",
        "<u2, 0200FDFF, 2, 65533",
        "<u4, 02000000FDFFFFFF, 2, 4294967293",
        "<u8, 0200000000000000FDFFFFFFFFFFFFFF, 2, 1.8446744073709552e19",
        "|b1, 0100, 1, 0",
    })
    void readsEveryType(String type, String data, double first, double second) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (2,), }";
        Path file = file(1, header, 0);
        byte[] bytes = new java.math.BigInteger("01" + data, 16).toByteArray();
        Files.write(file, Arrays.copyOfRange(bytes, 1, bytes.length), java.nio.file.StandardOpenOption.APPEND);
        Npy array = Npy.read(file);
        assertEquals(Shape.of(2), array.shape());
        assertArrayEquals(new double[] {first, second}, array.values());
    }

    /** Made by {@code numpy.save(f, numpy.asfortranarray(numpy.arange(6.).reshape(2, 3)))}. */
    @Test
    void turnsFortranOrderIntoRows() throws IOException {
        Npy array = Npy.read(file(Base64.getDecoder()
                .decode("k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0g"
                        + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAA"
                        + "AAAAAAAAAAhAAAAAAAAA8D8AAAAAAAAQQAAAAAAAAABAAAAAAAAAFEA=")));
        assertEquals(Shape.of(2, 3), array.shape());
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5}, array.values());
    }

    /** Made by {@code numpy.save(f, numpy.array([[-2., -1., 0.], [1., 2., 3.]]))}. */
    @Test
    void writesTheBytesOfNumpy() throws IOException {
        Path file = folder.resolve("f");
        Npy.of(new double[] {-2, -1, 0, 1, 2, 3}, 2, 3).write(file);
        assertEquals(
                "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAg"
                        + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAwAAAAAAAAPC/AAAAAAAA"
                        + "AAAAAAAAAADwPwAAAAAAAABAAAAAAAAACEA=",
                Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Path file = folder.resolve("f");
        for (int[] dims : new int[][] {{}, {0}, {0, 4}, {1}, {7}, {9000}, {3, 2, 5}}) {
            double[] values = new double[Shape.of(dims).size()];
            Arrays.setAll(values, i -> i / 3.0);
            Npy.of(values, dims).write(file);
            Npy array = Npy.read(file);
            assertEquals(Shape.of(dims), array.shape());
            assertArrayEquals(values, array.values());
            assertEquals(array.shape(), array.tensor().shape());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersion(int version) throws IOException {
        Path file = file(version, "{'shape': (), 'fortran_order': False, 'descr': '<f8'}", 8);
        assertArrayEquals(new double[] {0}, Npy.read(file).values());
    }

    /** NumPy takes any Python literal: Python 2 wrote long numbers with an L, others write double quotes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L), }",
                "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 1)}",
                "{'descr': \"<f4\", \"fortran_order\": False, 'shape': (2, 1L,)}",
            })
    void readsHeadersOfOtherPythons(String header) throws IOException {
        assertEquals(Shape.of(2, 1), Npy.read(file(1, header, 8)).shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            value = {
                "'descr': '<c8', 'fortran_order': False, 'shape': (1,)§numbers of type f2, f4, f8, i1 … i8, u1 … u8 or b1, found <c8",
                "'descr': '|f4', 'fortran_order': False, 'shape': (1,)§numbers of type f2, f4, f8, i1 … i8, u1 … u8 or b1, found |f4",
                "'descr': '<f4', 'fortran_order': False, 'shape': (-1,)§a shape of sizes, found (-1,)",
                "'descr': '<f4', 'fortran_order': False, 'shape': (1,,2)§a shape of sizes, found (1,,2)",
                "'descr': '<f4', 'fortran_order': False, 'shape': (1LL,)§a shape of sizes, found (1LL,)",
                "'descr': '<f4\", 'fortran_order': False, 'shape': (1,)§a header {'descr': …, 'fortran_order': …, 'shape': …}, found {'descr': '<f4\", 'fortran_order': False, 'shape': (1,)}",
                "'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536)§at most 2^31 - 1 elements, found (65536, 65536)",
                "'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999999,)§a shape of sizes, found (999999999999999999999,)",
                "'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,)§8589934588 bytes of data for shape [2147483647], found at most 4",
                "'descr': '<f4', 'fortran_order': False, 'shape': (2,)§8 bytes of data for shape [2], found at most 4",
                "'descr': '<f4', 'fortran_order': False, 'shape': ()§§",
            })
    void saysWhatIsWrongInTheHeader(String header, String message) throws IOException {
        Path file = file(1, "{" + header + "}", 4);
        if (message == null) {
            assertArrayEquals(new double[] {0}, Npy.read(file).values());
        } else {
            assertEquals("f: expected " + message, failure());
        }
    }

    @Test
    void saysWhatIsWrongAroundIt() throws IOException {
        file(new byte[0]);
        assertEquals("f: expected 6 bytes of NumPy magic, found at most 0", failure());
        file("no array".getBytes(StandardCharsets.UTF_8));
        assertEquals("f: expected the magic \\x93NUMPY, found \\x6e\\x6f\\x20\\x61\\x72\\x72", failure());
        file(4, "{}", 0);
        assertEquals("f: expected NumPy format 1.0, 2.0 or 3.0, found 4.0", failure());
        file(1, "{'descr': '<f4', 'shape': (1,)}", 4);
        assertEquals(
                "f: expected a header {'descr': …, 'fortran_order': …, 'shape': …}, found {'descr': '<f4', 'shape': (1,)}",
                failure());
        file(1, "{'descr': '<f4', 'descr': '<f4'}", 4);
        assertEquals("f: expected every key once in the header, found {'descr': '<f4', 'descr': '<f4'}", failure());
        file(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", 5);
        assertEquals("f: expected the end after 70 bytes, found more bytes", failure());
        Path file = file(2, "{", 0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[11] = (byte) 0x80;
        file(bytes);
        assertEquals("f: expected a header length of at most 65536, found 2147483650", failure());
        bytes[11] = 0;
        bytes[9] = 1;
        file(bytes);
        assertEquals("f: expected 258 bytes of header, found at most 2", failure());
    }
}
