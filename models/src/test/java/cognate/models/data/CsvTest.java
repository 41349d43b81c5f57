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
import org.junit.jupiter.params.provider.ValueSource;

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

    /** One table, whatever stands between its fields; quoted ones may contain it, and ends of lines. */
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", " ", ", ", "  ", " \t"})
    void findsTheSeparator(String separator) throws IOException {
        String text = "x|\"y|z\"|kind\n1|-2.5|\"a|b\"\n\n.5|3|\"c\n\nd\"\n7|8|\"a|b\"\n".replace("|", separator);
        Dataset data = read(text);
        assertEquals(Shape.of(2), data.inputShape());
        assertEquals(List.of("a" + separator + "b", "c\n\nd"), data.classNames());
        assertArrayEquals(new float[] {1, -2.5f}, row(data, 0));
        assertArrayEquals(new float[] {0.5f, 3}, row(data, 1));
        assertEquals(0, data.label(2));
    }

    @Test
    void findsTheSeparatorAmongOthersInNames() throws IOException {
        assertEquals(List.of("a;b", "c;d"), read("1,2,a;b\n3,4,c;d").classNames());
        assertEquals(List.of("a,b", "c,d"), read("1;2;a,b\n3;4;c,d").classNames());
        assertEquals(List.of("a b", "c d"), read("1\t2\ta b\n3\t4\tc d").classNames());
        assertEquals(
                Shape.of(2),
                read("len (cm, in);width, in cm;kind\n1;2;a\n3;4;b").inputShape());
    }

    @Test
    void aQuoteWithinAFieldIsOne() throws IOException {
        assertEquals(
                List.of("5\" nail", "a\"b\""), read("1,5\" nail\n2,a\"b\"\n").classNames());
    }

    @Test
    void aNumberIsOneClassHoweverItIsWritten() throws IOException {
        Dataset data = read("1,0\n2,0.0\n3,1e0\n4,-0\n5,1.0\n");
        assertEquals(List.of("0", "1.0"), data.classNames());
        assertEquals(
                List.of(0, 0, 1, 0, 1),
                List.of(data.label(0), data.label(1), data.label(2), data.label(3), data.label(4)));
        assertEquals(List.of("0.0", "1.0"), read("1,0.0\n2,1.0").classNames());
        assertEquals(List.of("0", "0.0", "x"), read("1,0\n2,0.0\n3,x").classNames());
        assertEquals(
                List.of("9007199254740992", "9007199254740993"),
                read("1,9007199254740993\n2,9007199254740992").classNames());
    }

    /** Numbers of columns can be a header or an example: who knows it must say so. */
    @ParameterizedTest
    @ValueSource(strings = {"0,1,2", "0,1,kind", "1,2,3", "5,6,7"})
    void refusesAHeaderThatCanBeAnExample(String first) throws IOException {
        assertEquals(
                "a.csv: expected a header with names, or a first row that is no header, found " + first
                        + ", which can be either",
                failure(first + "\n.5,.25,a\n.125,3,b\n"));
        String label = first.substring(4);
        assertEquals(3, read(first + "\n.5,.25,a\n.125,3," + label + "\n").size());
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
                "a.csv: expected at most 1048576 columns, found more at line 1", failure("1,".repeat(1 << 20) + "a"));
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
