package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;

/** The product of weights with the columns of sixteen images. */
final class ConvolutionMap {
    /** Floats of the results that wait for their place, in the first cache. */
    private static final int STRIP = 1 << 14;

    /** Floats of the pixels that a tile reads, which stay in the first cache for the tiles of all outputs. */
    private static final int WINDOW = 1 << 12;

    private final Im2col columns;
    private final int outputs;
    /** Outputs of a tile, and of all tiles. */
    private final int width;

    private final int filled;
    /** Rows that are computed before they go to their place: an even number. */
    private final int band;

    private final int panel;
    /** Parts, one after another, of the channels that a tile adds up. */
    private final int parts;

    ConvolutionMap(Im2col columns, int outputs) {
        this.columns = columns;
        this.outputs = outputs;
        width = ConvolutionTile.width(outputs);
        filled = (outputs + width - 1) / width * width;
        band = Math.max(2, STRIP / (filled * columns.columns * ImageLanes.COUNT) / 2 * 2);
        panel = (columns.taps.length + 1) * width;
        parts = Math.min(columns.taps.length / columns.kernel, (columns.window + WINDOW - 1) / WINDOW);
    }

    /**
     * The weights as panels for the tiles, of this thread's scratch. The weight of tap t for output o is {@code
     * weights[from + o * outputStride + t / kernel * channelStride + t % kernel]}; the bias is zeros if null.
     */
    float[] panels(float[] weights, int from, int outputStride, int channelStride, float[] bias, int biasAt) {
        return panels(
                outputs,
                width,
                columns.taps.length / columns.kernel,
                columns.taps.length,
                weights,
                from,
                outputStride,
                channelStride,
                bias,
                biasAt);
    }

    /** Panels of {@code width} outputs each, which are filled up: their biases, then every tap's weights. */
    static float[] panels(
            int outputs,
            int width,
            int channels,
            int taps,
            float[] weights,
            int from,
            int outputStride,
            int channelStride,
            float[] bias,
            int biasAt) {
        int filled = (outputs + width - 1) / width * width;
        float[] panels = ConvolutionScratch.own().panels(filled * (taps + 1));
        int kernel = taps / channels;
        for (int o = 0; o < filled; o++) {
            int at = o / width * (taps + 1) * width + o % width;
            int source = from + Math.min(o, outputs - 1) * outputStride;
            panels[at] = bias == null ? 0f : bias[biasAt + Math.min(o, outputs - 1)];
            for (int t = 0; t < taps; t += kernel, source += channelStride) {
                for (int k = 0; k < kernel; k++) {
                    panels[at + (t + k + 1) * width] = weights[source + k];
                }
            }
        }
        return panels;
    }

    /**
     * Overwrites so many images [outputs, rows, columns] from {@code yAt} on with the bias, to which every tap's product
     * is added in ascending order; or sixteen, pixel by pixel, if it is asked for no number.
     *
     * @param copy the block as {@link Im2col} lays it
     * @param rectified whether to put +0 for what is not positive, NaN excepted
     * @param winners null, or where to note, from {@code winnersAt} on, which of two by two results is the largest: then
     *     only those, rectified, go to y [outputs, rows / 2, columns / 2]
     */
    void block(
            float[] panels,
            float[] copy,
            int images,
            float[] y,
            int yAt,
            boolean rectified,
            float[] winners,
            int winnersAt) {
        int lanes = ImageLanes.COUNT;
        float[] strip = ConvolutionScratch.own().strip(filled * band * columns.columns * lanes);
        int shrink = winners == null ? 1 : 4;
        int imageSize = outputs * columns.rows * columns.columns / shrink;
        for (int top = 0; top < columns.rows; top += band) {
            int rows = Math.min(band, columns.rows - top);
            int plane = rows * columns.columns * lanes;
            for (int part = 0; part < parts; part++) {
                tiles(panels, part, copy, top, rows, strip, plane);
            }
            if (rectified && winners == null) {
                rectify(strip, outputs * plane);
            }
            for (int o = 0; o < outputs; o++) {
                int to = (o * columns.rows * columns.columns + top * columns.columns) / shrink;
                if (winners != null) {
                    ImagePooling.max(strip, o * plane, rows, columns.columns, winners, winnersAt + to * lanes);
                }
                int length = rows * columns.columns / shrink;
                if (images == 0) {
                    System.arraycopy(strip, o * plane, y, yAt + to * lanes, length * lanes);
                } else {
                    ImageLanes.scatter(strip, o * plane, y, yAt + to, imageSize, images, length);
                }
            }
        }
    }

    private void tiles(float[] panels, int part, float[] copy, int top, int rows, float[] strip, int plane) {
        int across = columns.columns;
        int lanes = ImageLanes.COUNT;
        int beside = columns.position(0, 1) - columns.position(0, 0);
        int below = columns.position(1, 0) - columns.position(0, 0);
        for (int row = 0; row < rows; row += ConvolutionTile.rows(width)) {
            for (int column = 0; column < across; column += ConvolutionTile.columns(width)) {
                int last = across - 1 - column;
                int second = Math.min(1, last);
                // the third position is the next but one beside, or below
                int third = width == 6 ? Math.min(2, last) : Math.min(1, rows - 1 - row);
                int right = second * beside;
                int down = third * (width == 6 ? beside : below);
                int yRight = second * lanes;
                int yDown = third * (width == 6 ? lanes : across * lanes);
                int[] taps = columns.tileTaps(top + row, column);
                int from = columns.share(taps, part, parts);
                int end = columns.share(taps, part + 1, parts);
                int base = columns.position(top + row, column);
                int to = (row * across + column) * lanes;
                for (int lane = 0; lane < lanes; lane += COUNT) {
                    // all outputs of one place: its pixels are in the first cache, and the weights come in order
                    for (int o = 0, at = 0; o < outputs; o += width, at += panel) {
                        int y0 = to + o * plane + lane;
                        int x0 = base + lane;
                        if (width == 6) {
                            ConvolutionTile6.six(
                                    taps, from, end, panels, at, copy, x0, right, down, strip, y0, yRight, yDown,
                                    plane);
                        } else if (width == 4) {
                            ConvolutionTile.four(
                                    taps, from, end, panels, at, copy, x0, right, down, strip, y0, yRight, yDown,
                                    plane);
                        } else {
                            ConvolutionTile.three(
                                    taps, from, end, panels, at, copy, x0, right, down, strip, y0, yRight, yDown,
                                    plane);
                        }
                    }
                }
            }
        }
    }

    private static void rectify(float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = Math.max(y[i], 0f);
        }
    }
}
