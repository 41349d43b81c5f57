package cognate.engine.kernel;

/**
 * The micro-kernel's door. A tile is MR × NR elements of C, held in registers: each starts from F (from +0 where F is
 * null) and receives {@code fma(a[i, k], b[k, j], c)} for k ascending. All of a tile's F is loaded before its first
 * store, so F may be C itself. B's columns are neighbours, and so are A's columns or A's rows.
 */
final class GemmTile {
    static final int MR = Lanes.COUNT >= 16 ? 8 : 6;
    static final int NR = 2 * Lanes.COUNT;

    private GemmTile() {}

    /**
     * The tiles of NR columns and m rows of C. Missing rows of the last tile repeat the last one that is present, which
     * stores the same bits to the same place again; where A's rows are neighbours, they are read past the end instead,
     * and A must be padded.
     */
    static void run(
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
        if (aColumn == 1) {
            if (MR == 8) {
                GemmTile8.rows(m, kc, a, aOffset, aRow, b, bOffset, bRow, f, fOffset, fRow, c, cOffset, cRow);
            } else {
                GemmTile6.rows(m, kc, a, aOffset, aRow, b, bOffset, bRow, f, fOffset, fRow, c, cOffset, cRow);
            }
        } else if (MR == 8) {
            GemmTile8.columns(m, kc, a, aOffset, aColumn, b, bOffset, bRow, f, fOffset, fRow, c, cOffset, cRow);
        } else {
            GemmTile6.columns(m, kc, a, aOffset, aColumn, b, bOffset, bRow, f, fOffset, fRow, c, cOffset, cRow);
        }
    }
}
