package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.io.FormatException;
import cognate.engine.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages good data at random: reading them must give a data set or a {@link FormatException} of one line. */
class DamagedDataTest {
    private static final int TIMES = 300;

    @TempDir
    Path folder;

    private void write(String name, byte... bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Damages one file of the folder after the other and reads {@code kind:PLACE}. */
    private void damage(String kind, String place) throws IOException {
        DataSpec spec = new DataSpec(kind, folder.resolve(place).toString());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.sorted().forEach(files::add);
        }
        use(spec.load(0.5));
        int refused = 0;
        for (Path file : files) {
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < TIMES; i++) {
                Files.write(file, damaged(good, RandomStream.of(i)));
                try {
                    use(spec.load(0.5));
                } catch (FormatException e) {
                    refused++;
                    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                    assertTrue(e.getMessage().contains(": expected "), e.getMessage());
                    assertTrue(e.getMessage().contains(", found "), e.getMessage());
                }
            }
            Files.write(file, good);
        }
        assertTrue(refused > TIMES / 10, "refused " + refused);
    }

    private static void use(Split split) {
        for (Dataset part : List.of(split.train(), split.test())) {
            Batches batches = new Batches(part, 2);
            while (batches.next()) {
                for (float value : batches.inputs().toArray()) {
                    assertTrue(Float.isFinite(value));
                }
                int labels = batches.inputs().dim(0) * part.labelsPerExample();
                for (int i = 0; i < labels; i++) {
                    assertTrue(batches.labels()[i] >= 0 && batches.labels()[i] < part.classes());
                }
            }
        }
    }

    private static byte[] damaged(byte[] good, RandomStream random) {
        byte[] bad = random.nextInt(4) > 0 ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length + 20));
        for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
            int at = random.nextInt(random.nextInt(2) == 0 ? bad.length : Math.min(bad.length, 100));
            bad[at] = (byte)
                    (random.nextInt(2) == 0
                            ? "0123456789-:,\n @.e\"x".charAt(random.nextInt(20))
                            : random.nextInt(256));
        }
        return bad;
    }

    private static byte[] zipped(byte... bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void idx() throws IOException {
        byte[] images = ByteBuffer.allocate(16 + 18)
                .putInt(0x803)
                .putInt(3)
                .putInt(2)
                .putInt(3)
                .array();
        byte[] labels = ByteBuffer.allocate(8 + 3).putInt(0x801).putInt(3).array();
        write("train-images", images);
        write("train-labels", labels);
        write("test-images.gz", zipped(images));
        write("test-labels.gz", zipped(labels));
        damage("idx", "");
    }

    @Test
    void cifar10() throws IOException {
        write("data_batch_1.bin", new byte[2 * 3073]);
        write("test_batch.bin.gz", zipped(new byte[2 * 3073]));
        write("batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
        damage("cifar10", "");
    }

    @Test
    void csv() throws IOException {
        write("t.csv", "x,y,class\n1,2.5,a\n-3,4e2,b\n5,6,a\n7,8,\"b\"\n");
        damage("csv", "t.csv");
    }

    @Test
    void names() throws IOException {
        write("A.txt", "ab\nba\n");
        write("B.txt", "éa\nx\n");
        damage("names", "");
    }

    @Test
    void text() throws IOException {
        write("t.txt", "The café.\n".repeat(150));
        damage("text", "t.txt");
    }

    @Test
    void timeSeries() throws IOException {
        String header = "#c\n@timeStamps false\n@classLabel true a b\n@data\n";
        write("X_TRAIN.ts", header + "1,2:3,4:a\n5,6:7,8:b\n");
        write("X_TEST.ts", header + "1,2,3:3,4,5:a\n5:7:b\n");
        damage("ts", "X");
    }

    @Test
    void wav() throws IOException {
        for (String name : List.of("1_a", "1_b", "2_a", "2_b")) {
            write(name + ".wav", WavTest.file(1, 1, 200, 16, name.repeat(4).getBytes(StandardCharsets.UTF_8)));
        }
        damage("wav", "");
    }

    @Test
    void idxOfFloats() throws IOException {
        byte[] images = ByteBuffer.allocate(16 + 72)
                .putInt(0xD03)
                .putInt(3)
                .putInt(2)
                .putInt(3)
                .array();
        byte[] labels = ByteBuffer.allocate(8 + 12)
                .putInt(0xC01)
                .putInt(3)
                .putInt(1)
                .putInt(2)
                .putInt(1)
                .array();
        write("train-images", images);
        write("train-labels", labels);
        write("test-images", images);
        write("test-labels", labels);
        damage("idx", "");
    }

    @Test
    void vowels() throws IOException {
        for (String part : List.of("train", "test")) {
            write("ae." + part, "1 2\n3 4\n\n5 6\n\n7 8\n");
            write("size_ae." + part, "1 2\n");
        }
        damage("vowels", "");
    }
}
