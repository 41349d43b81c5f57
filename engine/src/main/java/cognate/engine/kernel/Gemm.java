package cognate.engine.kernel;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * The matrix product C += A·B over any strides of A and B. Every element of C is one chain of fused multiply-adds over
 * ascending k that starts from C's value, so no block size, vector width or number of threads changes a bit.
 */
public final class Gemm {
    /** Depth of a block: one panel of B (KC × NR floats) fits the first cache. */
    private static final int KC = 256;
    /** Rows of a block, a multiple of every MR: the packed block of A (MC × KC) fits the second cache. */
    private static final int MC = 96;
    /** Columns of a block: the packed block of B (KC × NC) fits the last cache. */
    private static final int NC = 1024;
    /** Multiply-adds below which another thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 1 << 19;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private Gemm() {}

    /** {@code C += A·B}: c is [m, n] with neighbouring columns, a is [m, k], b is [k, n], each with any other strides. */
    public static void accumulate(Workers workers, Tensor c, Tensor a, Tensor b) {
        check(c, a, b);
        accumulate(
                workers,
                c.dim(0),
                c.dim(1),
                a.dim(1),
                a.array(),
                a.offset(),
                a.stride(0),
                a.stride(1),
                b.array(),
                b.offset(),
                b.stride(0),
                b.stride(1),
                c.array(),
                c.offset(),
                c.stride(0));
    }

    /** {@code C = A·B}: zeros that are accumulated on, otherwise as {@link #accumulate(Workers, Tensor, Tensor, Tensor)}. */
    public static void multiply(Workers workers, Tensor c, Tensor a, Tensor b) {
        check(c, a, b);
        for (int i = 0; i < c.dim(0); i++) {
            int row = c.offset() + i * c.stride(0);
            Arrays.fill(c.array(), row, row + c.dim(1), 0f);
        }
        accumulate(workers, c, a, b);
    }

    private static void check(Tensor c, Tensor a, Tensor b) {
        ShapeException.check(a.rank() == 2 && b.rank() == 2, "matmul: two matrices", a.shape(), b.shape());
        ShapeException.check(a.dim(1) == b.dim(0), "matmul: equal inner sizes", a.shape(), b.shape());
        ShapeException.check(
                c.rank() == 2 && c.dim(0) == a.dim(0) && c.dim(1) == b.dim(1),
                "matmul: a result [" + a.dim(0) + ", " + b.dim(1) + "]",
                c.shape());
        ShapeException.check(
                c.stride(1) == 1 || c.dim(1) <= 1, "matmul: a result with neighbouring columns", c.shape());
    }

    /**
     * {@code C += A·B} on arrays, for loops over batches and time steps; nothing is checked. Element (i, p) of A is
     * {@code a[aOffset + i * aRow + p * aColumn]}, B and C likewise; the columns of C are neighbours.
     */
    public static void accumulate(
            Workers workers,
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
            float[] c,
            int cOffset,
            int cRow) {
        if (m == 0 || n == 0 || k == 0) {
            return;
        }
        Scratch scratch = SCRATCH.get();
        int parts = (int) Math.min(workers.threads(), (long) m * n * k / WORTH_A_THREAD);
        if (parts <= 1) {
            block(scratch, m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow);
            return;
        }
        boolean byColumns = n >= m;
        int tiles = byColumns ? (n + GemmTile.NR - 1) / GemmTile.NR : (m + GemmTile.MR - 1) / GemmTile.MR;
        int step = (tiles + parts - 1) / parts * (byColumns ? GemmTile.NR : GemmTile.MR);
        workers.run(parts, part -> {
            int from = Math.min(part * step, byColumns ? n : m);
            int size = Math.min(step, (byColumns ? n : m) - from);
            if (byColumns) {
                block(
                        SCRATCH.get(),
                        m,
                        size,
                        k,
                        a,
                        aOffset,
                        aRow,
                        aColumn,
                        b,
                        bOffset + from * bColumn,
                        bRow,
                        bColumn,
                        c,
                        cOffset + from,
                        cRow);
            } else {
                block(
                        SCRATCH.get(),
                        size,
                        n,
                        k,
                        a,
                        aOffset + from * aRow,
                        aRow,
                        aColumn,
                        b,
                        bOffset,
                        bRow,
                        bColumn,
                        c,
                        cOffset + from * cRow,
                        cRow);
            }
        });
    }

    private static void block(
            Scratch scratch,
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
            float[] c,
            int cOffset,
            int cRow) {
        for (int jc = 0; jc < n; jc += NC) {
            int nc = Math.min(NC, n - jc);
            for (int pc = 0; pc < k; pc += KC) {
                int kc = Math.min(KC, k - pc);
                GemmPack.panels(scratch.b, GemmTile.NR, nc, kc, b, bOffset + pc * bRow + jc * bColumn, bColumn, bRow);
                for (int ic = 0; ic < m; ic += MC) {
                    int mc = Math.min(MC, m - ic);
                    GemmPack.panels(
                            scratch.a, GemmTile.MR, mc, kc, a, aOffset + ic * aRow + pc * aColumn, aRow, aColumn);
                    tiles(scratch, mc, nc, kc, c, cOffset + ic * cRow + jc, cRow);
                }
            }
        }
    }

    private static void tiles(Scratch scratch, int mc, int nc, int kc, float[] c, int cOffset, int cRow) {
        for (int j = 0; j < nc; j += GemmTile.NR) {
            for (int i = 0; i < mc; i += GemmTile.MR) {
                int at = cOffset + i * cRow + j;
                if (mc - i >= GemmTile.MR && nc - j >= GemmTile.NR) {
                    GemmTile.accumulate(kc, scratch.a, i * kc, scratch.b, j * kc, c, at, cRow);
                } else {
                    edge(scratch, Math.min(mc - i, GemmTile.MR), Math.min(nc - j, GemmTile.NR), kc, i, j, c, at, cRow);
                }
            }
        }
    }

    /** A tile that C does not fill: the same arithmetic on a full scratch tile. */
    private static void edge(
            Scratch scratch, int rows, int columns, int kc, int i, int j, float[] c, int at, int cRow) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(c, at + r * cRow, scratch.c, r * GemmTile.NR, columns);
        }
        GemmTile.accumulate(kc, scratch.a, i * kc, scratch.b, j * kc, scratch.c, 0, GemmTile.NR);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(scratch.c, r * GemmTile.NR, c, at + r * cRow, columns);
        }
    }

    /** The packed blocks of one thread. */
    private static final class Scratch {
        final float[] a = new float[MC * KC];
        final float[] b = new float[NC * KC];
        final float[] c = new float[GemmTile.MR * GemmTile.NR];
    }
}
