package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;

/**
 * The micro-kernel's door. A tile is MR × width elements of C, held in registers: each starts from F and receives
 * {@code fma(a[i, k], b[k, j], c)} for k ascending. All of a tile's F is loaded before its first store, so F may be C
 * itself. B's columns are neighbours, and so are A's columns or its rows.
 */
final class GemmTile {
    static final int MR = 8;
    /** Columns of the widest tile: two vectors where there are 32 registers. */
    static final int NR = Lanes.COUNT >= 16 ? 2 * Lanes.COUNT : Lanes.COUNT;

    private GemmTile() {}

    /** Columns of the narrowest tile that has at least {@code columns}, at most NR. */
    static int width(int columns) {
        return columns <= Lanes.COUNT ? Lanes.COUNT : NR;
    }

    /**
     * {@code C = A·B} with A and B in place, at least one whole tile. The last rows and columns are those of a
     * whole tile: it computes some elements again, which have the same bits as they start from zero.
     */
    static void start(
            int m,
            int n,
            int kc,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bRow,
            float[] c,
            int cOffset,
            int cRow) {
        for (int j = 0; j < n; j += NR) {
            int width = width(n - j);
            int left = Math.min(j, n - width);
            for (int i = 0; i < m; i += MR) {
                int top = Math.min(i, m - MR);
                int aAt = aOffset + top * aRow;
                int cAt = cOffset + top * cRow + left;
                if (width > Lanes.COUNT) {
                    GemmWideRows.start(kc, a, aAt, aRow, b, bOffset + left, bRow, c, cAt, cRow);
                } else {
                    GemmNarrowRows.start(kc, a, aAt, aRow, b, bOffset + left, bRow, c, cAt, cRow);
                }
            }
        }
    }

    /** The first tile of a pitched A: reads B in place and leaves its rows in {@code panel}, {@code width} apart. */
    static void packing(
            int width,
            int kc,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            int bRow,
            float[] panel,
            float[] f,
            int fOffset,
            int fRow,
            float[] c,
            int cOffset,
            int cRow) {
        if (width > Lanes.COUNT) {
            GemmWidePitched.packing(kc, a, aOffset, b, bOffset, bRow, panel, f, fOffset, fRow, c, cOffset, cRow);
        } else {
            GemmNarrowPitched.packing(kc, a, aOffset, b, bOffset, bRow, panel, f, fOffset, fRow, c, cOffset, cRow);
        }
    }

    /** The tiles of {@code width} columns and m rows of C; the last one is whole and needs its room in all arrays. */
    static void run(
            int width,
            int m,
            int kc,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] f,
            int fOffset,
            int fRow,
            float[] c,
            int cOffset,
            int cRow) {
        for (int i = 0; i < m; i += MR) {
            int aAt = aOffset + i * aRow;
            int fAt = fOffset + i * fRow;
            int cAt = cOffset + i * cRow;
            if (width > Lanes.COUNT) {
                if (aColumn != 1) {
                    GemmWideColumns.run(kc, a, aAt, aColumn, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
                } else if (aRow == GemmPack.PITCH) {
                    GemmWidePitched.run(kc, a, aAt, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
                } else {
                    GemmWideRows.run(kc, a, aAt, aRow, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
                }
            } else if (aColumn != 1) {
                GemmNarrowColumns.run(kc, a, aAt, aColumn, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
            } else if (aRow == GemmPack.PITCH) {
                GemmNarrowPitched.run(kc, a, aAt, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
            } else {
                GemmNarrowRows.run(kc, a, aAt, aRow, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
            }
        }
    }
}
