package cognate.engine.kernel.conv;

/** A square window that moves over images [height, width]: its size, stride and the padding on every side. */
public record Window(int size, int stride, int padding) {
    /**
     * The number of places of a kernel along one direction, rounded down; 0 or less if it has none.
     *
     * @param extent of the image
     * @param padding before and after it
     */
    static int outputs(int extent, int kernel, int stride, int padding, int dilation) {
        long places = Math.floorDiv(extent + 2L * padding - dilation * (kernel - 1L) - 1, stride) + 1;
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, places));
    }

    /** The number of windows along an extent of the image, rounded down; 0 or less if there is none. */
    public int outputs(int extent) {
        return outputs(extent, size, stride, padding, 1);
    }

    /** Where window {@code i} begins within the image. */
    int from(int i) {
        return Math.max(0, i * stride - padding);
    }

    /** Where window {@code i} ends within an image of this extent, exclusive. */
    int to(int i, int extent) {
        return Math.min(extent, i * stride - padding + size);
    }
}
