package cognate.engine.linalg;

import cognate.engine.tensor.ShapeException;

/**
 * The factorization {@code A = Q R} of [m, n] by Householder reflections: Q is [m, k] with orthonormal columns, R is
 * [k, n] upper triangular, k = min(m, n). With column pivoting (Businger, Golub 1965) {@code A[:, permutation] = Q R}
 * and the magnitudes of R's diagonal do not ascend.
 */
public final class Qr {
    private final int m;
    private final int n;
    private final int k;
    private final Reflectors reflectors;
    /** Of the scaled matrix. */
    private final Matrix r;

    private final int exponent;
    private final int[] permutation;

    private Qr(QrElimination done, int exponent) {
        m = done.m;
        n = done.n;
        k = done.k;
        reflectors = done.reflectors;
        r = done.r;
        permutation = done.permutation;
        this.exponent = exponent;
    }

    public static Qr of(Matrix a) {
        return of(a, false);
    }

    /**
     * With column pivoting. Its work is not in products: pivot the triangle of a tall matrix, not the matrix itself.
     */
    public static Qr pivoted(Matrix a) {
        return of(a, true);
    }

    private static Qr of(Matrix a, boolean pivoted) {
        a.checkFinite("qr");
        Scaled scaled = Scaled.of(a);
        QrElimination elimination = new QrElimination(scaled.matrix());
        elimination.run(pivoted);
        return new Qr(elimination, scaled.exponent());
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
     * The solution X [n, p] of the least squares problem {@code min ‖A X - B‖} for A of full column rank, m ≥ n;
     * {@link Svd#solve} takes the others.
     *
     * @throws ArithmeticException if the columns of A depend on each other up to rounding: a pivot of at most max(m, n)
     *     · 2⁻⁵² of the largest
     */
    public Matrix solve(Matrix b) {
        if (m < n) {
            throw new ShapeException("qr: at least as many rows as columns, found [" + m + ", " + n + "]");
        }
        checkRows(b, m);
        b.checkFinite("qr");
        for (int i = 0; i < n; i++) {
            if (Math.abs(r.get(i, i)) <= Math.max(m, n) * 0x1p-52 * Math.abs(r.get(0, 0))) {
                throw new ArithmeticException("qr: a matrix of full column rank, found rank " + i + " of " + n
                        + " columns to rounding; Svd.solve takes it");
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
}
