package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import java.util.Arrays;

/** Distances between the rows of a matrix. */
final class Distances {
    private Distances() {}

    /** Squared Euclidean distances [n, n] between the rows; zero on the diagonal, symmetric. */
    static Matrix squared(Matrix rows) {
        Matrix result = rows.timesTranspose(rows);
        int n = result.rows();
        double[] square = new double[n];
        for (int i = 0; i < n; i++) {
            square[i] = result.get(i, i);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result.set(i, j, Math.max(0, square[i] + square[j] - 2 * result.get(i, j)));
            }
        }
        return result;
    }

    /** What is above the diagonal, row by row. */
    static double[] pairs(Matrix square) {
        int n = square.rows();
        double[] result = new double[n * (n - 1) / 2];
        for (int i = 0, at = 0; i < n; i++) {
            System.arraycopy(square.array(), i * n + i + 1, result, at, n - i - 1);
            at += n - i - 1;
        }
        return result;
    }

    /** The median of what is above the diagonal. */
    static double median(Matrix square) {
        double[] pairs = pairs(square);
        Arrays.sort(pairs);
        int half = pairs.length / 2;
        double median = pairs.length % 2 == 1 ? pairs[half] : (pairs[half - 1] + pairs[half]) / 2;
        if (median == 0) {
            throw new ArithmeticException("cka: a positive median distance, found half of the inputs alike");
        }
        return median;
    }
}
