package cognate.engine.kernel.conv;

import cognate.engine.tensor.Tensor;

/**
 * A batch of images in an array, or some channels of each. What lies in a block of {@link ImageLayout#INTERLEAVED}
 * images where there is none is arbitrary.
 *
 * @param offset where the first image begins
 * @param stride floats from one image to the next; if they are interleaved, a sixteenth of those of a block
 * @param count number of images
 */
public record Images(float[] array, int offset, int stride, int count, ImageLayout layout) {
    /** The images of a contiguous tensor [n, ...], one after another. */
    public static Images of(Tensor x) {
        int n = x.dim(0);
        return new Images(x.array(), x.offset(), n == 0 ? 0 : x.size() / n, n, ImageLayout.SEPARATE);
    }

    /** So many images in a contiguous tensor [⌈n / 16⌉, channels, height, width, 16]. */
    public static Images interleaved(Tensor x, int count) {
        int stride = x.dim(1) * x.dim(2) * x.dim(3);
        return new Images(x.array(), x.offset(), stride, count, ImageLayout.INTERLEAVED);
    }

    /** The sizes of a tensor that holds n images interleaved. */
    public static int[] interleavedShape(int n, int channels, int height, int width) {
        return new int[] {blocks(n), channels, height, width, ImageLanes.COUNT};
    }

    /** Blocks of sixteen that hold n images. */
    static int blocks(int n) {
        return n / ImageLanes.COUNT + (n % ImageLanes.COUNT == 0 ? 0 : 1);
    }

    /** Images of the same sizes and layout in another tensor. */
    public Images in(Tensor x) {
        return new Images(x.array(), x.offset(), stride, count, layout);
    }

    /** The channels from {@code first} on of images one after another whose planes have so many pixels. */
    public Images channels(int first, int plane) {
        return new Images(array, offset + first * plane, stride, count, layout);
    }

    boolean isInterleaved() {
        return layout == ImageLayout.INTERLEAVED;
    }

    /** Where an image begins, or the block whose first image it is. */
    int at(int image) {
        return offset + image * stride;
    }
}
