package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import java.util.Arrays;

/**
 * Representational similarity analysis (Kriegeskorte, Mur, Bandettini 2008): each side's dissimilarities of all pairs
 * of inputs, 1 - Pearson correlation of their centred activations across neurons, compared by a correlation. A
 * similarity, symmetric, in [-1, 1], about 0 for independent representations, invariant to permutation, translation and
 * one scale of the neurons. Takes n × n numbers; needs two neurons that vary.
 */
public final class Rsa {
    private Rsa() {}

    /** Compared by Pearson correlation. */
    public static double pearson(Representation x, Representation y) {
        Inputs.check("rsa", x, y);
        return correlation(dissimilarities(x), dissimilarities(y));
    }

    /** Compared by Spearman rank correlation; ties share their mean rank. */
    public static double spearman(Representation x, Representation y) {
        Inputs.check("rsa", x, y);
        return correlation(ranks(dissimilarities(x)), ranks(dissimilarities(y)));
    }

    /** Of all pairs of inputs, row by row. */
    static double[] dissimilarities(Representation x) {
        Matrix rows = x.centred().copy();
        int p = rows.columns();
        double[] array = rows.array();
        for (int i = 0; i < rows.rows(); i++) {
            double mean = 0;
            for (int j = 0; j < p; j++) {
                mean += array[i * p + j] / p;
            }
            double square = 0;
            double largest = 0;
            for (int j = 0; j < p; j++) {
                largest = Math.max(largest, Math.abs(array[i * p + j]));
                array[i * p + j] -= mean;
                square = Math.fma(array[i * p + j], array[i * p + j], square);
            }
            double norm = Math.sqrt(square);
            if (!(norm > largest * p * 0x1p-50)) {
                throw new ArithmeticException("rsa: activations that vary across neurons, found none in row " + i);
            }
            for (int j = 0; j < p; j++) {
                array[i * p + j] /= norm;
            }
        }
        double[] pairs = Distances.pairs(rows.timesTranspose(rows));
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = 1 - pairs[i];
        }
        return pairs;
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = Cca.mean(x);
        double meanY = Cca.mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xy = Math.fma(dx, dy, xy);
            xx = Math.fma(dx, dx, xx);
            yy = Math.fma(dy, dy, yy);
        }
        if (!(xx > 0 && yy > 0)) {
            throw new ArithmeticException("rsa: dissimilarities that vary, found all pairs of inputs alike");
        }
        return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
    }

    private static double[] ranks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = lowerBound(sorted, values[i]);
            int last = lowerBound(sorted, Math.nextUp(values[i])) - 1;
            result[i] = (first + last) / 2.0;
        }
        return result;
    }

    private static int lowerBound(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
