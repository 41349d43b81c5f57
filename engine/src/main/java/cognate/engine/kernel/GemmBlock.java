package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/** One thread's share of a product, cut into blocks that fit the caches; holds the packed panels from call to call. */
final class GemmBlock {
    private static final int MR = GemmTile.MR;
    private static final int NR = GemmTile.NR;
    /** Depth of a block: a panel of B, KC × NR floats, stays in the first cache, 32 of 48 KiB, under many rows. */
    static final int KC = 256;
    /** Rows of a block, a multiple of every MR: a block of A, MC × KC floats, stays in the second cache. */
    static final int MC = 240;

    /** Rows of the scratch panel of C, at least MC. */
    private static final int EDGE = 1024;
    /** Columns of C from which on a packed block of A pays for its packing. */
    private static final int WORTH_PACKING_ROWS = 256;
    /** Elements of B that the second cache holds: from there on, rows far apart cost more than packing them. */
    private static final int WORTH_PACKING_COLUMNS = 1 << 17;

    private static final ThreadLocal<GemmBlock> OF_THREAD = ThreadLocal.withInitial(GemmBlock::new);

    private final float[] panel = new float[KC * NR];
    private final float[] rows = new float[KC * GemmPack.width(MC)];
    private final float[] edge = new float[EDGE * NR];

    private GemmBlock() {}

    static GemmBlock ofThread() {
        return OF_THREAD.get();
    }

    /** C = init + A·B; init is read like C, with strides of its own. */
    void run(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            int bColumn,
            float[] init,
            int initOffset,
            int initRow,
            int initColumn,
            float[] c,
            int cOffset,
            int cRow) {
        if (bRow == 1 && aColumn == 1 && (long) m * (k + 2 * n) < (long) n * k) {
            transposed(
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aRow,
                    b,
                    bOffset,
                    bColumn,
                    init,
                    initOffset,
                    initRow,
                    initColumn,
                    c,
                    cOffset,
                    cRow);
            return;
        }
        boolean packRows = m > MR && n >= WORTH_PACKING_ROWS || aColumn != 1 && (aRow != 1 || m % MR != 0);
        boolean packColumns = bColumn != 1 || m >= 32 && (long) k * n >= WORTH_PACKING_COLUMNS;
        for (int pc = 0; pc == 0 || pc < k; pc += KC) {
            int kc = Math.min(KC, k - pc);
            boolean first = pc == 0;
            float[] f = first ? init : c;
            int fRow = first ? initRow : cRow;
            int fColumn = first ? initColumn : 1;
            for (int ic = 0; ic < m; ic += MC) {
                int mc = Math.min(MC, m - ic);
                int fAt = first ? initOffset + ic * initRow : cOffset + ic * cRow;
                int cAt = cOffset + ic * cRow;
                float[] left = a;
                int leftAt = aOffset + ic * aRow + pc * aColumn;
                int leftRow = aRow;
                int leftColumn = aColumn;
                if (packRows) {
                    leftRow = 1;
                    leftColumn = GemmPack.width(mc);
                    GemmPack.rows(rows, leftColumn, mc, kc, a, leftAt, aRow, aColumn);
                    left = rows;
                    leftAt = 0;
                }
                for (int j = 0; j < n; j += NR) {
                    int columns = Math.min(NR, n - j);
                    float[] right = b;
                    int rightAt = bOffset + pc * bRow + j * bColumn;
                    int rightRow = bRow;
                    if (packColumns || columns < NR) {
                        GemmPack.columns(panel, columns, kc, b, rightAt, bRow, bColumn);
                        right = panel;
                        rightAt = 0;
                        rightRow = NR;
                    }
                    if (columns == NR && (f == null || fColumn == 1)) {
                        GemmTile.run(
                                mc,
                                kc,
                                left,
                                leftAt,
                                leftRow,
                                leftColumn,
                                right,
                                rightAt,
                                rightRow,
                                f,
                                fAt + j * fColumn,
                                fRow,
                                c,
                                cAt + j,
                                cRow);
                    } else {
                        if (f != null) {
                            copy(mc, columns, f, fAt + j * fColumn, fRow, fColumn, edge, 0, NR);
                        }
                        GemmTile.run(
                                mc,
                                kc,
                                left,
                                leftAt,
                                leftRow,
                                leftColumn,
                                right,
                                rightAt,
                                rightRow,
                                f == null ? null : edge,
                                0,
                                NR,
                                edge,
                                0,
                                NR);
                        copy(mc, columns, edge, 0, NR, 1, c, cAt + j, cRow);
                    }
                }
            }
        }
    }

    /**
     * The same chains as Cᵀ = Fᵀ + Bᵀ·Aᵀ, for a B whose columns would have to be packed though A is the smaller one. Cᵀ
     * is a panel of scratch until its last block.
     */
    private void transposed(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bColumn,
            float[] f,
            int fOffset,
            int fRow,
            int fColumn,
            float[] c,
            int cOffset,
            int cRow) {
        for (int ic = 0; ic < n; ic += EDGE) {
            int rows = Math.min(EDGE, n - ic);
            for (int j = 0; j < m; j += NR) {
                int columns = Math.min(NR, m - j);
                if (f != null) {
                    GemmPack.lines(edge, 0, NR, columns, rows, f, fOffset + j * fRow + ic * fColumn, fRow, fColumn);
                }
                for (int pc = 0; pc == 0 || pc < k; pc += KC) {
                    int kc = Math.min(KC, k - pc);
                    GemmPack.columns(panel, columns, kc, a, aOffset + j * aRow + pc, 1, aRow);
                    GemmTile.run(
                            rows,
                            kc,
                            b,
                            bOffset + ic * bColumn + pc,
                            bColumn,
                            1,
                            panel,
                            0,
                            NR,
                            pc == 0 && f == null ? null : edge,
                            0,
                            NR,
                            edge,
                            0,
                            NR);
                }
                GemmPack.lines(c, cOffset + j * cRow + ic, cRow, rows, columns, edge, 0, NR, 1);
            }
        }
    }

    private static void copy(int m, int n, float[] from, int at, int row, int column, float[] to, int toAt, int toRow) {
        for (int i = 0; i < m; i++) {
            int j = 0;
            for (; column == 1 && j <= n - COUNT; j += COUNT) {
                FloatVector.fromArray(FLOAT, from, at + i * row + j).intoArray(to, toAt + i * toRow + j);
            }
            for (; j < n; j++) {
                to[toAt + i * toRow + j] = from[at + i * row + j * column];
            }
        }
    }
}
