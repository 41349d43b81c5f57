package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleVectors;

/**
 * Norms of a matrix, as {@code numpy.linalg.norm} has them; 0 for a matrix without elements. Sums are in a fixed order.
 * A norm beyond the range of doubles is infinite; an infinite element or a NaN is refused.
 */
public final class Norms {
    private Norms() {}

    /** The root of the sum of squares. */
    public static double frobenius(Matrix a) {
        a.checkFinite("norm");
        return DoubleVectors.norm(a.array(), 0, a.array().length);
    }

    /** The largest sum of magnitudes of a column. */
    public static double one(Matrix a) {
        return infinity(a.transpose());
    }

    /** The largest sum of magnitudes of a row. */
    public static double infinity(Matrix a) {
        a.checkFinite("norm");
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < a.columns(); j++) {
                sum += Math.abs(a.get(i, j));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** The largest singular value. */
    public static double spectral(Matrix a) {
        double[] values = Svd.values(a);
        return values.length == 0 ? 0 : values[0];
    }
}
