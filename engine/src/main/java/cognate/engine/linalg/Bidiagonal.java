package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleVectors;
import java.util.Arrays;

/**
 * The reduction {@code A = U B Vᵀ} of a square matrix to an upper bidiagonal one (Golub, Kahan 1965), with both
 * reflections of a step applied in one pass over what is left of the matrix.
 */
final class Bidiagonal {
    final double[] diagonal;
    /** Element i is right of {@code diagonal[i]}; the last is 0. */
    final double[] above;

    private final int n;
    private final Matrix left;
    private final Matrix right;
    private final Reflectors leftReflectors;
    private final Reflectors rightReflectors;

    Bidiagonal(Matrix matrix) {
        n = matrix.rows();
        diagonal = new double[n];
        above = new double[n];
        left = Matrix.zeros(n, n);
        right = Matrix.zeros(n, n);
        leftReflectors = new Reflectors(left.array(), n, n, 0);
        rightReflectors = new Reflectors(right.array(), Math.max(0, n - 1), n, 1);
        double[] a = matrix.copy().array();
        double[] w = new double[n];
        for (int k = 0; k < n; k++) {
            step(a, k, w);
        }
    }

    private void step(double[] a, int k, double[] w) {
        double[] v = left.array();
        double[] u = right.array();
        int row = k * n;
        int rest = n - k - 1;
        for (int i = k; i < n; i++) {
            v[row + i] = a[i * n + k];
        }
        diagonal[k] = leftReflectors.reflect(k);
        if (rest == 0) {
            return;
        }
        Arrays.fill(w, 0);
        for (int i = k; i < n; i++) {
            DoubleVectors.accumulate(w, k + 1, v[row + i], a, i * n + k + 1, rest);
        }
        double tau = leftReflectors.tau(k);
        DoubleVectors.accumulate(a, row + k + 1, -tau, w, k + 1, rest);
        System.arraycopy(a, row + k + 1, u, row + k + 1, rest);
        above[k] = rightReflectors.reflect(k);
        double rightTau = rightReflectors.tau(k);
        for (int i = k + 1; i < n; i++) {
            int at = i * n + k + 1;
            DoubleVectors.accumulate(a, at, -tau * v[row + i], w, k + 1, rest);
            double dot = DoubleVectors.dot(a, at, u, row + k + 1, rest);
            DoubleVectors.accumulate(a, at, -rightTau * dot, u, row + k + 1, rest);
        }
    }

    /** The columns of U as rows. */
    Matrix leftRows() {
        Matrix rows = Matrix.identity(n);
        leftReflectors.applyTo(rows.view(), false);
        return rows;
    }

    /** The columns of V as rows. */
    Matrix rightRows() {
        Matrix rows = Matrix.identity(n);
        rightReflectors.applyTo(rows.view(), false);
        return rows;
    }
}
