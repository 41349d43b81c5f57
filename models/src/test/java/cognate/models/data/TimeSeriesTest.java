package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeSeriesTest {
    private static final String HEADER =
            "# about\n@problemName x\n@timestamps false\n@classLabel true up down\n@data\n";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        write("X_TRAIN.ts", HEADER + "1,2,3:-1,-2,-3:down\n\n4:-4:up\n");
        write("X_TEST.ts", HEADER + "5,6:7,8:up\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String failure() {
        return assertThrows(FormatException.class, () -> TimeSeries.read(folder))
                .getMessage()
                .replace(folder + "/", "")
                .replace(folder.toString(), "DIR");
    }

    @Test
    void readsChannelsAsFeatures() throws IOException {
        for (Path place : List.of(folder, folder.resolve("X"))) {
            Split split = TimeSeries.read(place);
            assertEquals(Shape.of(3, 2), split.train().inputShape());
            assertEquals(Shape.of(2, 2), split.test().inputShape());
            assertEquals(List.of("up", "down"), split.train().classNames());
            assertEquals(1, split.train().label(0));
            assertEquals(1, split.train().length(1));
            float[] target = new float[6];
            split.train().input(0, target, 0);
            assertArrayEquals(new float[] {1, -1, 2, -2, 3, -3}, target);
        }
    }

    @Test
    void passesOverComments() throws IOException {
        write("X_TRAIN.ts", "%# about\n%\n" + HEADER + "1:2:up\n% 1:2:up\n# more\n3:4:down\n");
        assertEquals(2, TimeSeries.read(folder).train().size());
    }

    /** The classes have the order in which the training part declares them. */
    @Test
    void takesTheDeclaredOrderOfClasses() throws IOException {
        write("X_TRAIN.ts", "@classLabel true 2 1.0\n@data\n1:1\n2:2.0\n3:1.0\n");
        write("X_TEST.ts", "@classLabel true 1 2\n@data\n1:1\n2:2\n");
        Split split = TimeSeries.read(folder);
        assertEquals(List.of("2", "1.0"), split.train().classNames());
        assertEquals(List.of("2", "1.0"), split.test().classNames());
        assertEquals(
                List.of(1, 0, 1),
                List.of(
                        split.train().label(0),
                        split.train().label(1),
                        split.train().label(2)));
        assertEquals(List.of(1, 0), List.of(split.test().label(0), split.test().label(1)));
        write("X_TRAIN.ts", "@classLabel true 1 1.0\n@data\n1:1\n");
        assertEquals(
                "X_TRAIN.ts: expected different classes in @classLabel true … before @data, found [1, 1.0] at line 2",
                failure());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2:3,4:left        | a class of [up, down], found left at line 6",
                "1,2:3:up            | 2 values in channel 2, found 1 at line 6",
                "1,?:3,4:up          | a finite number in column 2, found \"?\" at line 6",
                "1,2:3,4:up;1:up     | 2 channels and a class, found 2 parts at line 7",
                "up                  | 1 channels and a class, found 1 parts at line 6",
                "''                  | at least 1 series, found none",
            })
    void saysWhatIsWrong(String data, String message) throws IOException {
        write("X_TRAIN.ts", HEADER + data.replace(';', '\n'));
        assertEquals("X_TRAIN.ts: expected " + message, failure());
    }

    @Test
    void saysWhatIsWrongInTheHeader() throws IOException {
        write("X_TRAIN.ts", "@timeStamps true\n");
        assertEquals("X_TRAIN.ts: expected values without time stamps, found @timeStamps true at line 1", failure());
        write("X_TRAIN.ts", "1,2:up\n");
        assertEquals("X_TRAIN.ts: expected a header line with @, found 1,2:up at line 1", failure());
        write("X_TRAIN.ts", "@classLabel false\n@data\n");
        assertEquals(
                "X_TRAIN.ts: expected different classes in @classLabel true … before @data, found [] at line 2",
                failure());
        write("X_TRAIN.ts", "@classLabel true a b\n");
        assertEquals("X_TRAIN.ts: expected a line @data, found the end", failure());
        write("X_TRAIN.ts", "@classLabel true a b\n@data\n1:a");
        assertEquals("X_TEST.ts: expected the classes [a, b] as for training, found [up, down]", failure());
        write("X_TRAIN.ts", HEADER + "1:up");
        assertEquals("X_TEST.ts: expected 1 channels as for training, found 2", failure());
        write("Y_TRAIN.ts", HEADER + "1:up");
        assertEquals("DIR: expected one file *_TRAIN.ts, found X_TRAIN.ts and Y_TRAIN.ts", failure());
    }

    @ParameterizedTest
    @CsvSource({"BasicMotions, 40, 40, 100, 6, 4", "ItalyPowerDemand, 67, 1029, 24, 1, 2"})
    void readsRealData(String name, int train, int test, int steps, int channels, int classes) throws IOException {
        Split split = TimeSeries.read(RealData.of("timeseries-ts").resolve(name));
        assertEquals(train, split.train().size());
        assertEquals(test, split.test().size());
        assertEquals(Shape.of(steps, channels), split.test().inputShape());
        assertEquals(classes, split.train().classes());
    }
}
