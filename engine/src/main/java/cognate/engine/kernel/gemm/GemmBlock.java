package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Scratch;

/** One thread's share of a product, cut into blocks that fit the caches; holds the packed panels from call to call. */
final class GemmBlock {
    private static final int MR = GemmTile.MR;
    private static final int NR = GemmTile.NR;
    /** Depth of a block, at most; a panel of B is KC × NR floats. Measured: from 256 to 512 all are alike. */
    static final int KC = 400;
    /** Rows of a block, a multiple of MR: a block of A, MC × KC floats, takes half of the second cache. */
    private static final int MC = 344;

    /** Columns of C from which on a packed block of a transposed A pays for its packing. */
    private static final int WORTH_PACKING_ROWS = 256;
    /** Elements of B that the second cache holds: from there on, rows far apart cost more than packing them. */
    private static final int WORTH_PACKING_COLUMNS = 1 << 17;
    /** Rows of C, and depths, up to which A and B are read in place. */
    private static final int SMALL = 256;

    private static final int SHALLOW = 400;

    private static final float[] ZEROS = new float[NR];

    private static final ThreadLocal<GemmBlock> OF_THREAD = ThreadLocal.withInitial(GemmBlock::new);

    private final GemmTurned turned = new GemmTurned();
    private final float[] panel = new float[KC * NR];
    private float[] rows = {};
    private float[] edge = {};

    private GemmBlock() {}

    static GemmBlock ofThread() {
        return OF_THREAD.get();
    }

    /** C = init + A·B; init is read like C, with strides of its own, and zeros where it is null. */
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
        if (init == null) {
            run(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, ZEROS, 0, 0, 0, c, cOffset, cRow);
        } else if (init == ZEROS && aColumn == 1 && bColumn == 1 && m >= MR && m <= SMALL && n >= NR) {
            int inPlace = k <= SHALLOW && !worthPacking(m, n, k) ? n : n % NR;
            int copied = n - inPlace;
            if (copied > 0) {
                blocks(m, copied, k, a, aOffset, aRow, 1, b, bOffset, bRow, 1, ZEROS, 0, 0, 0, c, cOffset, cRow);
            }
            if (inPlace > 0) {
                int columns = Math.max(inPlace, GemmTile.width(inPlace));
                GemmTile.start(
                        m,
                        columns,
                        k,
                        a,
                        aOffset,
                        aRow,
                        b,
                        bOffset + n - columns,
                        bRow,
                        c,
                        cOffset + n - columns,
                        cRow);
            }
        } else if (GemmTurned.suits(m, n, k, aColumn, bRow)) {
            turned.run(
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
        } else {
            blocks(
                    m,
                    n,
                    k,
                    a,
                    aOffset,
                    aRow,
                    aColumn,
                    b,
                    bOffset,
                    bRow,
                    bColumn,
                    init,
                    initOffset,
                    initRow,
                    initColumn,
                    c,
                    cOffset,
                    cRow);
        }
    }

    private static boolean worthPacking(int m, int n, int k) {
        return m >= 32 && (long) k * n >= WORTH_PACKING_COLUMNS;
    }

    /** Depth of the blocks of a product: at most KC, and nearly the same for all of them. */
    static int depth(int k) {
        int blocks = Math.max(1, (k + KC - 1) / KC);
        return Math.max(1, (k + blocks - 1) / blocks);
    }

    private void blocks(
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
        boolean packColumns = bColumn != 1 || worthPacking(m, n, k);
        int depth = depth(k);
        for (int pc = 0; pc == 0 || pc < k; pc += depth) {
            int kc = Math.min(depth, k - pc);
            boolean first = pc == 0;
            boolean packRows = aRow != 1 || m % MR != 0 || m > MR && n >= WORTH_PACKING_ROWS;
            float[] f = first ? init : c;
            int fRow = first ? initRow : cRow;
            int fColumn = first ? initColumn : 1;
            for (int ic = 0; ic < m; ic += MC) {
                int mc = Math.min(MC, m - ic);
                int tiles = mc / MR * MR;
                int fAt = first ? initOffset + ic * initRow : cOffset + ic * cRow;
                int cAt = cOffset + ic * cRow;
                float[] left = a;
                int leftAt = aOffset + ic * aRow + pc * aColumn;
                int leftRow = aRow;
                int leftColumn = aColumn;
                if (aColumn == 1) {
                    leftRow = GemmPack.PITCH;
                    left = rows(whole(mc) * leftRow);
                    GemmPack.pitched(left, mc, kc, a, leftAt, aRow);
                    leftAt = 0;
                } else if (packRows) {
                    leftRow = 1;
                    leftColumn = GemmPack.width(mc);
                    left = rows(kc * leftColumn);
                    GemmPack.lines(left, 0, leftColumn, mc, kc, a, leftAt, aRow, aColumn);
                    leftAt = 0;
                }
                for (int j = 0; j < n; j += NR) {
                    int columns = Math.min(NR, n - j);
                    int width = GemmTile.width(columns);
                    boolean whole = columns == width && (fColumn == 1 || f == ZEROS);
                    float[] right = panel;
                    int rightAt = bOffset + pc * bRow + j * bColumn;
                    int rightRow = bRow;
                    int done = 0;
                    if (whole && tiles > MR && aColumn == 1 && bColumn == 1) {
                        GemmTile.packing(
                                width,
                                kc,
                                left,
                                leftAt,
                                b,
                                rightAt,
                                bRow,
                                panel,
                                f,
                                fAt + j * fColumn,
                                fRow,
                                c,
                                cAt + j,
                                cRow);
                        done = MR;
                    } else if (packColumns || columns < width && rightAt + (kc - 1) * bRow > b.length - width) {
                        GemmPack.columns(panel, width, columns, kc, b, rightAt, bRow, bColumn);
                    } else {
                        right = b;
                    }
                    if (right == panel) {
                        rightAt = 0;
                        rightRow = width;
                    }
                    for (int i = done; i < mc; i = i < tiles ? tiles : mc) {
                        int count = (i < tiles ? tiles : mc) - i;
                        boolean direct = whole && i < tiles;
                        float[] to = direct ? c : edge(whole(count) * NR);
                        int toAt = direct ? cAt + i * cRow + j : 0;
                        int toRow = direct ? cRow : NR;
                        float[] from = f;
                        int fromAt = fAt + i * fRow + j * fColumn;
                        int fromRow = fRow;
                        if (!direct && f != ZEROS) {
                            GemmPack.copy(count, columns, f, fromAt, fRow, fColumn, to, 0, NR);
                            from = to;
                            fromAt = 0;
                            fromRow = NR;
                        }
                        GemmTile.run(
                                width,
                                count,
                                kc,
                                left,
                                leftAt + i * leftRow,
                                leftRow,
                                leftColumn,
                                right,
                                rightAt,
                                rightRow,
                                from,
                                fromAt,
                                fromRow,
                                to,
                                toAt,
                                toRow);
                        if (!direct) {
                            GemmPack.copy(count, columns, to, 0, NR, 1, c, cAt + i * cRow + j, cRow);
                        }
                    }
                }
            }
        }
    }

    /** Rows of the tiles that hold m rows. */
    private static int whole(int m) {
        return (m + MR - 1) / MR * MR;
    }

    private float[] edge(int size) {
        return edge = Scratch.grown(edge, size);
    }

    private float[] rows(int size) {
        return rows = Scratch.grown(rows, size);
    }
}
