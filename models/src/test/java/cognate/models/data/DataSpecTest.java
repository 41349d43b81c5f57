package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSpecTest {
    @ParameterizedTest
    @ValueSource(strings = {"idx", "idx:", ":x", "foo:bar", ""})
    void refusesOtherKinds(String spec) {
        assertEquals(
                "data: expected KIND:PLACE with a kind of idx, cifar10, csv, names, text, ts, vowels, wav, synthetic, found "
                        + spec,
                assertThrows(IllegalArgumentException.class, () -> DataSpec.parse(spec))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "idx, a folder",
        "cifar10, a folder",
        "csv, a file",
        "names, a folder",
        "text, a file",
        "vowels, a file",
        "wav, a folder or a zip archive"
    })
    void saysWhatIsMissing(String kind, String expected, @TempDir Path folder) {
        DataSpec spec = DataSpec.parse(kind + ":" + folder.resolve("none"));
        String message =
                assertThrows(FormatException.class, () -> spec.load(0.2)).getMessage();
        assertTrue(message.endsWith(": expected " + expected + ", found none of that name"), message);
    }

    @Test
    void splitsOnlyWhatHasNoTestPart(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a:b.csv"), "1,a\n2,a\n3,b\n4,b\n");
        DataSpec spec = DataSpec.parse("csv:" + file);
        assertEquals("csv:" + file, spec.toString());
        assertEquals(2, spec.load(0.5).test().size());
        assertThrows(IllegalArgumentException.class, () -> spec.load(1.5));
        assertEquals(1000, DataSpec.parse("synthetic:glyphs").load(0.5).test().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "idx:usps",
                "cifar10:cifar-10",
                "csv:tabular/iris.data",
                "names:names",
                "text:tiny-shakespeare/input.txt",
                "ts:timeseries-ts/BasicMotions",
                "vowels:japanese-vowels",
                "wav:spoken-digits/fsdd-index0-14.zip"
            })
    void loadsRealData(String text) throws IOException {
        DataSpec spec = DataSpec.parse(text);
        Split split =
                new DataSpec(spec.kind(), RealData.of("").resolve(spec.place()).toString()).load(0.2);
        assertTrue(split.train().size() > 0 && split.test().size() > 0);
        assertEquals(split.train().classNames(), split.test().classNames());
    }
}
