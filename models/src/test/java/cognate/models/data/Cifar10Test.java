package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private static final int RECORD = 3073;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        write("data_batch_1.bin", records(3, 9));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("data_batch_2.bin.gz")))) {
            out.write(records(1));
        }
        write("test_batch.bin", records(0));
    }

    private void write(String name, byte... bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    /** Pixel j of a record is j + label mod 256. */
    private static byte[] records(int... labels) {
        byte[] records = new byte[labels.length * RECORD];
        for (int i = 0; i < records.length; i++) {
            int label = labels[i / RECORD];
            records[i] = (byte) (i % RECORD == 0 ? label : i % RECORD - 1 + label);
        }
        return records;
    }

    private String failure() {
        return assertThrows(FormatException.class, () -> Cifar10.read(folder))
                .getMessage()
                .replace(folder + "/", "")
                .replace(folder.toString(), "DIR");
    }

    @Test
    void readsBatchesInTheOrderOfTheirNames() throws IOException {
        Split split = Cifar10.read(folder);
        assertEquals(3, split.train().size());
        assertEquals(Shape.of(3, 32, 32), split.train().inputShape());
        assertEquals("9", split.train().classNames().get(9));
        assertEquals(9, split.train().label(1));
        assertEquals(1, split.train().label(2));
        float[] target = new float[3073];
        split.train().input(2, target, 1);
        assertEquals(0, target[0]);
        assertEquals(1 / 255f, target[1]);
        assertEquals((3071 + 1) % 256 / 255f, target[3072]);
    }

    @Test
    void showsRowsOfAllChannels() throws IOException {
        Dataset rows = Cifar10.read(folder).train().rows();
        assertEquals(Shape.of(32, 96), rows.inputShape());
        float[] target = new float[3072];
        for (Dataset view : List.of(rows, rows.subset(0, 1, 2))) {
            view.input(0, target, 0);
            int y = 5;
            int green = 1;
            int x = 7;
            int pixel = green * 1024 + y * 32 + x;
            assertEquals((pixel + 3) % 256 / 255f, target[y * 96 + green * 32 + x]);
        }
    }

    @Test
    void takesTheClassNames() throws IOException {
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        assertEquals("j", Cifar10.read(folder).test().classNames().get(9));
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\n");
        assertEquals("batches.meta.txt: expected 10 different class names, found 2 names", failure());
    }

    @Test
    void classesAreThoseThatOccur() throws IOException {
        Split split = DataSpec.parse("cifar10:" + folder).load(0.2);
        assertEquals(List.of("0", "1", "3", "9"), split.train().classNames());
        assertEquals(List.of("0", "1", "3", "9"), split.test().classNames());
        assertEquals(3, split.train().label(1));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        write("test_batch.bin", Arrays.copyOf(records(1, 2), 2 * RECORD - 1));
        assertEquals("test_batch.bin: expected 3073 bytes of record 1, found the end after 3072", failure());
        write("test_batch.bin", records(1, 10));
        assertEquals("test_batch.bin: expected labels from 0 to 9, found 10 at record 1", failure());
        write("test_batch.bin");
        assertEquals("test_batch.bin: expected at least 1 record, found 0", failure());
        Files.delete(folder.resolve("test_batch.bin"));
        assertEquals("DIR: expected CIFAR-10 test batches test_batch*.bin, found none among 2 files", failure());
    }

    @Test
    void readsRealData() throws IOException {
        Split split = Cifar10.read(RealData.of("cifar-10"));
        assertEquals("frog", split.train().classNames().get(6));
        assertArrayEquals(
                new int[] {1005, 974, 1032, 1016, 999, 937, 1030, 1001, 1025, 981}, RealData.counts(split.train()));
        assertEquals(1000, split.test().size());
    }
}
