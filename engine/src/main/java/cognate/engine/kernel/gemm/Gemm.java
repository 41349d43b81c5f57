package cognate.engine.kernel.gemm;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * The matrix product C += A·B over any strides of A and B. Every element of C is one chain of fused multiply-adds over
 * ascending k that starts from C's value, so no block size, vector width or number of threads changes a bit.
 */
public final class Gemm {
    /** Multiply-adds below which another thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 1 << 19;

    private Gemm() {}

    /**
     * {@code C += A·B}: c is [m, n] with neighbouring columns, a is [m, k], b is [k, n], each with any other strides.
     */
    public static void accumulate(Workers workers, Tensor c, Tensor a, Tensor b) {
        check(c, a, b);
        run(
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
                c.stride(0),
                1,
                c.array(),
                c.offset(),
                c.stride(0));
    }

    /**
     * {@code C = A·B}: the same bits as zeros that are accumulated on; otherwise as {@link #accumulate(Workers, Tensor,
     * Tensor, Tensor)}.
     */
    public static void multiply(Workers workers, Tensor c, Tensor a, Tensor b) {
        check(c, a, b);
        run(
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
                null,
                0,
                0,
                0,
                c.array(),
                c.offset(),
                c.stride(0));
    }

    /** {@code C = bias + A·B}: every row of C starts from bias [n]; otherwise as {@link #multiply}. */
    public static void affine(Workers workers, Tensor c, Tensor a, Tensor b, Tensor bias) {
        check(c, a, b);
        ShapeException.checkVector("matmul", "bias", bias.shape(), b.dim(1));
        run(
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
                bias.array(),
                bias.offset(),
                0,
                bias.stride(0),
                c.array(),
                c.offset(),
                c.stride(0));
    }

    private static void check(Tensor c, Tensor a, Tensor b) {
        ShapeException.check(a.rank() == 2 && b.rank() == 2, "matmul: two matrices", a.shape(), b.shape());
        ShapeException.check(a.dim(1) == b.dim(0), "matmul: equal inner sizes", a.shape(), b.shape());
        ShapeException.checkMatrix("matmul", "a result", c.shape(), a.dim(0), b.dim(1));
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
        run(
                workers, m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow, 1, c, cOffset,
                cRow);
    }

    /** C = F + A·B; F's elements, zeros where it is null, are at {@code fOffset + i * fRow + j * fColumn}. */
    private static void run(
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
            float[] f,
            int fOffset,
            int fRow,
            int fColumn,
            float[] c,
            int cOffset,
            int cRow) {
        if (m == 0 || n == 0) {
            return;
        }
        int parts = (int) Math.min(workers.threads(), (long) m * n * k / WORTH_A_THREAD);
        if (parts <= 1) {
            GemmBlock.ofThread()
                    .run(
                            m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, f, fOffset, fRow, fColumn, c,
                            cOffset, cRow);
            return;
        }
        boolean byColumns = n >= m;
        int unit = byColumns ? GemmTile.NR : GemmTile.MR;
        int size = byColumns ? n : m;
        int step = ((size + unit - 1) / unit + parts - 1) / parts * unit;
        workers.run(parts, part -> {
            int from = Math.min(part * step, size);
            int count = Math.min(step, size - from);
            int i = byColumns ? 0 : from;
            int j = byColumns ? from : 0;
            GemmBlock.ofThread()
                    .run(
                            byColumns ? m : count,
                            byColumns ? count : n,
                            k,
                            a,
                            aOffset + i * aRow,
                            aRow,
                            aColumn,
                            b,
                            bOffset + j * bColumn,
                            bRow,
                            bColumn,
                            f,
                            fOffset + i * fRow + j * fColumn,
                            fRow,
                            fColumn,
                            c,
                            cOffset + i * cRow + j,
                            cRow);
        });
    }
}
