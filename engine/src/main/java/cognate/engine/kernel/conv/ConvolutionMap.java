package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;

/** The product of weights with the columns of sixteen images side by side. */
final class ConvolutionMap {
    /** Floats of the results that wait for their place, in the first cache. */
    private static final int STRIP = 1 << 14;

    /** Floats of the pixels that a tile reads, which stay in the first cache for the tiles of all outputs. */
    private static final int WINDOW = 1 << 12;

    /** Where the copy has the pixels. */
    final PaddedCopy copy;

    private final TapTable table;
    private final int outputs;
    private final int rows;
    private final int columns;
    /** Outputs of a tile, and of all tiles. */
    private final int width;

    private final int filled;
    /** Rows that are computed before they go to their place: an even number. */
    private final int band;

    private final int panel;
    /** Parts, one after another, of the channels that a tile adds up. */
    private final int parts;

    ConvolutionMap(TapGrid grid) {
        copy = new PaddedCopy(grid, ImageLanes.COUNT);
        outputs = grid.outputs();
        rows = grid.rows();
        columns = grid.columns();
        width = ConvolutionTile.width(outputs);
        table = new TapTable(copy, width);
        filled = (outputs + width - 1) / width * width;
        band = Math.min((rows + 1) / 2 * 2, Math.max(2, STRIP / (filled * columns * ImageLanes.COUNT) / 2 * 2));
        panel = (grid.taps() + 1) * width;
        // a tile of two by two positions would read so much of all channels
        long window = (grid.extentY() + 1L + grid.stride()) * (grid.extentX() + 1L + grid.stride());
        parts = (int) Math.min(grid.channels(), (window * grid.channels() * ImageLanes.COUNT + WINDOW - 1) / WINDOW);
    }

    /** Whether arrays hold what a block of this grid's images takes. */
    static boolean fits(TapGrid grid) {
        double line = 2.0 * (grid.outputs() + 6) * grid.columns() * ImageLanes.COUNT;
        double results = (grid.outputs() + 6.0) * grid.positions() * ImageLanes.COUNT;
        return Math.max(line, results) < Integer.MAX_VALUE - 64 && PaddedCopy.fits(grid, ImageLanes.COUNT);
    }

    /** Ints that this map's table holds. */
    long ints() {
        return table.ints;
    }

    float[] panels(Kernels kernels) {
        return kernels.panels(width);
    }

    /**
     * Overwrites a block of images [outputs, rows, columns] with the bias, to which every tap's product is added in
     * ascending order.
     *
     * @param pixels the block as {@link PaddedCopy} has it
     * @param finite whether all weights are
     * @param first the block's first image
     */
    void block(float[] panels, boolean finite, float[] pixels, ConvolutionOutput y, int first) {
        int lanes = ImageLanes.COUNT;
        Images images = y.y();
        int count = Math.min(lanes, images.count() - first);
        float[] strip = ConvolutionScratch.own().strip(filled * band * columns * lanes);
        int reduced = y.shrink() * y.shrink();
        int winnersAt = y.winners() == null ? 0 : y.winners().offset() + first * (outputs * rows * columns / reduced);
        for (int top = 0; top < rows; top += band) {
            int height = Math.min(band, rows - top);
            int plane = height * columns * lanes;
            for (int part = 0; part < parts; part++) {
                tiles(panels, finite, part, pixels, top, height, strip, plane);
            }
            if (y.winners() == null) {
                Chains.finish(strip, 0, outputs * plane, y.rectified());
            }
            for (int o = 0; o < outputs; o++) {
                int to = (o * rows * columns + top * columns) / reduced;
                if (y.winners() != null) {
                    float[] winners = y.winners().array();
                    ImagePooling.max(strip, o * plane, height, columns, winners, winnersAt + to * lanes);
                }
                int length = height * columns / reduced;
                if (images.isInterleaved()) {
                    int yAt = images.at(first) + to * lanes;
                    System.arraycopy(strip, o * plane, images.array(), yAt, length * lanes);
                } else {
                    int yAt = images.at(first) + to;
                    ImageLanes.separate(strip, o * plane, images.array(), yAt, images.stride(), count, length);
                }
            }
        }
    }

    private void tiles(
            float[] panels, boolean finite, int part, float[] pixels, int top, int height, float[] strip, int plane) {
        int across = columns;
        int lanes = ImageLanes.COUNT;
        int beside = copy.position(0, 1) - copy.position(0, 0);
        int below = copy.position(1, 0) - copy.position(0, 0);
        for (int row = 0; row < height; row += ConvolutionTile.rows(width)) {
            for (int column = 0; column < across; column += ConvolutionTile.columns(width)) {
                int last = across - 1 - column;
                int second = Math.min(1, last);
                // the third position is the next but one beside, or below
                int third = width == 6 ? Math.min(2, last) : Math.min(1, height - 1 - row);
                int right = second * beside;
                int down = third * (width == 6 ? beside : below);
                int yRight = second * lanes;
                int yDown = third * (width == 6 ? lanes : across * lanes);
                int[] taps = finite ? table.reached(top + row, column) : table.all();
                int from = table.share(taps, part, parts);
                int end = table.share(taps, part + 1, parts);
                int base = copy.position(top + row, column);
                int to = (row * across + column) * lanes;
                for (int lane = 0; lane < lanes; lane += COUNT) {
                    // all outputs of one place: its pixels are in the first cache, and the weights come in order
                    for (int o = 0, at = 0; o < outputs; o += width, at += panel) {
                        int y0 = to + o * plane + lane;
                        int x0 = base + lane;
                        if (width == 6) {
                            ConvolutionTile6.six(
                                    taps, from, end, panels, at, pixels, x0, right, down, strip, y0, yRight, yDown,
                                    plane);
                        } else if (width == 4) {
                            ConvolutionTile.four(
                                    taps, from, end, panels, at, pixels, x0, right, down, strip, y0, yRight, yDown,
                                    plane);
                        } else {
                            ConvolutionTile.three(
                                    taps, from, end, panels, at, pixels, x0, right, down, strip, y0, yRight, yDown,
                                    plane);
                        }
                    }
                }
            }
        }
    }
}
