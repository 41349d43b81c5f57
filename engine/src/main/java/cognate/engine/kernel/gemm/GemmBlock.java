package cognate.engine.kernel.gemm;

import static cognate.engine.kernel.gemm.GemmBlocking.MC;
import static cognate.engine.kernel.gemm.GemmBlocking.MR;
import static cognate.engine.kernel.gemm.GemmBlocking.NR;
import static cognate.engine.kernel.gemm.GemmBlocking.PITCH;

import cognate.engine.kernel.lanes.Scratch;

/** One thread's share of a product, cut into blocks that fit the caches; keeps the packed panels from call to call. */
final class GemmBlock {
    /** Zeros as far as they are read; never moved. */
    static final MatrixView ZERO = new MatrixView(new float[NR], 0, 0, 0);

    private static final ThreadLocal<GemmBlock> OF_THREAD = ThreadLocal.withInitial(GemmBlock::new);

    private final GemmTransposed transposed = new GemmTransposed();
    /** B's columns that a tile reads: [k, width]. */
    private final MatrixView panel = new MatrixView(new float[GemmBlocking.KC * NR], 0, NR, 1);
    /** The rows of C that are no whole tiles, where they are. */
    private MatrixView edge = new MatrixView(new float[0], 0, NR, 1);

    /** A block of A. */
    private final MatrixView packed = new MatrixView(new float[0], 0, PITCH, 1);
    /** Where the operands of a block are: kept, for a recurrent step has hundreds of products. */
    private final MatrixView left = new MatrixView(null, 0, 0, 0);

    private final MatrixView right = new MatrixView(null, 0, 0, 0);
    private final MatrixView start = new MatrixView(null, 0, 0, 0);
    private final MatrixView result = new MatrixView(null, 0, 0, 0);

    private GemmBlock() {}

    static GemmBlock ofThread() {
        return OF_THREAD.get();
    }

    /** C [m, n] = init [m, n] + A [m, k] · B [k, n]. Init may be C itself; the columns of C are neighbours. */
    void run(int m, int n, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b) {
        boolean rowMajor = a.columnStride == 1 && b.columnStride == 1;
        if (init.array == ZERO.array && rowMajor && GemmBlocking.inPlaceRows(m, n)) {
            int inPlace = GemmBlocking.inPlaceColumns(m, n, k) ? n : n % NR;
            if (inPlace < n) {
                blocks(m, n - inPlace, k, c, init, a, b);
            }
            if (inPlace > 0) {
                GemmTile.start(m, n - Math.max(inPlace, GemmBlocking.width(inPlace)), n, k, c, a, b);
            }
        } else if (a.columnStride == 1 && b.rowStride == 1 && GemmBlocking.worthTransposing(m, n, k)) {
            transposed.run(m, n, k, c, init, a, b);
        } else {
            blocks(m, n, k, c, init, a, b);
        }
    }

    private void blocks(int m, int n, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b) {
        boolean packB = b.columnStride != 1 || GemmBlocking.worthPackingB(m, n, k);
        boolean packA = a.rowStride != 1 || GemmBlocking.worthPackingA(m, n);
        int depth = GemmBlocking.depth(k);
        for (int p = 0; p == 0 || p < k; p += depth) {
            int kc = Math.min(depth, k - p);
            MatrixView from = p == 0 ? init : c;
            for (int i = 0; i < m; i += MC) {
                int mc = Math.min(MC, m - i);
                MatrixView block = left.moveTo(a, i, p);
                if (a.columnStride == 1) {
                    packed.moveTo(Scratch.grown(packed.array, GemmBlocking.wholeRows(mc) * PITCH), 0, PITCH, 1);
                    GemmPack.pitched(mc, kc, left, packed.array);
                    block = packed;
                } else if (packA) {
                    int pitch = GemmBlocking.columnPitch(mc);
                    packed.moveTo(Scratch.grown(packed.array, kc * pitch), 0, pitch, 1);
                    GemmPack.transpose(mc, kc, left, packed);
                    block = packed.moveTo(packed.array, 0, 1, pitch);
                }
                result.moveTo(c, i, 0);
                start.moveTo(from, i, 0);
                right.moveTo(b, p, 0);
                for (int j = 0; j < n; j += NR) {
                    panel(mc, Math.min(NR, n - j), kc, result, start, block, right, packB);
                    result.moveBy(0, NR);
                    start.moveBy(0, NR);
                    right.moveBy(0, NR);
                }
            }
        }
        left.array = right.array = start.array = result.array = null; // a thread does not hold what it multiplied
    }

    /** At most NR columns of a block; A is pitched or its rows are neighbours. */
    private void panel(int m, int n, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b, boolean packB) {
        int width = GemmBlocking.width(n);
        int tiles = m / MR * MR;
        boolean whole = n == width && (init.columnStride == 1 || init.array == ZERO.array);
        panel.rowStride = width;
        MatrixView rows = panel;
        int done = 0;
        if (whole && tiles > MR && a.columnStride == 1 && b.columnStride == 1) {
            GemmTile.packing(width, k, c, init, a, b, panel.array);
            done = MR;
        } else if (packB || n < width && b.at(k - 1, 0) > b.array.length - width) {
            GemmPack.columns(k, n, b, panel);
        } else {
            rows = b;
        }
        if (whole) {
            GemmTile.run(width, done, tiles, k, c, init, a, rows);
            done = tiles;
        }
        if (done < m) {
            edge(done, m, n, k, c, init, a, rows);
        }
    }

    /** Rows {@code [from, m)} of a panel: whole tiles elsewhere, of which only the n columns are copied. */
    private void edge(int from, int m, int n, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b) {
        int size = GemmBlocking.wholeRows(m) * NR;
        if (edge.array.length < size) {
            edge = new MatrixView(new float[size], 0, NR, 1);
        }
        MatrixView start = init;
        if (init.array != ZERO.array) {
            GemmPack.copy(from, m, n, init, edge);
            start = edge;
        }
        GemmTile.run(GemmBlocking.width(n), from, m, k, edge, start, a, b);
        GemmPack.copy(from, m, n, edge, c);
    }
}
