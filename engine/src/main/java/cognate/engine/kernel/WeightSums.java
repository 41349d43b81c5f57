package cognate.engine.kernel;

/** How a convolution's weight gradient is summed over the positions of the images of a chunk. */
interface WeightSums {
    /** The floats that a chunk's sums take. */
    int size();

    /**
     * Adds an image's products to the sums from {@code at} on.
     *
     * @param copy the image as {@link Im2col} lays it
     * @param dy gradient of the image's outputs, [filters, positions] from {@code dyAt} on
     */
    void accumulate(float[] sums, int at, float[] copy, float[] dy, int dyAt);

    /** Adds the sums, which begin at 0, to the gradient [filters, taps] from {@code dwAt} on. */
    void addTo(float[] dw, int dwAt, float[] sums);
}
