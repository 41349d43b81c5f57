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
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    @TempDir
    Path folder;

    /** A tone of so many samples at 1000 a second. */
    private static byte[] tone(int samples, int period) {
        byte[] bytes = new byte[samples];
        for (int i = 0; i < samples; i++) {
            bytes[i] = (byte) (i / (period / 2) % 2 == 0 ? 200 : 56);
        }
        return WavTest.file(1, 1, 1000, 8, bytes);
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("one/10_ann_0.wav", tone(25, 4));
        files.put("one/9_ann_0.WAV", tone(45, 6));
        files.put("two/9.0_bob.wav", tone(30, 8));
        files.put("two/._9_bob.wav", new byte[1]);
        files.put("README", new byte[1]);
        return files;
    }

    private Path asFolder(Map<String, byte[]> files) throws IOException {
        Path place = folder.resolve("folder");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = place.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return place;
    }

    private Path asArchive(Map<String, byte[]> files) throws IOException {
        Path place = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(place))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return place;
    }

    private String failure(Path place) {
        return assertThrows(FormatException.class, () -> Recordings.read(place))
                .getMessage()
                .replace(place.toString(), "P")
                .replace("P/", "");
    }

    @Test
    void readsFoldersAndArchivesAlike() throws IOException {
        float[] first = null;
        for (Path place : List.of(asFolder(files()), asArchive(files()))) {
            Dataset data = Recordings.read(place);
            assertEquals(List.of("9", "10"), data.classNames());
            assertEquals(3, data.size());
            assertEquals(Shape.of(3, 40), data.inputShape());
            assertEquals(List.of(1, 0, 0), List.of(data.label(0), data.label(1), data.label(2)));
            assertEquals(List.of(1, 3, 1), List.of(data.length(0), data.length(1), data.length(2)));
            float[] frames = new float[120];
            data.input(1, frames, 0);
            first = first == null ? frames : first;
            assertArrayEquals(first, frames);
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertEquals("P: expected recordings LABEL_….wav, found none of that name", failure(folder));
        assertEquals("P: expected a folder or a zip archive, found none of that name", failure(folder.resolve("none")));
        assertEquals(
                "P: expected a zip archive, found zip END header not found",
                failure(Files.writeString(folder.resolve("b.zip"), "x")));
        assertEquals("9.wav: expected a name LABEL_….wav, found 9.wav", failure(asFolder(Map.of("9.wav", tone(9, 4)))));
        Files.delete(folder.resolve("folder/9.wav"));
        Map<String, byte[]> rates = Map.of("1_a.wav", tone(9, 4), "1_b.wav", WavTest.file(1, 1, 2000, 8, new byte[9]));
        assertEquals("1_b.wav: expected 1000 samples a second as the first has, found 2000", failure(asFolder(rates)));
        assertEquals(
                "1_a.wav: expected at most 16384 frames, found 99998",
                failure(asFolder(Map.of("1_a.wav", tone(1_000_000, 4)))));
    }

    /** A sample is changed and the checksum in the archive stays as it was. */
    @Test
    void refusesAnotherChecksum() throws IOException {
        Path place = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(place))) {
            zip.setLevel(0);
            zip.putNextEntry(new ZipEntry("9_a.wav"));
            zip.write(WavTest.file(1, 1, 1000, 8, new byte[] {11, 22, 33, 44}));
            zip.closeEntry();
        }
        byte[] bytes = Files.readAllBytes(place);
        for (int i = 0; i + 1 < bytes.length; i++) {
            bytes[i] = bytes[i] == 22 && bytes[i + 1] == 33 ? 23 : bytes[i];
        }
        Files.write(place, bytes);
        assertEquals(
                "P:9_a.wav: expected bytes of the CRC-32 C, found C",
                failure(place).replaceAll("\\b[0-9a-f]{8}\\b", "C"));
    }

    /** The archive holds 15 recordings of every digit by each of six speakers; 8000 samples a second. */
    @Test
    void readsRealData() throws IOException {
        Dataset data = Recordings.read(RealData.of("spoken-digits/fsdd-index0-14.zip"));
        assertEquals(900, data.size());
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), data.classNames());
        for (int count : RealData.counts(data)) {
            assertEquals(90, count);
        }
        assertEquals(0, RealData.sum(data), 1); // every recording has mean 0
    }
}
