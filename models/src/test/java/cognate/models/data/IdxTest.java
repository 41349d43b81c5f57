package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        write(TRAIN_IMAGES, zipped(images(3, 2, 2)));
        write(TRAIN_LABELS, labels(2, 0, 1));
        write(TEST_IMAGES, images(2, 2, 2));
        write(TEST_LABELS, zipped(labels(1, 1)));
    }

    private void write(String name, byte... bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    /** Pixels are 0, 1, 2, … mod 256. */
    private static byte[] images(int count, int height, int width) {
        byte[] pixels = new byte[count * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return header(0x803, pixels, count, height, width);
    }

    private static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return header(0x801, bytes, labels.length);
    }

    private static byte[] header(int magic, byte[] content, int... sizes) {
        ByteBuffer buffer =
                ByteBuffer.allocate(4 + 4 * sizes.length + content.length).putInt(magic);
        Arrays.stream(sizes).forEach(buffer::putInt);
        return buffer.put(content).array();
    }

    private static byte[] zipped(byte... bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private String failure() {
        FormatException e = assertThrows(FormatException.class, () -> Idx.read(folder));
        return e.getMessage().replace(folder + "/", "").replace(folder.toString(), "DIR");
    }

    @Test
    void readsPlainAndZippedPairs() throws IOException {
        Split split = Idx.read(folder);
        assertEquals(3, split.train().size());
        assertEquals(2, split.test().size());
        assertEquals(Shape.of(1, 2, 2), split.train().inputShape());
        assertEquals(List.of("0", "1", "2"), split.test().classNames());
        assertEquals(2, split.train().label(0));
        assertEquals(1, split.test().label(1));
        float[] target = new float[6];
        split.train().input(2, target, 1);
        assertArrayEquals(new float[] {0, 8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f, 0}, target);
        split.train().subset(0, 2).input(1, target, 1);
        assertArrayEquals(new float[] {0, 8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f, 0}, target);
    }

    @Test
    void prefersThePlainFileToItsZippedTwin() throws IOException {
        write(TRAIN_LABELS + ".gz", zipped(labels(0, 0, 0)));
        assertEquals(2, Idx.read(folder).train().label(0));
    }

    /** As the letters of EMNIST, which begin at 1, or digits of which some are left out. */
    @Test
    void classesAreTheLabelsThatOccur() throws IOException {
        write(TRAIN_LABELS, labels(3, 46, 1));
        write(TEST_LABELS, labels(46, 1));
        Split split = Idx.read(folder);
        assertEquals(List.of("1", "3", "46"), split.train().classNames());
        assertEquals(List.of("1", "3", "46"), split.test().classNames());
        assertEquals(1, split.train().label(0));
        assertEquals(2, split.test().label(0));
    }

    /** The types of the format besides unsigned bytes: 9 bytes, 11 shorts, 12 ints, 13 floats, 14 doubles. */
    @ParameterizedTest
    @CsvSource({
        "9, FF7F, -1, 127",
        "11, FFFE0100, -2, 256",
        "12, FFFFFFFF00010000, -1, 65536",
        "13, BF00000042280000, -0.5, 42",
        "14, BFE00000000000004045000000000000, -0.5, 42"
    })
    void readsNumbersOfEveryType(int type, String numbers, float first, float second) throws IOException {
        byte[] content = HexFormat.of().parseHex(numbers);
        write(TRAIN_IMAGES, header(type << 8 | 3, content, 1, 1, 2));
        write(TRAIN_LABELS, labels(1));
        write(TEST_IMAGES, header(type << 8 | 3, content, 1, 1, 2));
        Files.delete(folder.resolve(TEST_LABELS));
        write("t10k-labels-idx1-int", header(0x0C01, new byte[] {0, 0, 0, 1}, 1));
        Split split = Idx.read(folder);
        assertEquals(Shape.of(1, 1, 2), split.train().inputShape());
        assertEquals(false, split.train().isSequence());
        assertEquals(List.of("1"), split.test().classNames());
        float[] target = new float[2];
        split.test().input(0, target, 0);
        assertArrayEquals(new float[] {first, second}, target);
    }

    @Test
    void saysWhichNumberIsNone() throws IOException {
        write(TRAIN_IMAGES, header(0x0D03, HexFormat.of().parseHex("000000007FC00000"), 2, 1, 1));
        write(TRAIN_LABELS, labels(1, 0));
        assertEquals(TRAIN_IMAGES + ": expected finite numbers, found NaN in image 1", failure());
        write(TRAIN_IMAGES, images(1, 2, 2));
        write(TRAIN_LABELS, header(0x0D01, HexFormat.of().parseHex("3F000000"), 1));
        assertEquals(TRAIN_LABELS + ": expected whole numbers, found 0.5 at image 0", failure());
        write(TRAIN_IMAGES, header(0x0A03, new byte[1], 1, 1, 1));
        assertEquals(TRAIN_IMAGES + ": expected IDX magic 0x00000803, found 0x00000a03", failure());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2051, 3, 2, 2 | train-images-idx3-ubyte.gz: expected 12 bytes of pixels, found the end after 11",
                "2049, 3, 2, 2 | train-images-idx3-ubyte.gz: expected IDX magic 0x00000803, found 0x00000801",
                "2051, 0, 2, 2 | train-images-idx3-ubyte.gz: expected at least 1 image, found 0",
                "2051, -3, 2, 2 | train-images-idx3-ubyte.gz: expected at least 1 image, found -3",
                "2051, 3, -2, 2 | train-images-idx3-ubyte.gz: expected at least 1 row, found -2",
                "2051, 3, 2, 0 | train-images-idx3-ubyte.gz: expected at least 1 column, found 0",
                "2051, 4, 2, 2 | train-labels-idx1-ubyte: expected 4 labels, one an image, found 3",
                "2051, 3, 2147483647, 2147483647 | train-images-idx3-ubyte.gz: expected at most 2^31 - 1 pixels, found 3 images of 2147483647 x 2147483647",
                "2051, 3, 20000, 20000 | train-images-idx3-ubyte.gz: expected 1200000000 bytes of pixels, found at most LEFT",
                "2051, 3, 2, 1 | train-images-idx3-ubyte.gz: expected the end after 22 bytes, found more bytes",
            })
    void saysWhatIsWrongWithImages(String header, String message) throws IOException {
        int[] numbers =
                Arrays.stream(header.split(", ")).mapToInt(Integer::parseInt).toArray();
        write(TRAIN_IMAGES, zipped(header(numbers[0], new byte[11], numbers[1], numbers[2], numbers[3])));
        assertEquals(message, failure().replaceAll("at most \\d+$", "at most LEFT"));
    }

    @Test
    void saysWhatIsWrongWithLabels() throws IOException {
        write(TRAIN_LABELS, labels(0, 200, 1));
        assertEquals(
                TRAIN_LABELS + ": expected labels from 0 to 9, or that both parts have, found 200 at image 1",
                failure());
        write(TRAIN_LABELS, labels(0, 10, 1));
        assertEquals(
                TRAIN_LABELS + ": expected labels from 0 to 9, or that both parts have, found 10 at image 1",
                failure());
        write(TRAIN_LABELS, labels(0, 1, 2));
        write(TEST_LABELS, zipped(labels(255, 2)));
        assertEquals(
                TEST_LABELS + ": expected labels from 0 to 9, or that both parts have, found 255 at image 0",
                failure());
        write(TEST_LABELS, labels(0, 1, 2));
        assertEquals(TEST_LABELS + ": expected 2 labels, one an image, found 3", failure());
        write(TEST_LABELS, header(0x801, new byte[1], 2));
        assertEquals(TEST_LABELS + ": expected 2 bytes of labels, found at most 1", failure());
    }

    @Test
    void saysWhatIsWrongWithFiles() throws IOException {
        write(TRAIN_IMAGES, "hello".getBytes());
        assertEquals(TRAIN_IMAGES + ": expected IDX magic 0x00000803, found 0x68656c6c", failure());
        write(TRAIN_IMAGES);
        assertEquals(TRAIN_IMAGES + ": expected 4 bytes of IDX magic, found at most 0", failure());
        write(TRAIN_IMAGES, (byte) 0x1F, (byte) 0x8B);
        assertEquals(TRAIN_IMAGES + ": expected a gzip header, found its end", failure());
        write(TRAIN_IMAGES, zipped(images(3, 3, 2)));
        assertEquals(TEST_IMAGES + ": expected images of [1, 3, 2] as for training, found [1, 2, 2]", failure());
    }

    @Test
    void saysWhatIsMissingOrTooMuch() throws IOException {
        write("more-train-images.gz", images(3, 2, 2));
        assertEquals(
                "DIR: expected one IDX file of training images, found more-train-images.gz and " + TRAIN_IMAGES,
                failure());
        Files.delete(folder.resolve("more-train-images.gz"));
        Files.delete(folder.resolve(TEST_LABELS));
        assertEquals("DIR: expected one IDX file of test labels, found none among 3 files", failure());
        assertEquals(
                folder.resolve("x") + ": expected a folder, found none of that name",
                assertThrows(FormatException.class, () -> Idx.read(folder.resolve("x")))
                        .getMessage());
        assertEquals(
                folder.resolve(TEST_IMAGES) + ": expected a folder, found a file",
                assertThrows(FormatException.class, () -> Idx.read(folder.resolve(TEST_IMAGES)))
                        .getMessage());
    }

    @Test
    void stopsAtTheAnnouncedSizeOfABomb() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(TRAIN_IMAGES)), 1 << 16)) {
            out.write(header(0x803, new byte[0], 3, 2, 2));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        }
        assertEquals(TRAIN_IMAGES + ": expected the end after 28 bytes, found more bytes", failure());
    }

    /** Sums: {@code numpy.frombuffer(gzip.open(f).read()[16:], 'u1').sum(dtype='u8') / 255}. */
    @ParameterizedTest
    @CsvSource({
        "mnist, 60000, 10000, 28, 6146268.804, 1038914.510",
        "fashion-mnist, 60000, 10000, 28, 13455349.682, 2248898.361",
        "kmnist, 7000, 10000, 28, 1053068.522, 1446927.078",
        "usps, 7291, 2007, 16, 474985.282, 137495.459"
    })
    void readsRealData(String name, int train, int test, int side, double trainSum, double testSum) throws IOException {
        Split split = Idx.read(RealData.of(name));
        assertEquals(Shape.of(1, side, side), split.train().inputShape());
        assertEquals(10, split.train().classes());
        assertEquals(train, split.train().size());
        assertEquals(test, split.test().size());
        assertEquals(trainSum, RealData.sum(split.train()), 0.5);
        assertEquals(testSum, RealData.sum(split.test()), 0.5);
    }
}
