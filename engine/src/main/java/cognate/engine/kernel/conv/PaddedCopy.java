package cognate.engine.kernel.conv;

/**
 * Where a copy of pixels has them: with all their padding, and the zeros between them, that any tap meets at any
 * position; [channel, row, column], each pixel of one image or of sixteen side by side. What tap t meets at a position
 * is the copy's at {@code taps[t] + position(row, column)}.
 */
final class PaddedCopy {
    final TapGrid grid;
    /** Images side by side. */
    final int lanes;
    /** For each tap, in the order [channel, kernel row, kernel column], where the copy has it for position 0. */
    final int[] taps;
    /** Floats of the copy. */
    final int size;

    private final int plane;
    private final int pitch;
    /** Where the first pixel is in the copy, and where the first position; one of both is 0. */
    private final int top;

    private final int left;
    private final int skipY;
    private final int skipX;
    private final boolean unpadded;

    PaddedCopy(TapGrid grid, int lanes) {
        this.grid = grid;
        this.lanes = lanes;
        top = Math.max(0, grid.top());
        left = Math.max(0, grid.left());
        skipY = Math.max(0, -grid.top());
        skipX = Math.max(0, -grid.left());
        int lines = (int) lines(grid);
        pitch = (int) pitch(grid);
        plane = lines * pitch * lanes;
        size = grid.channels() * plane;
        unpadded = lines == grid.height() && pitch == grid.width();
        int kernel = grid.kernel();
        taps = new int[grid.taps()];
        for (int t = 0; t < taps.length; t++) {
            int k = t % kernel;
            taps[t] = t / kernel * plane + (grid.tapRow(k) * pitch + grid.tapColumn(k)) * lanes;
        }
    }

    /** Whether an array holds the copy of so many images side by side. */
    static boolean fits(TapGrid grid, int lanes) {
        return (double) grid.channels() * lines(grid) * pitch(grid) * lanes <= Integer.MAX_VALUE - 64;
    }

    private static long lines(TapGrid grid) {
        return extent(grid.top(), grid.height(), grid.spread(), grid.rows(), grid.stride(), grid.extentY());
    }

    private static long pitch(TapGrid grid) {
        return extent(grid.left(), grid.width(), grid.spread(), grid.columns(), grid.stride(), grid.extentX());
    }

    private static long extent(int lead, int pixels, int spread, int positions, int stride, int kernel) {
        long lastPixel = Math.max(0, lead) + (pixels - 1L) * spread;
        long lastPlace = Math.max(0, -lead) + (positions - 1L) * stride + kernel;
        return Math.max(lastPixel, lastPlace) + 1;
    }

    /** Where the copy has an output position's pixel of the first tap, as its distance from position 0. */
    int position(int row, int column) {
        return ((skipY + row * grid.stride()) * pitch + skipX + column * grid.stride()) * lanes;
    }

    /** Where the copy has a pixel of channel 0. */
    private int pixel(int row, int column) {
        return ((top + row * grid.spread()) * pitch + left + column * grid.spread()) * lanes;
    }

    /** Copies pixels [channels, height, width, lanes] into a copy whose padding is zero. */
    void fill(float[] copy, float[] pixels, int at) {
        int height = grid.height();
        int width = grid.width();
        int count = grid.channels() * height * width;
        int run = unpadded ? count : grid.spread() == 1 ? width : 1;
        for (int i = 0; i < count; i += run) {
            int to = i / (width * height) * plane + pixel(i / width % height, i % width);
            System.arraycopy(pixels, at + i * lanes, copy, to, run * lanes);
        }
    }

    /** Interleaves images, {@code stride} apart, into a copy of sixteen whose padding is zero; only if spread is 1. */
    void interleave(float[] copy, float[] images, int at, int stride, int count) {
        int height = grid.height();
        int width = grid.width();
        if (unpadded) {
            ImageLanes.interleave(images, at, stride, count, grid.channels() * height * width, copy, 0);
            return;
        }
        for (int c = 0; c < grid.channels(); c++) {
            for (int y = 0; y < height; y++) {
                int from = at + (c * height + y) * width;
                ImageLanes.interleave(images, from, stride, count, width, copy, c * plane + pixel(y, 0));
            }
        }
    }
}
