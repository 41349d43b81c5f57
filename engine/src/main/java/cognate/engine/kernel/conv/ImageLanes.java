package cognate.engine.kernel.conv;

/**
 * Copies between images one after another and sixteen images pixel by pixel: the layout of all convolutions inside, in
 * which vectors run over images, so that any size, stride or padding leaves them full and aligned. Its width is the
 * same on every machine.
 */
final class ImageLanes {
    static final int COUNT = 16;

    private ImageLanes() {}

    /**
     * Pixels {@code p} of {@code images} images, {@code size} floats apart, go to {@code to[toAt + p * COUNT + image]};
     * images that are not there are zero.
     */
    static void interleave(float[] from, int at, int size, int images, int length, float[] to, int toAt) {
        int fours = images / 4 * 4;
        for (int i = 0; i < fours; i += 4) {
            interleaveFour(from, at + i * size, size, length, to, toAt + i);
        }
        for (int i = fours; i < COUNT; i++) {
            for (int p = 0; p < length; p++) {
                to[toAt + i + p * COUNT] = i < images ? from[at + i * size + p] : 0f;
            }
        }
    }

    private static void interleaveFour(float[] from, int first, int size, int length, float[] to, int toAt) {
        int second = first + size;
        int third = second + size;
        int fourth = third + size;
        int at = toAt;
        for (int p = 0; p < length; p++) {
            to[at] = from[first + p];
            to[at + 1] = from[second + p];
            to[at + 2] = from[third + p];
            to[at + 3] = from[fourth + p];
            at += COUNT;
        }
    }

    /** Pixels {@code p}, {@code COUNT} floats apart, go to {@code images} images, {@code size} floats apart. */
    static void separate(float[] from, int fromAt, float[] to, int at, int size, int images, int length) {
        int fours = images / 4 * 4;
        for (int i = 0; i < fours; i += 4) {
            separateFour(from, fromAt + i, length, to, at + i * size, size);
        }
        for (int i = fours; i < images; i++) {
            for (int p = 0; p < length; p++) {
                to[at + i * size + p] = from[fromAt + i + p * COUNT];
            }
        }
    }

    private static void separateFour(float[] from, int fromAt, int length, float[] to, int first, int size) {
        int second = first + size;
        int third = second + size;
        int fourth = third + size;
        int at = fromAt;
        for (int p = 0; p < length; p++) {
            to[first + p] = from[at];
            to[second + p] = from[at + 1];
            to[third + p] = from[at + 2];
            to[fourth + p] = from[at + 3];
            at += COUNT;
        }
    }
}
