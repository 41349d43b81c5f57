package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Lanes;

/**
 * The product of weights with the columns of one image at a time, vectors over neighbouring positions: the bits of {@link
 * ConvolutionMap}, for rows of whole vectors and whole tiles of outputs only. There it is faster, since the pixels of one
 * image take a sixteenth of the cache.
 */
final class ConvolutionRows {
    private static final int WIDTH = ConvolutionRowTile.WIDTH;

    private final int channels;
    private final int height;
    private final int width;
    private final int rows;
    private final int columns;
    private final int outputs;
    /** Rows and columns of zeros before the image. */
    private final int top;

    private final int left;
    private final int pitch;
    private final int plane;
    /** For each tap, in the order [channel, kernel row, kernel column], where the copy has it for position 0. */
    private final int[] taps;

    private ConvolutionRows(
            Convolution.Geometry g, int channels, int height, int width, int rows, int columns, boolean flipped) {
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.rows = rows;
        this.columns = columns;
        outputs = flipped ? g.channels() : g.filters();
        int extentY = (g.kernelHeight() - 1) * g.dilation();
        int extentX = (g.kernelWidth() - 1) * g.dilation();
        top = flipped ? extentY - g.padding() : g.padding();
        left = flipped ? extentX - g.padding() : g.padding();
        pitch = columns + extentX;
        plane = (rows + extentY) * pitch;
        int kernel = g.kernelHeight() * g.kernelWidth();
        taps = new int[channels * kernel];
        for (int t = 0; t < taps.length; t++) {
            int row = t / g.kernelWidth() % g.kernelHeight() * g.dilation();
            int column = t % g.kernelWidth() * g.dilation();
            taps[t] = t / kernel * plane
                    + (flipped ? extentY - row : row) * pitch
                    + (flipped ? extentX - column : column);
        }
    }

    /** The convolution of images; null if it is none of these. */
    static ConvolutionRows images(Convolution.Geometry g) {
        boolean applies = applies(g, g.outputWidth(), g.filters());
        return applies
                ? new ConvolutionRows(g, g.channels(), g.height(), g.width(), g.outputHeight(), g.outputWidth(), false)
                : null;
    }

    /** What gathers the gradient of images from that of outputs; null if it is none of these. */
    static ConvolutionRows gradients(Convolution.Geometry g) {
        boolean applies = applies(g, g.width(), g.channels());
        return applies
                ? new ConvolutionRows(g, g.filters(), g.outputHeight(), g.outputWidth(), g.height(), g.width(), true)
                : null;
    }

    private static boolean applies(Convolution.Geometry g, int columns, int outputs) {
        int least = (Math.min(g.kernelHeight(), g.kernelWidth()) - 1) * g.dilation();
        return g.stride() == 1 && columns % 16 == 0 && outputs % 8 == 0 && g.padding() <= least;
    }

    /** The weights as panels for the tiles; see {@link ConvolutionMap#panels}. */
    float[] panels(float[] weights, int from, int outputStride, int channelStride, float[] bias, int biasAt) {
        return ConvolutionMap.panels(
                outputs, WIDTH, channels, taps.length, weights, from, outputStride, channelStride, bias, biasAt);
    }

    /** Overwrites one image's outputs [outputs, rows, columns], rectified or not, from {@code yAt} on. */
    void image(float[] panels, float[] image, int at, float[] y, int yAt, boolean rectified) {
        float[] copy = ConvolutionScratch.own().image(this, channels * plane);
        for (int row = 0; row < channels * height; row++) {
            int to = row / height * plane + (row % height + top) * pitch + left;
            System.arraycopy(image, at + row * width, copy, to, width);
        }
        int size = rows * columns;
        for (int o = 0; o < outputs; o += WIDTH) {
            int panel = o * (taps.length + 1);
            for (int p = 0; p < size; p += 2 * Lanes.COUNT) {
                int next = Math.min(p + Lanes.COUNT, size - Lanes.COUNT);
                int leftAt = p / columns * pitch + p % columns;
                int rightAt = next / columns * pitch + next % columns;
                int y0 = yAt + o * size + p;
                if (WIDTH == 8) {
                    ConvolutionRowTile.eight(taps, panels, panel, copy, leftAt, rightAt, y, y0, next - p, size);
                } else {
                    ConvolutionRowTile.four(taps, panels, panel, copy, leftAt, rightAt, y, y0, next - p, size);
                }
            }
        }
        for (int i = yAt; rectified && i < yAt + outputs * size; i++) {
            y[i] = Math.max(y[i], 0f);
        }
    }
}
