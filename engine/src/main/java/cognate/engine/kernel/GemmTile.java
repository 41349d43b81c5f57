package cognate.engine.kernel;

/**
 * The micro-kernel's door. A tile is MR × width elements of C, held in registers: each starts from F and receives
 * {@code fma(a[i, k], b[k, j], c)} for k ascending. All of a tile's F is loaded before its first store, so F may be C
 * itself. B's columns are neighbours, and so are A's rows, or its columns if the rows are {@link GemmPack#PITCH} apart.
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
     * {@code C = A·B} with A and B in place, m at least MR and n at least NR. The last rows and columns are those of a
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
                    GemmWide.start(kc, a, aAt, aRow, b, bOffset + left, bRow, c, cAt, cRow);
                } else {
                    GemmNarrow.start(kc, a, aAt, aRow, b, bOffset + left, bRow, c, cAt, cRow);
                }
            }
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
                if (aColumn == 1) {
                    GemmWide.pitched(kc, a, aAt, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
                } else {
                    GemmWide.columns(kc, a, aAt, aColumn, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
                }
            } else if (aColumn == 1) {
                GemmNarrow.pitched(kc, a, aAt, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
            } else {
                GemmNarrow.columns(kc, a, aAt, aColumn, b, bOffset, bRow, f, fAt, fRow, c, cAt, cRow);
            }
        }
    }
}
