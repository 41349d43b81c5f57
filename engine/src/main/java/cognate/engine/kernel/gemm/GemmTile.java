package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;

/**
 * The micro-kernels' door. A tile is MR × width elements of C, held in registers: each starts from F, which is the init
 * of a first block and C itself in the next, and receives {@code fma(a[i, k], b[k, j], c)} for k ascending. All of a
 * tile's F is loaded before its first store. B's columns are neighbours, and so are A's columns or its rows.
 */
final class GemmTile {
    private static final int MR = GemmBlocking.MR;
    private static final int NR = GemmBlocking.NR;
    private static final int PITCH = GemmBlocking.PITCH;

    private GemmTile() {}

    /**
     * {@code C = A·B} of m rows and columns {@code [from, n)} with A and B in place, at least one whole tile. The last
     * rows and columns are those of a whole tile: it computes some elements again, which have the same bits as they
     * start from zero.
     */
    static void start(int m, int from, int n, int k, MatrixView c, MatrixView a, MatrixView b) {
        for (int j = from; j < n; j += NR) {
            int width = GemmBlocking.width(n - j);
            int left = Math.min(j, n - width);
            int right = b.at(0, left);
            for (int i = 0; i < m; i += MR) {
                int top = Math.min(i, m - MR);
                int aAt = a.at(top, 0);
                int cAt = c.at(top, left);
                if (width > Lanes.COUNT) {
                    GemmWideRows.start(
                            k, a.array, aAt, a.rowStride, b.array, right, b.rowStride, c.array, cAt, c.rowStride);
                } else {
                    GemmNarrowRows.start(
                            k, a.array, aAt, a.rowStride, b.array, right, b.rowStride, c.array, cAt, c.rowStride);
                }
            }
        }
    }

    /** The first tile of a pitched A: reads B in place and leaves its rows in {@code panel}, {@code width} apart. */
    static void packing(int width, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b, float[] panel) {
        float[] left = a.array;
        float[] right = b.array;
        float[] f = init.array;
        if (width > Lanes.COUNT) {
            GemmWidePitched.packing(
                    k,
                    left,
                    a.offset,
                    right,
                    b.offset,
                    b.rowStride,
                    panel,
                    f,
                    init.offset,
                    init.rowStride,
                    c.array,
                    c.offset,
                    c.rowStride);
        } else {
            GemmNarrowPitched.packing(
                    k,
                    left,
                    a.offset,
                    right,
                    b.offset,
                    b.rowStride,
                    panel,
                    f,
                    init.offset,
                    init.rowStride,
                    c.array,
                    c.offset,
                    c.rowStride);
        }
    }

    /**
     * The tiles of {@code width} columns and rows {@code [from, to)} of C; the last one is whole and needs its room in
     * all arrays.
     */
    static void run(int width, int from, int to, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b) {
        float[] left = a.array;
        int aRow = a.rowStride;
        int aColumn = a.columnStride;
        float[] right = b.array;
        int bAt = b.offset;
        int bRow = b.rowStride;
        float[] f = init.array;
        int fRow = init.rowStride;
        float[] result = c.array;
        int cRow = c.rowStride;
        for (int i = from; i < to; i += MR) {
            int aAt = a.at(i, 0);
            int fAt = init.at(i, 0);
            int cAt = c.at(i, 0);
            if (width > Lanes.COUNT) {
                if (aColumn != 1) {
                    GemmWideColumns.run(k, left, aAt, aColumn, right, bAt, bRow, f, fAt, fRow, result, cAt, cRow);
                } else if (aRow == PITCH) {
                    GemmWidePitched.run(k, left, aAt, right, bAt, bRow, f, fAt, fRow, result, cAt, cRow);
                } else {
                    GemmWideRows.run(k, left, aAt, aRow, right, bAt, bRow, f, fAt, fRow, result, cAt, cRow);
                }
            } else if (aColumn != 1) {
                GemmNarrowColumns.run(k, left, aAt, aColumn, right, bAt, bRow, f, fAt, fRow, result, cAt, cRow);
            } else if (aRow == PITCH) {
                GemmNarrowPitched.run(k, left, aAt, right, bAt, bRow, f, fAt, fRow, result, cAt, cRow);
            } else {
                GemmNarrowRows.run(k, left, aAt, aRow, right, bAt, bRow, f, fAt, fRow, result, cAt, cRow);
            }
        }
    }
}
