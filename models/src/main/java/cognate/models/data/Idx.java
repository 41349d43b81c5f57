package cognate.models.data;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Images in IDX files, the format of MNIST and its relatives, plain or gzipped. */
final class Idx {
    /** A label from 0 on below this is a class wherever it occurs; another only if both parts have it. */
    private static final int USUAL_CLASSES = 10;

    private Idx() {}

    /**
     * Reads a folder with one pair of images and labels for training and one for test: files with "images" or "labels"
     * and "train", or "test" or "t10k", in their names. Unsigned bytes are pixels from 0 to 1; numbers of another type
     * are taken as they stand. Classes are the labels that occur, by value.
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
        Set<Integer> inTrain = train.seen();
        Set<Integer> inTest = test.seen();
        train.check(inTest);
        test.check(inTrain);
        TreeSet<Integer> all = new TreeSet<>(inTrain);
        all.addAll(inTest);
        List<Integer> classes = new ArrayList<>(all);
        return new Split(train.dataset(folder.toString(), classes), test.dataset(folder.toString(), classes));
    }

    private static final class Part {
        private final Path images;
        private final Path labelFile;
        private final Shape shape;
        /** Null where the pixels are of another type. */
        private final byte[] pixels;
        /** Null where the pixels are bytes. */
        private final float[] values;

        private final int[] labels;

        Part(Folder folder, String part, String key, String otherKey) throws IOException {
            images = find(folder, part, "images", key, otherKey);
            labelFile = find(folder, part, "labels", key, otherKey);
            try (IdxFile image = IdxFile.open(images, "image", "row", "column");
                    IdxFile label = IdxFile.open(labelFile, "label")) {
                int count = image.dim(0);
                FormatException.check(
                        label.dim(0) == count, label.name(), count + " labels, one an image", label.dim(0));
                FormatException.check(
                        (long) image.dim(1) * image.dim(2) <= Integer.MAX_VALUE / count,
                        image.name(),
                        "at most 2^31 - 1 pixels",
                        count + " images of " + image.dim(1) + " x " + image.dim(2));
                shape = Shape.of(1, image.dim(1), image.dim(2));
                labels = labels(label, count);
                pixels = image.isUnsignedBytes() ? image.bytes(count * shape.size(), "pixels") : null;
                values = image.isUnsignedBytes() ? null : values(image, count);
            }
        }

        private static Path find(Folder folder, String part, String kind, String key, String otherKey)
                throws FormatException {
            return folder.one(
                    "one IDX file of " + part + " " + kind,
                    name -> name.contains(kind) && (name.contains(key) || name.contains(otherKey)));
        }

        private static int[] labels(IdxFile file, int count) throws FormatException {
            double[] numbers = file.doubles(count, "labels");
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = (int) numbers[i];
                if (labels[i] != numbers[i]) {
                    throw new FormatException(file.name(), "whole numbers", numbers[i] + " at image " + i);
                }
            }
            return labels;
        }

        private float[] values(IdxFile file, int count) throws FormatException {
            double[] numbers = file.doubles(count * shape.size(), "pixels");
            float[] floats = new float[numbers.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) numbers[i];
                if (!Float.isFinite(floats[i])) {
                    throw new FormatException(
                            file.name(), "finite numbers", numbers[i] + " in image " + i / shape.size());
                }
            }
            return floats;
        }

        private Set<Integer> seen() {
            return IntStream.of(labels).boxed().collect(Collectors.toSet());
        }

        private void check(Set<Integer> inOther) throws FormatException {
            for (int i = 0; i < labels.length; i++) {
                boolean usual = labels[i] >= 0 && labels[i] < USUAL_CLASSES;
                if (!usual && !inOther.contains(labels[i])) {
                    throw new FormatException(
                            labelFile,
                            "labels from 0 to " + (USUAL_CLASSES - 1) + ", or that both parts have",
                            labels[i] + " at image " + i);
                }
            }
        }

        private Dataset dataset(String name, List<Integer> classes) {
            int[] numbers = IntStream.of(labels)
                    .map(label -> Collections.binarySearch(classes, label))
                    .toArray();
            List<String> names = classes.stream().map(String::valueOf).toList();
            return pixels == null
                    ? new FloatExamples(name, shape, names, numbers, values)
                    : new ByteImages(name, shape, names, numbers, new byte[][] {pixels}, shape.size(), 0);
        }
    }
}
