package cognate.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages good files at random: reading them must give a value or a {@link FormatException} of one line. */
class DamagedFilesTest {
    @TempDir
    Path folder;

    /** Reads a file in one of the formats. */
    @FunctionalInterface
    private interface Reader {
        void read(Path file) throws IOException;
    }

    private void damage(int times, Reader reader) throws IOException {
        Path file = folder.resolve("f");
        byte[] good = Files.readAllBytes(file);
        reader.read(file);
        int refused = 0;
        for (int i = 0; i < times; i++) {
            Files.write(file, damaged(good, RandomStream.of(i)));
            try {
                reader.read(file);
            } catch (FormatException e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                assertTrue(e.getMessage().contains(": expected "), e.getMessage());
                assertTrue(e.getMessage().contains(", found "), e.getMessage());
            }
        }
        assertTrue(refused > times / 3, "refused " + refused);
    }

    private static byte[] damaged(byte[] good, RandomStream random) {
        byte[] bad = random.nextInt(4) > 0 ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length + 20));
        for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
            int at = random.nextInt(random.nextInt(2) == 0 ? bad.length : Math.min(bad.length, 100));
            bad[at] = (byte)
                    (random.nextInt(2) == 0 ? "0123456789-[]{},:\"e.".charAt(random.nextInt(20)) : random.nextInt(256));
        }
        return bad;
    }

    @Test
    void json() throws IOException {
        Files.writeString(folder.resolve("f"), "{\"a\": [1, -2.5e3, true, null, \"x\\u00e9\"], \"b\": {\"c\": []}}");
        damage(1_500, Json::read);
    }

    @Test
    void safeTensors() throws IOException {
        Map<String, Tensor> tensors = Map.of("0.weight", Tensor.zeros(3, 2));
        SafeTensors.of(tensors, Map.of("k", "v")).write(folder.resolve("f"));
        damage(1_500, SafeTensors::read);
    }

    @Test
    void npy() throws IOException {
        Npy.of(new double[6], 2, 3).write(folder.resolve("f"));
        damage(1_500, Npy::read);
    }

    @Test
    void npz() throws IOException {
        double[] values = new double[40];
        Arrays.setAll(values, i -> 1.0 / (i + 1));
        Npz.write(folder.resolve("f"), Map.of("x", Npy.of(values, 40)));
        damage(1_500, file -> Npz.read(file, "x"));
    }

    @Test
    void gzip() throws IOException {
        byte[] text = "some text to be packed, packed and packed".getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("f"), ByteSourceTest.zipped(text));
        damage(1_500, file -> {
            try (ByteSource source = ByteSource.openUnzipped(file)) {
                source.bytes(text.length, "text");
                source.end();
            }
        });
    }
}
