package cognate.engine.linalg;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.tensor.ShapeException;
import java.util.Arrays;

/**
 * The factorization {@code A[permutation] = L U} of a square matrix [n, n] by elimination with partial pivoting (Golub,
 * Van Loan, Matrix Computations, 4th edition, 3.4): L is unit lower triangular with no element above 1 in magnitude, U
 * is upper triangular. Every matrix has one; only a singular matrix has a zero on U's diagonal.
 */
public final class Lu {
    private static final int BLOCK = 32;

    private final int n;
    /** L below the diagonal and U on and above it, of the scaled matrix. */
    private final Matrix work;

    private final int exponent;
    private final int[] permutation;
    private boolean odd;

    private Lu(Scaled scaled) {
        n = scaled.matrix().rows();
        work = scaled.matrix().copy();
        exponent = scaled.exponent();
        permutation = new int[n];
        for (int i = 0; i < n; i++) {
            permutation[i] = i;
        }
    }

    /** Refuses a matrix that is not square. */
    public static Lu of(Matrix a) {
        if (a.rows() != a.columns()) {
            throw new ShapeException("lu: a square matrix, found " + a.shape());
        }
        a.checkFinite("lu");
        Lu result = new Lu(Scaled.of(a));
        result.eliminate();
        return result;
    }

    private void eliminate() {
        DoubleBlock view = work.view();
        double[] array = work.array();
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            for (int k = from; k < to; k++) {
                exchange(k, pivot(k));
                eliminateColumn(k, to);
            }
            for (int i = from; i < to; i++) {
                for (int k = from; k < i; k++) {
                    DoubleVectors.accumulate(array, i * n + to, -array[i * n + k], array, k * n + to, n - to);
                }
            }
            DoubleGemm.accumulate(
                    view.block(to, n, to, n), -1, view.block(to, n, from, to), view.block(from, to, to, n));
        }
    }

    /** The row, from k on, with the largest element of column k; the first of several. */
    private int pivot(int k) {
        int pivot = k;
        for (int i = k + 1; i < n; i++) {
            pivot = Math.abs(work.get(i, k)) > Math.abs(work.get(pivot, k)) ? i : pivot;
        }
        return pivot;
    }

    private void exchange(int i, int j) {
        if (i != j) {
            int swap = permutation[i];
            permutation[i] = permutation[j];
            permutation[j] = swap;
            double[] row = work.row(i);
            System.arraycopy(work.array(), j * n, work.array(), i * n, n);
            System.arraycopy(row, 0, work.array(), j * n, n);
            odd = !odd;
        }
    }

    /** Makes column k one of L; the columns up to {@code end} follow. */
    private void eliminateColumn(int k, int end) {
        double[] array = work.array();
        double pivot = array[k * n + k];
        for (int i = k + 1; i < n && pivot != 0; i++) {
            double factor = array[i * n + k] / pivot;
            array[i * n + k] = factor;
            DoubleVectors.accumulate(array, i * n + k + 1, -factor, array, k * n + k + 1, end - k - 1);
        }
    }

    /** The unit lower triangular factor [n, n], a copy. */
    public Matrix l() {
        Matrix l = Matrix.identity(n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(work.array(), i * n, l.array(), i * n, i);
        }
        return l;
    }

    /** The upper triangular factor [n, n], a copy. */
    public Matrix u() {
        Matrix u = Scaled.times(work, exponent);
        for (int i = 0; i < n; i++) {
            Arrays.fill(u.array(), i * n, i * n + i, 0);
        }
        return u;
    }

    /** Which row of A is at each place. */
    public int[] permutation() {
        return permutation.clone();
    }

    /**
     * The determinant; infinite or 0 only if it leaves the range of doubles itself, if A is singular, or if A has
     * elements beyond 2⁹⁰⁰ beside some that {@link Scaled} takes for zero.
     */
    public double determinant() {
        double mantissa = odd ? -1 : 1;
        long power = (long) n * exponent;
        for (int i = 0; i < n && mantissa != 0; i++) {
            double factor = work.get(i, i);
            int size = Math.getExponent(factor);
            mantissa *= Math.scalb(factor, -size);
            int carry = Math.getExponent(mantissa);
            mantissa = Math.scalb(mantissa, -carry);
            power += size + carry;
        }
        return Math.scalb(mantissa, (int) Math.max(-10_000, Math.min(10_000, power)));
    }

    /**
     * The solution X of {@code A X = B}, [n, p].
     *
     * @throws ArithmeticException if A is singular to the last bit
     */
    public Matrix solve(Matrix b) {
        if (b.rows() != n) {
            throw new ShapeException("lu: a right-hand side of " + n + " rows, found " + b.shape());
        }
        b.checkFinite("lu");
        for (int i = 0; i < n; i++) {
            if (work.get(i, i) == 0) {
                throw new ArithmeticException("lu: a matrix that is not singular, found pivot 0 in column " + i);
            }
        }
        Scaled right = Scaled.of(b);
        int p = b.columns();
        Matrix x = Matrix.zeros(n, p);
        for (int i = 0; i < n; i++) {
            System.arraycopy(right.matrix().array(), permutation[i] * p, x.array(), i * p, p);
        }
        Triangular.unitLower(work, x);
        Triangular.upper(work, x);
        Scaled.multiply(x.array(), right.exponent() - exponent);
        return x;
    }
}
