package cognate.models.data;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Data sets that the program makes itself, the same on every machine: 400 training and 100 test examples a class.
 *
 * <ul>
 *   <li>{@code blobs}: ten normal clouds in 16 dimensions, nearly separable
 *   <li>{@code spirals}: four arms around one centre in the plane
 *   <li>{@code xor}: two classes, each of two clouds at opposite corners of a square
 *   <li>{@code noise}: ten classes without any relation to the 16 features
 *   <li>{@code glyphs}: ten characters of three strokes, [1, 12, 12], each drawn shakily on a noisy ground
 * </ul>
 */
final class Synthetic {
    static final List<String> NAMES = List.of("blobs", "spirals", "xor", "noise", "glyphs");

    private static final int TRAIN = 400;
    private static final int TEST = 100;
    private static final int FEATURES = 16;

    /** Makes one example of a class. */
    @FunctionalInterface
    interface Maker {
        void make(int label, RandomStream random, float[] target, int offset);
    }

    private Synthetic() {}

    static Split make(String name) {
        RandomStream fixed = RandomStream.of(0).split(name);
        switch (name) {
            case "blobs":
                return split(name, 10, Shape.of(FEATURES), clouds(fixed.split("centres"), 10, 1.5));
            case "spirals":
                return split(name, 4, Shape.of(2), Synthetic::spiral);
            case "xor":
                return split(name, 2, Shape.of(2), Synthetic::xor);
            case "noise":
                return split(name, 10, Shape.of(FEATURES), clouds(fixed, 10, 0));
            case "glyphs":
                return split(name, 10, Shape.of(1, Glyphs.SIZE, Glyphs.SIZE), new Glyphs(fixed.split("strokes"), 10));
            default:
                throw new IllegalArgumentException(
                        "synthetic: expected one of " + String.join(", ", NAMES) + ", found " + name);
        }
    }

    private static Split split(String name, int classes, Shape shape, Maker maker) {
        return new Split(
                part(name, "train", classes, TRAIN, shape, maker), part(name, "test", classes, TEST, shape, maker));
    }

    private static Dataset part(String name, String part, int classes, int perClass, Shape shape, Maker maker) {
        RandomStream random = RandomStream.of(0).split(name).split(part);
        int[] labels = new int[classes * perClass];
        float[] values = new float[labels.length * shape.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % classes;
            maker.make(labels[i], random.split(i), values, i * shape.size());
        }
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new FloatExamples("synthetic:" + name, shape, names, labels, values);
    }

    private static Maker clouds(RandomStream random, int classes, double distance) {
        double[] centres = new double[classes * FEATURES];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = distance * random.nextGaussian();
        }
        return (label, stream, target, offset) -> {
            for (int j = 0; j < FEATURES; j++) {
                target[offset + j] = (float) (centres[label * FEATURES + j] + stream.nextGaussian());
            }
        };
    }

    private static void spiral(int label, RandomStream random, float[] target, int offset) {
        double radius = 0.1 + 0.9 * StrictMath.sqrt(random.nextDouble());
        double angle = StrictMath.PI * (label / 2.0 + 2 * radius);
        target[offset] = (float) (radius * StrictMath.cos(angle) + 0.03 * random.nextGaussian());
        target[offset + 1] = (float) (radius * StrictMath.sin(angle) + 0.03 * random.nextGaussian());
    }

    private static void xor(int label, RandomStream random, float[] target, int offset) {
        int first = random.nextInt(2);
        int second = first ^ label;
        target[offset] = (float) (2 * first - 1 + 0.35 * random.nextGaussian());
        target[offset + 1] = (float) (2 * second - 1 + 0.35 * random.nextGaussian());
    }
}
