package cognate.engine.kernel.gemm;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * The matrix product C += A·B over any strides of A and B. Every element of C is one chain of fused multiply-adds over
 * ascending k that starts from C's value, so no block size, vector width or number of threads changes a bit.
 */
public final class Gemm {
    private Gemm() {}

    /**
     * {@code C += A·B}: c is [m, n] with neighbouring columns, a is [m, k], b is [k, n], each with any other strides.
     */
    public static void accumulate(Workers workers, Tensor c, Tensor a, Tensor b) {
        check(c, a, b);
        accumulate(workers, c.dim(0), c.dim(1), a.dim(1), result(c), MatrixView.of(a), MatrixView.of(b));
    }

    /**
     * {@code C = A·B}: the same bits as zeros that are accumulated on; otherwise as {@link #accumulate(Workers, Tensor,
     * Tensor, Tensor)}.
     */
    public static void multiply(Workers workers, Tensor c, Tensor a, Tensor b) {
        check(c, a, b);
        start(workers, c, GemmBlock.ZERO, a, b);
    }

    /** {@code C = bias + A·B}: every row of C starts from bias [n]; otherwise as {@link #multiply}. */
    public static void affine(Workers workers, Tensor c, Tensor a, Tensor b, Tensor bias) {
        check(c, a, b);
        ShapeException.checkVector("matmul", "bias", bias.shape(), b.dim(1));
        start(workers, c, new MatrixView(bias.array(), bias.offset(), 0, bias.stride(0)), a, b);
    }

    private static void check(Tensor c, Tensor a, Tensor b) {
        ShapeException.check(a.rank() == 2 && b.rank() == 2, "matmul: two matrices", a.shape(), b.shape());
        ShapeException.check(a.dim(1) == b.dim(0), "matmul: equal inner sizes", a.shape(), b.shape());
        ShapeException.checkMatrix("matmul", "a result", c.shape(), a.dim(0), b.dim(1));
        ShapeException.check(
                c.stride(1) == 1 || c.dim(1) <= 1, "matmul: a result with neighbouring columns", c.shape());
    }

    private static MatrixView result(Tensor c) {
        return new MatrixView(c.array(), c.offset(), c.stride(0), 1); // whatever the stride of a single column is
    }

    private static void start(Workers workers, Tensor c, MatrixView init, Tensor a, Tensor b) {
        run(workers, c.dim(0), c.dim(1), a.dim(1), result(c), init, MatrixView.of(a), MatrixView.of(b));
    }

    /**
     * {@code C += A·B} of views, for loops over batches and time steps: c is [m, n] with neighbouring columns, a is [m,
     * k], b is [k, n]. Nothing is checked.
     */
    public static void accumulate(Workers workers, int m, int n, int k, MatrixView c, MatrixView a, MatrixView b) {
        run(workers, m, n, k, c, c, a, b);
    }

    /** C = init + A·B. */
    private static void run(
            Workers workers, int m, int n, int k, MatrixView c, MatrixView init, MatrixView a, MatrixView b) {
        if (m == 0 || n == 0) {
            return;
        }
        int parts = GemmBlocking.parts(workers.threads(), m, n, k);
        if (parts <= 1) {
            GemmBlock.ofThread().run(m, n, k, c, init, a, b);
            return;
        }
        boolean byColumns = n >= m;
        int unit = byColumns ? GemmBlocking.NR : GemmBlocking.MR;
        int size = byColumns ? n : m;
        int step = ((size + unit - 1) / unit + parts - 1) / parts * unit;
        workers.run(parts, part -> {
            int from = Math.min(part * step, size);
            int count = Math.min(step, size - from);
            int i = byColumns ? 0 : from;
            int j = byColumns ? from : 0;
            int rows = byColumns ? m : count;
            int columns = byColumns ? count : n;
            GemmBlock.ofThread().run(rows, columns, k, c.block(i, j), init.block(i, j), a.block(i, 0), b.block(0, j));
        });
    }
}
