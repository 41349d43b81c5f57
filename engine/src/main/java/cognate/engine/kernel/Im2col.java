package cognate.engine.kernel;

import java.util.Arrays;

/**
 * The column matrix of a convolution, [taps, positions], without ever being written out: the image is copied once, with
 * its padding, and element (tap, position) of the matrix is the copy's element {@code taps[tap] + positions[position]}.
 * With a stride s the copy holds the pixels of equal row and column modulo s side by side, [channel, s, s, rows,
 * pitch], so that neighbouring positions of one output row are neighbours for every tap and every stride.
 */
final class Im2col {
    /** Floats behind the copy that vectors at the end of the last row may read. */
    private static final int SLACK = 64;

    /** For each tap, in the order [channel, kernel row, kernel column], where the copy has it for position 0. */
    final int[] taps;
    /** For each output position, in the order [row, column], its distance from position 0. */
    final int[] positions;
    /** Sizes of the output, and the distance of its rows in the copy. */
    final int rows;

    final int columns;
    final int pitch;
    final int copySize;

    /** Taps of one channel. */
    final int kernel;

    private final int channels;
    private final int height;
    private final int width;
    private final int spread;
    /** Rows and columns of zeros before the image; where negative, so many are cut off. */
    private final int leadY;

    private final int leadX;
    private final int stride;
    private final int paddedHeight;
    private final int paddedWidth;
    private final int phase;
    /** Whether the copy is no more than that. */
    private final boolean unpadded;

    /** The columns of the images themselves. */
    static Im2col images(Convolution.Geometry g) {
        return new Im2col(
                g, g.channels(), g.height(), g.width(), 1, g.outputHeight(), g.outputWidth(), g.stride(), false);
    }

    /**
     * The columns of the gradients of the outputs, [filters, output height, output width], whose product with the
     * weights gathers the gradient of the images: with the stride's zeros between the outputs, and the kernel flipped.
     */
    static Im2col gradients(Convolution.Geometry g) {
        return new Im2col(
                g, g.filters(), g.outputHeight(), g.outputWidth(), g.stride(), g.height(), g.width(), 1, true);
    }

    /**
     * The columns of images [channels, height, width] for an output [rows, columns].
     *
     * @param spread distance of neighbouring pixels in the padded image, zeros between them
     */
    private Im2col(
            Convolution.Geometry g,
            int channels,
            int height,
            int width,
            int spread,
            int rows,
            int columns,
            int stride,
            boolean flipped) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.spread = spread;
        int extentY = (g.kernelHeight() - 1) * g.dilation();
        int extentX = (g.kernelWidth() - 1) * g.dilation();
        leadY = flipped ? extentY - g.padding() : g.padding();
        leadX = flipped ? extentX - g.padding() : g.padding();
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
        kernel = g.kernelHeight() * g.kernelWidth();
        paddedHeight = (rows - 1) * stride + extentY + 1;
        paddedWidth = (columns - 1) * stride + extentX + 1;
        pitch = (paddedWidth + stride - 1) / stride;
        phase = (paddedHeight + stride - 1) / stride * pitch;
        unpadded = spread * stride == 1 && leadY == 0 && leadX == 0 && paddedHeight == height && paddedWidth == width;
        copySize = Math.addExact(Math.multiplyExact(channels * stride * stride, phase), SLACK);
        taps = new int[channels * g.kernelHeight() * g.kernelWidth()];
        for (int k = 0; k < taps.length; k++) {
            int row = k / g.kernelWidth() % g.kernelHeight() * g.dilation();
            int column = k % g.kernelWidth() * g.dilation();
            int channel = k / (g.kernelHeight() * g.kernelWidth());
            taps[k] = at(channel, flipped ? extentY - row : row, flipped ? extentX - column : column);
        }
        positions = new int[rows * columns];
        for (int p = 0; p < positions.length; p++) {
            positions[p] = p / columns * pitch + p % columns;
        }
    }

    /** Where the copy has a pixel of the padded image. */
    private int at(int channel, int row, int column) {
        int part = (channel * stride + row % stride) * stride + column % stride;
        return part * phase + row / stride * pitch + column / stride;
    }

    /** Clears the padding of a copy that served another geometry before. */
    void clear(float[] copy) {
        Arrays.fill(copy, 0, copySize, 0f);
    }

    /** Copies an image into {@code copy}, whose padding is zero. */
    void lay(float[] image, int from, float[] copy) {
        if (unpadded) {
            System.arraycopy(image, from, copy, 0, channels * height * width);
            return;
        }
        int first = Math.max(0, (spread - 1 - leadX) / spread);
        int beyond = Math.min(width, (paddedWidth - 1 - leadX + spread) / spread);
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                int row = y * spread + leadY;
                int source = from + (c * height + y) * width;
                if (row < 0 || row >= paddedHeight || beyond <= first) {
                    continue;
                }
                if (spread == 1 && stride == 1) {
                    ShortRows.copy(image, source + first, copy, at(c, row, first + leadX), beyond - first);
                } else {
                    for (int x = first; x < beyond; x++) {
                        copy[at(c, row, x * spread + leadX)] = image[source + x];
                    }
                }
            }
        }
    }
}
