package cognate.similarity.ancestry;

import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * The entries of a weight matrix as whole numbers that two networks can be compared by: rows and columns brought to one
 * scale, then ranked. All of it commutes with permutations of rows and columns, so it is done once.
 */
final class CentredRanks {
    private static final int SWEEPS = 3;

    private CentredRanks() {}

    /**
     * Twice the centred ranks, row-major; equal values share their mean rank. Twice, so that they are whole and sums of
     * products are exact.
     *
     * @param weight [rows, ...]
     * @param signed whether signs can flip: sign × rank of the magnitude instead
     */
    static float[] of(Tensor weight, boolean signed) {
        int rows = weight.dim(0);
        double[] values = scaled(weight.toArray(), rows);
        double[] sorted = new double[values.length];
        Arrays.setAll(sorted, i -> signed ? Math.abs(values[i]) : values[i] + 0.0); // -0 is 0
        double[] keys = sorted.clone();
        Arrays.sort(sorted);
        float[] ranks = new float[values.length];
        for (int i = 0; i < ranks.length; i++) {
            int below = below(sorted, keys[i], false);
            boolean tied = below + 1 < sorted.length && sorted[below + 1] == keys[i];
            int twice = below + (tied ? below(sorted, keys[i], true) : below + 1) + 1;
            ranks[i] = signed ? (float) Math.signum(values[i] + 0.0) * twice : twice - (ranks.length + 1);
        }
        return ranks;
    }

    /** The number of elements less than a key, or not greater than it. */
    private static int below(double[] sorted, double key, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key || orEqual && sorted[middle] == key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Rows, then columns, divided by their root mean square, three times; those of zeros stay. */
    private static double[] scaled(float[] weight, int rows) {
        double[] values = new double[weight.length];
        Arrays.setAll(values, i -> weight[i]);
        int columns = values.length / rows;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < rows; i++) {
                divide(values, i * columns, 1, columns);
            }
            for (int j = 0; j < columns; j++) {
                divide(values, j, columns, rows);
            }
        }
        return values;
    }

    private static void divide(double[] values, int from, int stride, int count) {
        double largest = 0; // squares of tiny weights would underflow
        for (int k = 0, at = from; k < count; k++, at += stride) {
            largest = Math.max(largest, Math.abs(values[at]));
        }
        if (largest == 0) {
            return;
        }
        double sum = 0;
        for (int k = 0, at = from; k < count; k++, at += stride) {
            sum += values[at] / largest * (values[at] / largest);
        }
        double divisor = Math.sqrt(sum / count) * largest;
        for (int k = 0, at = from; k < count; k++, at += stride) {
            values[at] /= divisor;
        }
    }
}
