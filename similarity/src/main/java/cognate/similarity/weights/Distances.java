package cognate.similarity.weights;

import java.util.function.IntToDoubleFunction;

/**
 * Distances and similarities of two vectors of equal length, in double precision. NaN where a measure is not defined.
 */
public final class Distances {
    private Distances() {}

    /** Euclidean distance {@code ‖a − b‖₂}, in [0, ∞). */
    public static double euclidean(double[] a, double[] b) {
        return Math.sqrt(sum(a, b, i -> (a[i] - b[i]) * (a[i] - b[i])));
    }

    /** Manhattan distance {@code ‖a − b‖₁}, in [0, ∞). */
    public static double manhattan(double[] a, double[] b) {
        return sum(a, b, i -> Math.abs(a[i] - b[i]));
    }

    /** Cosine similarity {@code ⟨a, b⟩ / (‖a‖ ‖b‖)}, in [-1, 1], 1 for parallel vectors; NaN if one is zero. */
    public static double cosine(double[] a, double[] b) {
        double product = sum(a, b, i -> a[i] * b[i]);
        double norms = Math.sqrt(sum(a, a, i -> a[i] * a[i])) * Math.sqrt(sum(b, b, i -> b[i] * b[i]));
        return norms == 0 ? Double.NaN : Math.max(-1, Math.min(1, product / norms));
    }

    /** Correlation distance, 1 minus Pearson's correlation of the elements, in [0, 2]; NaN if a vector is constant. */
    public static double correlation(double[] a, double[] b) {
        return 1 - cosine(centred(a), centred(b));
    }

    private static double[] centred(double[] a) {
        double mean = sum(a, a, i -> a[i]) / a.length;
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] - mean;
        }
        return result;
    }

    private static double sum(double[] a, double[] b, IntToDoubleFunction term) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "distance: expected vectors of one length, found " + a.length + " and " + b.length);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += term.applyAsDouble(i);
        }
        return sum;
    }
}
