package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleRotations;
import cognate.engine.tensor.ShapeException;
import java.util.Arrays;

/**
 * The singular value decomposition {@code A = U diag(s) Vᵀ} of [m, n]: U is [m, k], V is [n, k], both with orthonormal
 * columns, s descends, k = min(m, n). By QR of a tall matrix, bidiagonal reduction of its triangle, and implicit QR
 * iteration (Golub, Van Loan, Matrix Computations, 4th edition, 8.6; Demmel, Kahan 1990).
 */
public final class Svd {
    private final Matrix u;
    private final Matrix v;
    /** Of the scaled matrix. */
    private final double[] values;

    private final int exponent;

    private Svd(Matrix u, double[] values, Matrix v, int exponent) {
        this.u = u;
        this.values = values;
        this.v = v;
        this.exponent = exponent;
    }

    public static Svd of(Matrix a) {
        a.checkFinite("svd");
        Scaled scaled = Scaled.of(a);
        return of(scaled.matrix(), scaled.exponent());
    }

    private static Svd of(Matrix a, int exponent) {
        if (a.rows() < a.columns()) {
            Svd other = of(a.transpose(), exponent);
            return new Svd(other.v, other.values, other.u, exponent);
        }
        if (a.rows() > a.columns()) {
            Qr qr = Qr.of(a);
            Svd triangle = of(qr.r(), exponent);
            return new Svd(qr.times(triangle.u), triangle.values, triangle.v, exponent);
        }
        int n = a.rows();
        Bidiagonal bidiagonal = new Bidiagonal(a);
        Matrix left = bidiagonal.leftRows();
        Matrix right = bidiagonal.rightRows();
        double[] values = bidiagonal.diagonal;
        new BidiagonalIteration(
                        values,
                        bidiagonal.above,
                        new DoubleRotations(left.array(), n),
                        new DoubleRotations(right.array(), n))
                .run();
        for (int i = 0; i < n; i++) {
            if (values[i] < 0) {
                values[i] = -values[i];
                for (int j = 0; j < n; j++) {
                    right.set(i, j, -right.get(i, j));
                }
            }
        }
        int[] order = Plane.descending(values);
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = values[order[i]];
        }
        return new Svd(Plane.columns(left, order), sorted, Plane.columns(right, order), exponent);
    }

    /** The singular values alone, descending, min(m, n) of them. */
    public static double[] values(Matrix a) {
        a.checkFinite("svd");
        Scaled scaled = Scaled.of(a);
        Matrix tall = a.rows() < a.columns() ? scaled.matrix().transpose() : scaled.matrix();
        Matrix square = tall.rows() > tall.columns() ? Qr.of(tall).r() : tall;
        Bidiagonal bidiagonal = new Bidiagonal(square);
        double[] values = bidiagonal.diagonal;
        new BidiagonalIteration(values, bidiagonal.above, null, null).run();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
        Arrays.sort(values);
        Plane.reverse(values, 0, values.length - 1);
        Scaled.multiply(values, scaled.exponent());
        return values;
    }

    /** The left singular vectors as columns, [m, k], a copy. */
    public Matrix u() {
        return u.copy();
    }

    /** The singular values, descending, none negative; one beyond the range of doubles is infinite. */
    public double[] values() {
        double[] result = values.clone();
        Scaled.multiply(result, exponent);
        return result;
    }

    /** The right singular vectors as columns, [n, k], a copy. */
    public Matrix v() {
        return v.copy();
    }

    /** How many singular values are larger than {@code rcond} times the largest. */
    public int rank(double rcond) {
        int rank = 0;
        while (rank < values.length && values[rank] > rcond * values[0]) {
            rank++;
        }
        return rank;
    }

    /** The condition number in the 2-norm, largest singular value over smallest; infinite for a singular matrix. */
    public double conditionNumber() {
        if (values.length == 0) {
            throw new ShapeException(
                    "condition number: a matrix with elements, found [" + u.rows() + ", " + v.rows() + "]");
        }
        double smallest = values[values.length - 1];
        return smallest == 0 ? Double.POSITIVE_INFINITY : values[0] / smallest;
    }

    /** The pseudo-inverse [n, m] with the limit of {@code numpy.linalg.pinv}: rcond = 1e-15. */
    public Matrix pseudoInverse() {
        return pseudoInverse(1e-15);
    }

    /** The pseudo-inverse [n, m]; singular values up to {@code rcond} times the largest count as 0. */
    public Matrix pseudoInverse(double rcond) {
        return invert(u.transpose(), rcond, -exponent);
    }

    /**
     * The solution X [n, p] of least norm of the least squares problem {@code min ‖A X - B‖}, with the limit of
     * {@code numpy.linalg.lstsq}: rcond = max(m, n) · 2⁻⁵².
     */
    public Matrix solve(Matrix b) {
        return solve(b, Math.max(u.rows(), v.rows()) * 0x1p-52);
    }

    /** As {@link #solve(Matrix)}; singular values up to {@code rcond} times the largest count as 0. */
    public Matrix solve(Matrix b, double rcond) {
        if (b.rows() != u.rows()) {
            throw new ShapeException("svd: a right-hand side of " + u.rows() + " rows, found " + b.shape());
        }
        b.checkFinite("svd");
        Scaled right = Scaled.of(b);
        return invert(u.transposeTimes(right.matrix()), rcond, right.exponent() - exponent);
    }

    /** {@code 2^power · V diag(1 / s) C}, with 0 for the values that do not count. */
    private Matrix invert(Matrix c, double rcond, int power) {
        int rank = rank(rcond);
        Matrix scaled = Matrix.zeros(c.rows(), c.columns());
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < c.columns(); j++) {
                scaled.set(i, j, c.get(i, j) / values[i]);
            }
        }
        Matrix result = v.times(scaled);
        Scaled.multiply(result.array(), power);
        return result;
    }
}
