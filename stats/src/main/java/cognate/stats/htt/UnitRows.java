package cognate.stats.htt;

import cognate.autograd.Parameter;
import cognate.engine.tensor.Tensor;

/**
 * Rows brought to one length, as the leaf of a computation of their own.
 *
 * @param unit [n, d], every row of this length
 * @param factors by what every row was multiplied
 * @param length of the rows
 */
record UnitRows(Parameter unit, double[] factors, double length) {
    /** Of the rows of a contiguous matrix [n, d]; a row of zeros stays. */
    static UnitRows of(Tensor matrix, double length) {
        int n = matrix.dim(0);
        int d = matrix.dim(1);
        float[] rows = matrix.toArray();
        double[] factors = new double[n];
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                square += (double) rows[k] * rows[k];
            }
            factors[i] = square == 0 ? 0 : length / StrictMath.sqrt(square);
            for (int k = i * d; k < (i + 1) * d; k++) {
                rows[k] = (float) (rows[k] * factors[i]);
            }
        }
        return new UnitRows(new Parameter(Tensor.of(rows, n, d)), factors, length);
    }

    /** The gradient by the matrix, of that by the rows: without the part along each row, times the row's factor. */
    Tensor gradient() {
        int d = unit.dim(1);
        float[] rows = unit.value().array();
        float[] gradient = unit.gradient().toArray();
        for (int i = 0; i < factors.length; i++) {
            double along = 0;
            for (int k = i * d; k < (i + 1) * d; k++) {
                along += (double) rows[k] * gradient[k];
            }
            along /= length * length;
            for (int k = i * d; k < (i + 1) * d; k++) {
                gradient[k] = (float) (factors[i] * (gradient[k] - along * rows[k]));
            }
        }
        return Tensor.of(gradient, factors.length, d);
    }
}
