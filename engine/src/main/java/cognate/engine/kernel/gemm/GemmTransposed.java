package cognate.engine.kernel.gemm;

import static cognate.engine.kernel.gemm.GemmBlocking.FEW;
import static cognate.engine.kernel.gemm.GemmBlocking.MR;
import static cognate.engine.kernel.gemm.GemmBlocking.NR;
import static cognate.engine.kernel.gemm.GemmBlocking.TRANSPOSED_COLUMNS;
import static cognate.engine.kernel.gemm.GemmBlocking.TRANSPOSED_ROWS;

import cognate.engine.kernel.lanes.Lanes;
import cognate.engine.kernel.lanes.Scratch;

/**
 * The product of a few rows and a large B whose rows are neighbours, as Cᵀ = initᵀ + Bᵀ·Aᵀ: B stays in place, only A
 * and C are transposed. Keeps one thread's copies of them from call to call.
 */
final class GemmTransposed {
    /** A few rows of a panel of Aᵀ. */
    private final MatrixView part = new MatrixView(new float[FEW * NR], 0, NR, 1);
    /** All panels of Aᵀ, and where one of them is. */
    private final MatrixView panel = new MatrixView(new float[0], 0, NR, 1);
    /** A block of Cᵀ. */
    private final MatrixView product = new MatrixView(new float[0], 0, NR, 1);
    /** Where one of its tiles is. */
    private final MatrixView tile = new MatrixView(product.array, 0, NR, 1);
    /** The rows of Bᵀ that fill no tile. */
    private final MatrixView last = new MatrixView(new float[GemmBlocking.KC * MR], 0, MR, 1);

    /** As {@link GemmBlock#run}, with A's columns and B's rows neighbours. */
    void run(int m, int n, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b) {
        MatrixView rows = b.transpose();
        for (int i = 0; i < m; i += TRANSPOSED_ROWS) {
            int count = Math.min(TRANSPOSED_ROWS, m - i);
            int width = (count + Lanes.COUNT - 1) / Lanes.COUNT * Lanes.COUNT;
            packA(count, width, k, a.block(i, 0));
            product.moveTo(Scratch.grown(product.array, width * TRANSPOSED_COLUMNS), 0, width, 1);
            MatrixView from = init.block(i, 0);
            MatrixView to = c.block(i, 0);
            for (int j = 0; j < n; j += TRANSPOSED_COLUMNS) {
                int columns = Math.min(TRANSPOSED_COLUMNS, n - j);
                GemmPack.transpose(count, columns, from, product);
                multiply(columns, width, k, rows.block(j, 0));
                GemmPack.transpose(columns, count, product, to);
                from.moveBy(0, columns);
                to.moveBy(0, columns);
            }
        }
    }

    /**
     * Packs blocks of as many rows of Aᵀ as a tile is deep, each as panels of at most NR columns. A few rows are
     * transposed in the first cache: single floats written to where it misses take as long as whole vectors.
     */
    private void packA(int m, int width, int k, MatrixView a) {
        float[] panels = panel.array = Scratch.grown(panel.array, width * k);
        MatrixView from = a.block(0, 0);
        int depth = GemmBlocking.depth(k);
        for (int p = 0; p < k; p += depth) {
            int kc = Math.min(depth, k - p);
            for (int i = 0; i < m; i += NR) {
                part.rowStride = GemmBlocking.width(width - i);
                int columns = Math.min(part.rowStride, m - i);
                int to = p * width + i * kc;
                for (int q = 0; q < kc; q += FEW) {
                    int few = Math.min(FEW, kc - q);
                    from.offset = a.at(i, p + q);
                    GemmPack.transpose(columns, few, from, part);
                    System.arraycopy(part.array, 0, panels, to + q * part.rowStride, few * part.rowStride);
                }
            }
        }
    }

    /** Adds the products of {@code count} rows of Bᵀ, each to a row of {@link #product}. */
    private void multiply(int count, int width, int k, MatrixView rows) {
        int whole = count / MR * MR;
        int depth = GemmBlocking.depth(k);
        for (int p = 0; p < k; p += depth) {
            int kc = Math.min(depth, k - p);
            tiles(0, whole, width, kc, p, rows);
            if (whole < count) {
                last.moveTo(last.array, 0, MR, 1);
                GemmPack.transpose(count - whole, kc, rows.block(whole, 0), last);
                last.moveTo(last.array, 0, 1, MR);
                tiles(whole, count, width, kc, p, last);
            }
            rows.moveBy(0, kc);
        }
    }

    /** Rows {@code [from, to)} of the product, of which the first is the first row of {@code left}. */
    private void tiles(int from, int to, int width, int kc, int p, MatrixView left) {
        for (int i = 0; i < width; i += NR) {
            int columns = GemmBlocking.width(width - i);
            tile.moveTo(product.array, from * width + i, width, 1);
            panel.moveTo(panel.array, p * width + i * kc, columns, 1);
            GemmTile.run(columns, 0, to - from, kc, tile, tile, left, panel);
        }
    }
}
