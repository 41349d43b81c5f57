package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    @TempDir
    Path folder;

    private Dataset read(String text) throws IOException {
        return Csv.read(Files.writeString(folder.resolve("a.csv"), text));
    }

    private static float[] row(Dataset data, int i) {
        float[] row = new float[data.inputShape().size()];
        data.input(i, row, 0);
        return row;
    }

    @Test
    void readsRowsUnderAHeader() throws IOException {
        Dataset data = read("\uFEFFa,\"b,c\",class\r\n1, -2.5e-1 ,\"x, \"\"y\"\"\"\r\n\r\n.5,3.,b\r\n\r\n");
        assertEquals(Shape.of(2), data.inputShape());
        assertEquals(List.of("b", "x, \"y\""), data.classNames());
        assertEquals(1, data.label(0));
        assertArrayEquals(new float[] {1, -0.25f}, row(data, 0));
        assertArrayEquals(new float[] {0.5f, 3}, row(data, 1));
    }

    @Test
    void takesTheFirstLineForDataIfAnyFeatureIsANumber() throws IOException {
        assertEquals(2, read("1,2,a\n3,4,b").size());
        assertEquals(1, read("x,y,2\n3,4,5").size());
        assertEquals("a.csv: expected a finite number in column 1, found \"x\" at line 1", failure("x,2,a\n3,4,b"));
        assertEquals(
                "a.csv: expected a finite number in column 1, found \"nan\" at line 1", failure("nan,nan,a\n3,4,b"));
    }

    @Test
    void sortsClassesByValueIfTheyAreNumbers() throws IOException {
        assertEquals(List.of("-1", "2", "10"), read("0,10\n0,2\n0,-1\n0,2").classNames());
        assertEquals(List.of("10", "2", "b"), read("0,10\n0,2\n0,b").classNames());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,a;3,b        | 3 columns, found 2 at line 2",
                "1,2,a;3,4,5,b    | 3 columns, found 4 at line 2",
                "1,2,a;;3,NaN,b   | a finite number in column 2, found \"NaN\" at line 3",
                "1,2,a;3,inf,b    | a finite number in column 2, found \"inf\" at line 2",
                "1,2,a;3,1e39,b   | a finite number in column 2, found \"1e39\" at line 2",
                "1,2,a;3,,b       | a finite number in column 2, found \"\" at line 2",
                "1,2,a;3,0x1p3,b  | a finite number in column 2, found \"0x1p3\" at line 2",
                "1,2,a;3,1d,b     | a finite number in column 2, found \"1d\" at line 2",
                "1,2,a;3,4,       | a class in column 3, found nothing at line 2",
                "1,2,a;3,4,\"b    | a closing quote, found none at line 2",
                "1;2              | at least 2 columns, found 1 at line 1",
                "x,y              | at least 1 row of numbers, found none",
                "''               | at least 1 row of numbers, found none",
            })
    void saysWhatIsWrong(String text, String message) {
        assertEquals("a.csv: expected " + message, failure(text.replace(';', '\n')));
    }

    private String failure(String text) {
        return assertThrows(FormatException.class, () -> read(text))
                .getMessage()
                .replace(folder + "/", "");
    }

    @Test
    void refusesEndlessLines() throws IOException {
        assertEquals(
                "a.csv: expected at most 1048576 columns, found 1048577 at line 1",
                failure("1,".repeat(1 << 20) + "a"));
        Path file = folder.resolve("a.csv");
        try (RandomAccessFile zeros = new RandomAccessFile(file.toFile(), "rw")) {
            zeros.setLength(1L << 33);
        }
        assertEquals(
                file + ": expected lines of at most 16777216 characters, found a longer one",
                assertThrows(FormatException.class, () -> Csv.read(file)).getMessage());
    }

    @Test
    void refusesOtherThanText() throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), "1,é\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                file + ": expected text in UTF-8, found other bytes behind line 0",
                assertThrows(FormatException.class, () -> Csv.read(file)).getMessage());
        assertEquals(
                folder + ": expected a file, found a folder",
                assertThrows(FormatException.class, () -> Csv.read(folder)).getMessage());
    }

    /** Sums: {@code sum(float(x) for line in open(f) if line.strip() for x in line.split(',')[:-1])}. */
    @ParameterizedTest
    @CsvSource({"tabular/iris.data, 150, 4, 3, 2078.2", "optdigits/optdigits.tra, 3823, 64, 10, 1204758"})
    void readsRealData(String name, int size, int features, int classes, double sum) throws IOException {
        Dataset data = Csv.read(RealData.of(name));
        assertEquals(Shape.of(features), data.inputShape());
        assertEquals(size, data.size());
        assertEquals(classes, data.classes());
        assertEquals(sum, RealData.sum(data), 1e-3);
    }
}
