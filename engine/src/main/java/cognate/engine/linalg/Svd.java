package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleRotations;
import java.util.Arrays;

/**
 * The singular value decomposition {@code A = U diag(s) Vᵀ} of [m, n]: U is [m, k], V is [n, k], both with orthonormal
 * columns, s descends, k = min(m, n). By QR of a tall matrix, bidiagonal reduction of its triangle, and implicit QR
 * iteration (Golub, Van Loan, Matrix Computations, 4th edition, 8.6; Demmel, Kahan 1990).
 */
public final class Svd {
    private final Matrix u;
    private final Matrix v;
    private final double[] values;

    private Svd(Matrix u, double[] values, Matrix v) {
        this.u = u;
        this.values = values;
        this.v = v;
    }

    public static Svd of(Matrix a) {
        a.checkFinite("svd");
        if (a.rows() < a.columns()) {
            Svd other = of(a.transpose());
            return new Svd(other.v, other.values, other.u);
        }
        if (a.rows() > a.columns()) {
            Qr qr = Qr.of(a);
            Svd triangle = of(qr.r());
            return new Svd(qr.times(triangle.u), triangle.values, triangle.v);
        }
        int n = a.rows();
        Bidiagonal bidiagonal = new Bidiagonal(a);
        Matrix left = bidiagonal.leftRows();
        Matrix right = bidiagonal.rightRows();
        double[] values =
                iterate(bidiagonal, new DoubleRotations(left.array(), n), new DoubleRotations(right.array(), n));
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
        return new Svd(Plane.columns(left, order), sorted, Plane.columns(right, order));
    }

    /** The singular values alone, descending, min(m, n) of them. */
    public static double[] values(Matrix a) {
        a.checkFinite("svd");
        Matrix tall = a.rows() < a.columns() ? a.transpose() : a;
        Matrix square = tall.rows() > tall.columns() ? Qr.of(tall).r() : tall;
        double[] values = iterate(new Bidiagonal(square), null, null);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
        Arrays.sort(values);
        Plane.reverse(values, 0, values.length - 1);
        return values;
    }

    private static double[] iterate(Bidiagonal bidiagonal, DoubleRotations left, DoubleRotations right) {
        double[] d = bidiagonal.diagonal;
        double[] e = bidiagonal.above;
        double largest = 0;
        for (int i = 0; i < d.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(d[i]), Math.abs(e[i])));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest) + 1;
        scale(d, -exponent);
        scale(e, -exponent);
        new BidiagonalIteration(d, e, left, right).run();
        scale(d, exponent);
        return d;
    }

    private static void scale(double[] values, int exponent) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.scalb(values[i], exponent);
        }
    }

    /** The left singular vectors as columns, [m, k]. */
    public Matrix u() {
        return u;
    }

    /** The singular values, descending, none negative. */
    public double[] values() {
        return values.clone();
    }

    /** The right singular vectors as columns, [n, k]. */
    public Matrix v() {
        return v;
    }
}
