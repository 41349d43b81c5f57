package cognate.similarity.align;

import cognate.engine.linalg.Matrix;

/** Pearson's correlations of the units of two networks, from batch after batch of their activations [rows, units]. */
final class Correlation {
    private final double[] shiftA;
    private final double[] shiftB;
    private final double[] sumA;
    private final double[] sumB;
    private final double[] squareA;
    private final double[] squareB;
    private final Matrix products;
    private long rows;

    /**
     * Of activations like those of a first batch, whose first rows are taken off all: a common offset costs no digits.
     */
    Correlation(Matrix a, Matrix b) {
        shiftA = a.block(0, 1, 0, a.columns()).array();
        shiftB = b.block(0, 1, 0, b.columns()).array();
        sumA = new double[shiftA.length];
        sumB = new double[shiftB.length];
        squareA = new double[shiftA.length];
        squareB = new double[shiftB.length];
        products = Matrix.zeros(shiftA.length, shiftB.length);
    }

    /** Takes a batch in; the matrices are changed. */
    void add(Matrix a, Matrix b) {
        count(a, shiftA, sumA, squareA);
        count(b, shiftB, sumB, squareB);
        Coupling.add(products, a.transposeTimes(b));
        rows += a.rows();
    }

    private static void count(Matrix values, double[] shift, double[] sum, double[] square) {
        double[] array = values.array();
        for (int at = 0; at < array.length; at += shift.length) {
            for (int j = 0; j < shift.length; j++) {
                array[at + j] -= shift[j];
                sum[j] += array[at + j];
                square[j] += array[at + j] * array[at + j];
            }
        }
    }

    /** [units of A, units of B]; 0 where one of the two does not vary. */
    Matrix values() {
        Matrix values = Matrix.zeros(products.rows(), products.columns());
        for (int i = 0; i < values.rows(); i++) {
            double varianceA = squareA[i] - sumA[i] * sumA[i] / rows;
            for (int j = 0; j < values.columns(); j++) {
                double varianceB = squareB[j] - sumB[j] * sumB[j] / rows;
                double covariance = products.get(i, j) - sumA[i] * sumB[j] / rows;
                double scale = Math.sqrt(Math.max(0, varianceA)) * Math.sqrt(Math.max(0, varianceB));
                values.set(i, j, scale > 0 ? covariance / scale : 0);
            }
        }
        return values;
    }
}
