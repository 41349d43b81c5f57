package cognate.engine.kernel.conv;

/**
 * Which pixel each tap of a convolution meets at each position: the column matrix [taps, positions] as arithmetic. In
 * coordinates in which neighbouring pixels are {@code spread} apart, zeros between them, tap k of a channel meets at
 * position (row, column) the place (row · stride + tapRow(k) − top, column · stride + tapColumn(k) − left).
 *
 * @param channels of the pixels
 * @param outputs rows of the weights by which the column matrix is multiplied
 * @param rows of the positions
 * @param columns of the positions
 * @param flipped whether the kernel is read backwards
 */
record TapGrid(
        int channels,
        int height,
        int width,
        int spread,
        int outputs,
        int rows,
        int columns,
        int stride,
        int top,
        int left,
        int kernelHeight,
        int kernelWidth,
        int dilation,
        boolean flipped) {
    /** Of the images themselves. */
    static TapGrid images(Geometry g) {
        return new TapGrid(
                g.channels(),
                g.height(),
                g.width(),
                1,
                g.filters(),
                g.outputHeight(),
                g.outputWidth(),
                g.stride(),
                g.paddingHeight(),
                g.paddingWidth(),
                g.kernelHeight(),
                g.kernelWidth(),
                g.dilation(),
                false);
    }

    /**
     * Of the gradients of the outputs, whose product with the weights gathers the gradient of the images: with the
     * stride's zeros between the outputs, and the kernel flipped.
     */
    static TapGrid gradients(Geometry g) {
        return new TapGrid(
                g.filters(),
                g.outputHeight(),
                g.outputWidth(),
                g.stride(),
                g.channels(),
                g.height(),
                g.width(),
                1,
                (g.kernelHeight() - 1) * g.dilation() - g.paddingHeight(),
                (g.kernelWidth() - 1) * g.dilation() - g.paddingWidth(),
                g.kernelHeight(),
                g.kernelWidth(),
                g.dilation(),
                true);
    }

    int kernel() {
        return kernelHeight * kernelWidth;
    }

    int taps() {
        return channels * kernel();
    }

    int positions() {
        return rows * columns;
    }

    /** Distance of the kernel's first and last row. */
    int extentY() {
        return (kernelHeight - 1) * dilation;
    }

    int extentX() {
        return (kernelWidth - 1) * dilation;
    }

    int tapRow(int k) {
        int row = k / kernelWidth * dilation;
        return flipped ? extentY() - row : row;
    }

    int tapColumn(int k) {
        int column = k % kernelWidth * dilation;
        return flipped ? extentX() - column : column;
    }
}
