package cognate.engine.linalg;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.tensor.ShapeException;
import java.util.Arrays;

/**
 * The factorization {@code A = Q R} of [m, n] by Householder reflections: Q is [m, k] with orthonormal columns, R is [k,
 * n] upper triangular, k = min(m, n). With column pivoting (Businger, Golub 1965) {@code A[:, permutation] = Q R} and the
 * magnitudes of R's diagonal do not ascend.
 */
public final class Qr {
    private static final int PANEL = 32;
    /** Columns that are reduced one by one before the others of their panel follow by a product. */
    private static final int LEAF = 8;

    private final int m;
    private final int n;
    private final int k;
    /** The columns of A, then the reflection vectors, as rows. */
    private final Matrix work;

    private final Reflectors reflectors;
    /** Of the scaled matrix. */
    private final Matrix r;

    private final int exponent;
    private final int[] permutation;

    private Qr(Matrix a) {
        m = a.rows();
        n = a.columns();
        k = Math.min(m, n);
        Scaled scaled = Scaled.of(a);
        work = scaled.matrix().transpose();
        exponent = scaled.exponent();
        reflectors = new Reflectors(work.array(), k, m, 0);
        r = Matrix.zeros(k, n);
        permutation = new int[n];
        for (int j = 0; j < n; j++) {
            permutation[j] = j;
        }
    }

    public static Qr of(Matrix a) {
        a.checkFinite("qr");
        Qr result = new Qr(a);
        result.eliminate();
        return result;
    }

    /** With column pivoting. Its work is not in products: pivot the triangle of a tall matrix, not the matrix itself. */
    public static Qr pivoted(Matrix a) {
        a.checkFinite("qr");
        Qr result = new Qr(a);
        result.eliminatePivoted();
        return result;
    }

    /** The upper triangular factor [k, n], a copy. */
    public Matrix r() {
        return Scaled.times(r, exponent);
    }

    /** The orthonormal factor [m, k]. */
    public Matrix q() {
        return times(Matrix.identity(k));
    }

    /** Which column of A is at each place; ascending without pivoting. */
    public int[] permutation() {
        return permutation.clone();
    }

    /** How many elements of R's diagonal are larger in magnitude than {@code tolerance} times the largest. */
    public int rank(double tolerance) {
        double largest = 0;
        for (int i = 0; i < k; i++) {
            largest = Math.max(largest, Math.abs(r.get(i, i)));
        }
        int rank = 0;
        for (int i = 0; i < k; i++) {
            if (Math.abs(r.get(i, i)) > tolerance * largest) {
                rank++;
            }
        }
        return rank;
    }

    /** {@code Q C} for C of [k, p]. */
    public Matrix times(Matrix c) {
        checkRows(c, k);
        Matrix rows = Matrix.zeros(c.columns(), m);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < c.columns(); j++) {
                rows.set(j, i, c.get(i, j));
            }
        }
        reflectors.applyTo(rows.view(), false);
        return rows.transpose();
    }

    /** {@code Qᵀ C} for C of [m, p]. */
    public Matrix transposeTimes(Matrix c) {
        checkRows(c, m);
        Matrix rows = c.transpose();
        reflectors.applyTo(rows.view(), true);
        return rows.block(0, c.columns(), 0, k).transpose();
    }

    /**
     * The solution X [n, p] of the least squares problem {@code min ‖A X - B‖} for A of full column rank, m ≥ n; {@link
     * Svd#solve} takes the others.
     *
     * @throws ArithmeticException if the columns of A depend on each other to the last bit
     */
    public Matrix solve(Matrix b) {
        if (m < n) {
            throw new ShapeException("qr: at least as many rows as columns, found [" + m + ", " + n + "]");
        }
        checkRows(b, m);
        b.checkFinite("qr");
        for (int i = 0; i < n; i++) {
            if (r.get(i, i) == 0) {
                throw new ArithmeticException("qr: a matrix of full column rank, found pivot 0 in column " + i);
            }
        }
        Scaled right = Scaled.of(b);
        Matrix y = transposeTimes(right.matrix());
        Triangular.upper(r, y);
        Scaled.multiply(y.array(), right.exponent() - exponent);
        Matrix x = Matrix.zeros(n, b.columns());
        for (int j = 0; j < n; j++) {
            System.arraycopy(y.array(), j * b.columns(), x.array(), permutation[j] * b.columns(), b.columns());
        }
        return x;
    }

    private static void checkRows(Matrix c, int rows) {
        if (c.rows() != rows) {
            throw new ShapeException("qr: a factor of " + rows + " rows, found " + c.shape());
        }
    }

    private void eliminate() {
        DoubleBlock rows = work.view();
        for (int panel = 0; panel < k; panel += PANEL) {
            int panelEnd = Math.min(k, panel + PANEL);
            for (int leaf = panel; leaf < panelEnd; leaf += LEAF) {
                int leafEnd = Math.min(panelEnd, leaf + LEAF);
                for (int j = leaf; j < leafEnd; j++) {
                    reflect(j, leafEnd);
                }
                reflectors.apply(leaf, leafEnd, rows.block(leafEnd, panelEnd, 0, m), true);
            }
            reflectors.apply(panel, panelEnd, rows.block(panelEnd, n, 0, m), true);
        }
        for (int j = k; j < n; j++) {
            extract(j, k);
        }
    }

    private void eliminatePivoted() {
        double[] norm = new double[n]; // of what is left of each column
        double[] reference = new double[n]; // the last norm that was computed afresh
        for (int j = 0; j < n; j++) {
            norm[j] = DoubleVectors.norm(work.array(), j * m, m);
            reference[j] = norm[j];
        }
        for (int j = 0; j < k; j++) {
            int pivot = j;
            for (int c = j + 1; c < n; c++) {
                pivot = norm[c] > norm[pivot] ? c : pivot;
            }
            exchange(j, pivot);
            norm[pivot] = norm[j];
            reference[pivot] = reference[j];
            reflect(j, n);
            for (int c = j + 1; c < n; c++) {
                double ratio = norm[c] == 0 ? 0 : work.get(c, j) / norm[c];
                double left = Math.max(0, (1 - ratio) * (1 + ratio));
                double share = norm[c] == 0 ? 0 : norm[c] / reference[c];
                if (left * share * share > 0x1p-26) { // Drmač, Bujanović 2008: below, the update has lost its digits
                    norm[c] *= Math.sqrt(left);
                } else {
                    norm[c] = DoubleVectors.norm(work.array(), c * m + j + 1, m - j - 1);
                    reference[c] = norm[c];
                }
            }
        }
        for (int j = k; j < n; j++) {
            extract(j, k);
        }
    }

    private void exchange(int i, int j) {
        int swap = permutation[i];
        permutation[i] = permutation[j];
        permutation[j] = swap;
        double[] array = work.array();
        double[] row = Arrays.copyOfRange(array, i * m, (i + 1) * m);
        System.arraycopy(array, j * m, array, i * m, m);
        System.arraycopy(row, 0, array, j * m, m);
    }

    /** Reduces column j and applies its reflection to the columns up to {@code end}. */
    private void reflect(int j, int end) {
        extract(j, j);
        r.set(j, j, reflectors.reflect(j));
        double[] array = work.array();
        for (int c = j + 1; c < end; c++) {
            double dot = DoubleVectors.dot(array, j * m + j, array, c * m + j, m - j);
            DoubleVectors.accumulate(array, c * m + j, -reflectors.tau(j) * dot, array, j * m + j, m - j);
        }
    }

    /** Moves the first {@code count} elements of column j to R. */
    private void extract(int j, int count) {
        for (int i = 0; i < count; i++) {
            r.set(i, j, work.get(j, i));
            work.set(j, i, 0);
        }
    }
}
