package cognate.engine.linalg;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.tensor.ShapeException;

/** The factorization {@code A = L Lᵀ} of a symmetric positive definite matrix, of which the lower triangle is read. */
public final class Cholesky {
    private static final int BLOCK = 32;

    /** The factor of the scaled matrix. */
    private final Matrix l;

    private final int exponent;

    private Cholesky(Matrix l, int exponent) {
        this.l = l;
        this.exponent = exponent;
    }

    /** Refuses a matrix that is not positive definite, with the row that shows it. */
    public static Cholesky of(Matrix a) {
        int n = a.rows();
        if (a.columns() != n) {
            throw new ShapeException("cholesky: a square matrix, found " + a.shape());
        }
        a.checkFinite("cholesky");
        Scaled scaled = Scaled.of(a);
        Matrix l = scaled.matrix().copy();
        DoubleBlock view = l.view();
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            for (int i = from; i < n; i++) {
                eliminate(l, i, from, Math.min(i + 1, to));
            }
            DoubleBlock panel = view.block(to, n, from, to);
            for (int i = to; i < n; i += BLOCK) { // only what lies on and below the diagonal is needed
                int iEnd = Math.min(n, i + BLOCK);
                DoubleBlock rows = view.block(i, iEnd, from, to);
                DoubleGemm.accumulate(
                        view.block(i, iEnd, to, iEnd),
                        -1,
                        rows,
                        panel.block(0, iEnd - to, 0, to - from).transpose());
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                l.set(i, j, 0);
            }
        }
        return new Cholesky(l, scaled.exponent());
    }

    /** Columns {@code [from, to)} of row i, given the rows above it. */
    private static void eliminate(Matrix l, int i, int from, int to) {
        int n = l.columns();
        double[] array = l.array();
        for (int j = from; j < to; j++) {
            double rest = array[i * n + j] - DoubleVectors.dot(array, i * n + from, array, j * n + from, j - from);
            if (j < i) {
                array[i * n + j] = rest / array[j * n + j];
            } else if (rest > 0) {
                array[i * n + i] = Math.sqrt(rest);
            } else {
                throw new ArithmeticException(
                        "cholesky: a positive definite matrix, found pivot " + rest + " in row " + i);
            }
        }
    }

    /** The lower triangular factor [n, n], a copy. */
    public Matrix l() {
        return Scaled.times(l, exponent / 2);
    }

    /** The solution X of {@code A X = B}, [n, p]. */
    public Matrix solve(Matrix b) {
        int n = l.rows();
        if (b.rows() != n) {
            throw new ShapeException("cholesky: a right-hand side of " + n + " rows, found " + b.shape());
        }
        b.checkFinite("cholesky");
        Scaled right = Scaled.of(b);
        Matrix x = right.matrix().copy();
        Triangular.lower(l, x);
        Triangular.upper(l.transpose(), x);
        Scaled.multiply(x.array(), right.exponent() - exponent);
        return x;
    }
}
