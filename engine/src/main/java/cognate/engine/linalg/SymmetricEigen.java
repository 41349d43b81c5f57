package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleRotations;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.tensor.ShapeException;

/**
 * The decomposition {@code A = V diag(λ) Vᵀ} of a symmetric matrix [n, n]: λ descends, the columns of V are
 * orthonormal. By tridiagonal reduction and implicit QR iteration (Golub, Van Loan, Matrix Computations, 4th edition,
 * 8.3).
 */
public final class SymmetricEigen {
    private static final double EPSILON = 0x1p-53;
    private static final int SWEEPS_PER_VALUE = 60;

    private final int n;
    private final int exponent;
    /** Of the scaled matrix. */
    private final double[] d;
    /** Element i is beside {@code d[i]}; the last is 0. */
    private final double[] e;

    private Matrix rows;
    private DoubleRotations rotations;
    private int[] order;

    private SymmetricEigen(Scaled scaled) {
        Matrix a = scaled.matrix();
        exponent = scaled.exponent();
        n = a.rows();
        d = new double[n];
        e = new double[n];
        Reflectors reflectors = reduce(a.copy().array());
        rows = Matrix.identity(n);
        reflectors.applyTo(rows.view(), false);
        rotations = new DoubleRotations(rows.array(), n);
        iterate();
        rotations.apply();
        order = Plane.descending(d);
    }

    /**
     * Of a matrix that is symmetric to rounding; {@code |a_ij - a_ji|} above 1e-10 of the largest element is refused.
     */
    public static SymmetricEigen of(Matrix a) {
        if (a.rows() != a.columns()) {
            throw new ShapeException("eigen: a square matrix, found " + a.shape());
        }
        a.checkFinite("eigen");
        Scaled scaled = Scaled.of(a);
        Matrix b = scaled.matrix();
        double bound = 1e-10 * b.largest();
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(b.get(i, j) - b.get(j, i)) > bound) {
                    throw new ArithmeticException("eigen: a symmetric matrix, found " + a.get(i, j) + " in row " + i
                            + ", column " + j + " and " + a.get(j, i) + " opposite");
                }
            }
        }
        return new SymmetricEigen(scaled);
    }

    /** The eigenvalues, descending; one beyond the range of doubles is infinite. */
    public double[] values() {
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = Math.scalb(d[order[i]], exponent);
        }
        return result;
    }

    /** The eigenvectors as columns, [n, n]. */
    public Matrix vectors() {
        return Plane.columns(rows, order);
    }

    /** Reduces to a tridiagonal matrix; each row takes a step's update just before the next step reads it. */
    private Reflectors reduce(double[] a) {
        double[] vectors = new double[n * n];
        Reflectors reflectors = new Reflectors(vectors, Math.max(0, n - 1), n, 1);
        double[] w = new double[n];
        for (int k = 0; k < n; k++) {
            update(a, k, k, vectors, w);
            d[k] = a[k * n + k];
            int rest = n - k - 1;
            if (rest == 0) {
                break;
            }
            int v = k * n + k + 1;
            System.arraycopy(a, v, vectors, v, rest);
            e[k] = reflectors.reflect(k);
            double[] product = new double[n];
            for (int i = k + 1; i < n; i++) {
                update(a, i, k, vectors, w);
                product[i] = reflectors.tau(k) * DoubleVectors.dot(a, i * n + k + 1, vectors, v, rest);
            }
            double half = reflectors.tau(k) / 2 * DoubleVectors.dot(product, k + 1, vectors, v, rest);
            DoubleVectors.accumulate(product, k + 1, -half, vectors, v, rest);
            w = product;
        }
        return reflectors;
    }

    /** Subtracts {@code v wᵀ + w vᵀ} of step k - 1 from row i, columns k on. */
    private void update(double[] a, int i, int k, double[] vectors, double[] w) {
        if (k > 0) {
            int v = (k - 1) * n;
            DoubleVectors.accumulate(a, i * n + k, -vectors[v + i], w, k, n - k);
            DoubleVectors.accumulate(a, i * n + k, -w[i], vectors, v + k, n - k);
        }
    }

    private void iterate() {
        int high = n - 1;
        int sweeps = SWEEPS_PER_VALUE * n;
        while (high > 0) {
            int low = high;
            while (low > 0 && !negligible(low - 1)) {
                low--;
            }
            if (low == high) {
                high--;
                continue;
            }
            if (sweeps-- == 0) {
                throw new IllegalStateException("eigen: no convergence after " + SWEEPS_PER_VALUE + " sweeps a value");
            }
            boolean flip = Math.abs(d[low]) < Math.abs(d[high]); // small values converge at the far end
            if (flip) {
                reverse(low, high);
            }
            sweep(low, high, flip);
            if (flip) {
                reverse(low, high);
            }
        }
    }

    private boolean negligible(int i) {
        double bound = EPSILON * Math.sqrt(Math.abs(d[i])) * Math.sqrt(Math.abs(d[i + 1]));
        return Math.abs(e[i]) <= Math.max(bound, Double.MIN_NORMAL);
    }

    private void reverse(int low, int high) {
        Plane.reverse(d, low, high);
        Plane.reverse(e, low, high - 1);
    }

    private void sweep(int low, int high, boolean flip) {
        double delta = (d[high - 1] - d[high]) / 2;
        double off = e[high - 1];
        double root = Plane.hypotenuse(delta, off);
        double shift = d[high] - off * (off / (delta + (delta < 0 ? -root : root))); // Wilkinson's
        double x = d[low] - shift;
        double z = e[low];
        for (int i = low; i < high; i++) {
            double r = Plane.hypotenuse(x, z);
            double c = r == 0 ? 1 : x / r;
            double s = r == 0 ? 0 : z / r;
            if (i > low) {
                e[i - 1] = r;
            }
            double change = Math.fma(d[i + 1] - d[i], s, 2 * c * e[i]);
            d[i] += s * change;
            d[i + 1] -= s * change;
            e[i] = Math.fma(c, change, -e[i]);
            x = e[i];
            if (i < high - 1) {
                z = s * e[i + 1];
                e[i + 1] *= c;
            }
            rotations.add(flip ? low + high - 1 - i : i, c, flip ? -s : s);
        }
    }
}
