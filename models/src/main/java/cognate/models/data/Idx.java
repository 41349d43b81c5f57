package cognate.models.data;

import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Images in IDX files, the format of MNIST and its relatives, plain or gzipped. */
final class Idx {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    /** Every label below is a class wherever it occurs; a higher one only if both parts have it. */
    private static final int USUAL_CLASSES = 10;

    private Idx() {}

    /**
     * Reads a folder with one pair of images and labels for training and one for test: files with "images" or "labels"
     * and "train", or "test" or "t10k", in their names.
     */
    static Split read(Path folder) throws IOException {
        Folder files = new Folder(folder);
        Part train = new Part(files, "training", "train", "train");
        Part test = new Part(files, "test", "test", "t10k");
        FormatException.check(
                train.shape.equals(test.shape),
                test.images.toString(),
                "images of " + train.shape + " as for training",
                test.shape);
        boolean[] inTrain = train.seen();
        boolean[] inTest = test.seen();
        int classes = 0;
        for (int label = 0; label < inTrain.length; label++) {
            boolean known = label < USUAL_CLASSES ? inTrain[label] || inTest[label] : inTrain[label] && inTest[label];
            classes = known ? label + 1 : classes;
        }
        int usual = Math.max(classes, USUAL_CLASSES);
        train.check(usual, inTest);
        test.check(usual, inTrain);
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new Split(train.dataset(folder.toString(), names), test.dataset(folder.toString(), names));
    }

    private static final class Part {
        private final Path images;
        private final Path labelFile;
        private final Shape shape;
        private final byte[] pixels;
        private final byte[] labels;

        Part(Folder folder, String part, String key, String otherKey) throws IOException {
            images = find(folder, part, "images", key, otherKey);
            labelFile = find(folder, part, "labels", key, otherKey);
            try (ByteSource image = ByteSource.openUnzipped(images);
                    ByteSource label = ByteSource.openUnzipped(labelFile)) {
                int count = header(image, IMAGES, "image");
                int height = count(image, "row");
                int width = count(image, "column");
                int labelCount = header(label, LABELS, "label");
                FormatException.check(labelCount == count, label.name(), count + " labels, one an image", labelCount);
                long size = (long) height * width;
                FormatException.check(
                        size <= Integer.MAX_VALUE / count,
                        image.name(),
                        "at most 2^31 - 1 pixels",
                        count + " images of " + height + " x " + width);
                shape = Shape.of(1, height, width);
                labels = label.bytes(count, "labels");
                label.end();
                pixels = image.bytes(count * size, "pixels");
                image.end();
            }
        }

        private static Path find(Folder folder, String part, String kind, String key, String otherKey)
                throws FormatException {
            return folder.one(
                    "one IDX file of " + part + " " + kind,
                    name -> name.contains(kind) && (name.contains(key) || name.contains(otherKey)));
        }

        private static int header(ByteSource source, int magic, String what) throws IOException {
            int found = source.bigEndianInt("IDX magic");
            FormatException.check(
                    found == magic,
                    source.name(),
                    String.format("IDX magic 0x%08x", magic),
                    String.format("0x%08x", found));
            return count(source, what);
        }

        private static int count(ByteSource source, String what) throws IOException {
            int count = source.bigEndianInt("number of " + what + "s");
            FormatException.check(count > 0, source.name(), "at least 1 " + what, count);
            return count;
        }

        private boolean[] seen() {
            boolean[] seen = new boolean[256];
            for (byte label : labels) {
                seen[label & 0xFF] = true;
            }
            return seen;
        }

        private void check(int classes, boolean[] inOther) throws FormatException {
            for (int i = 0; i < labels.length; i++) {
                int label = labels[i] & 0xFF;
                FormatException.check(
                        label < USUAL_CLASSES || inOther[label],
                        labelFile.toString(),
                        "labels from 0 to " + (classes - 1),
                        label + " at image " + i);
            }
        }

        private Dataset dataset(String name, List<String> classNames) {
            int[] wide = new int[labels.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = labels[i] & 0xFF;
            }
            return new ByteImages(name, shape, classNames, wide, new byte[][] {pixels}, shape.size(), 0);
        }
    }
}
