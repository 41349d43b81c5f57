package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Lanes;

/**
 * The product of weights with the columns of one image, vectors over neighbouring positions, straight from the padded
 * copy: for stride 1, rows of whole vectors and whole tiles of outputs only. There it is faster than any other way,
 * since the pixels of one image take a sixteenth of the cache and no column matrix is written.
 */
final class ConvolutionRows {
    static final int WIDTH = ConvolutionRowTile.WIDTH;

    private final PaddedCopy copy;

    private ConvolutionRows(PaddedCopy copy) {
        this.copy = copy;
    }

    /** Those of this copy of one image; null if it is none of these. */
    static ConvolutionRows of(PaddedCopy copy) {
        TapGrid grid = copy.grid;
        boolean dense = grid.stride() == 1 && grid.spread() == 1 && grid.top() >= 0 && grid.left() >= 0;
        return dense && grid.columns() % 16 == 0 && grid.outputs() % 8 == 0 ? new ConvolutionRows(copy) : null;
    }

    /**
     * Overwrites one image's outputs [outputs, rows, columns], from {@code yAt} on, at the positions {@code from} …
     * {@code to - 1}, some multiple of 16 of them.
     *
     * @param panels see {@link Kernels#panels}
     */
    void image(float[] panels, float[] pixels, float[] y, int yAt, int from, int to, boolean rectified) {
        int[] taps = copy.taps;
        int columns = copy.grid.columns();
        int size = copy.grid.positions();
        for (int o = 0; o < copy.grid.outputs(); o += WIDTH) {
            int panel = o * (taps.length + 1);
            for (int p = from; p < to; p += 2 * Lanes.COUNT) {
                int next = Math.min(p + Lanes.COUNT, to - Lanes.COUNT);
                int leftAt = copy.position(p / columns, p % columns);
                int rightAt = copy.position(next / columns, next % columns);
                int y0 = yAt + o * size + p;
                if (WIDTH == 8) {
                    ConvolutionRowTile.eight(taps, panels, panel, pixels, leftAt, rightAt, y, y0, next - p, size);
                } else {
                    ConvolutionRowTile.four(taps, panels, panel, pixels, leftAt, rightAt, y, y0, next - p, size);
                }
            }
            for (int i = o; i < o + WIDTH; i++) {
                Chains.finish(y, yAt + i * size + from, to - from, rectified);
            }
        }
    }
}
