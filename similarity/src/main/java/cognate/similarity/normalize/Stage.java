package cognate.similarity.normalize;

import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/** The weights of one layer in double precision while its units are rescaled; a row belongs to a unit. */
final class Stage {
    private final int units;
    private final Tensor weight;
    private final Tensor bias;
    private final double[] w;
    private final double[] b;

    /**
     * A layer's weight [units, ...] and bias [units] (or null), contiguous: {@link #write()} changes them.
     */
    Stage(Tensor weight, Tensor bias) {
        this.units = weight.dim(0);
        this.weight = weight;
        this.bias = bias;
        this.w = doubles(weight);
        this.b = bias == null ? new double[0] : doubles(bias);
    }

    private static double[] doubles(Tensor tensor) {
        double[] result = new double[tensor.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = tensor.array()[tensor.offset() + i];
        }
        return result;
    }

    /** The Euclidean norm of each unit's incoming weights; 1 where it is 0. */
    double[] norms() {
        int row = w.length / units;
        double[] norms = new double[units];
        for (int i = 0; i < units; i++) {
            double norm = norm(i * row, (i + 1) * row);
            norms[i] = norm == 0 ? 1 : norm;
        }
        return norms;
    }

    /** The Euclidean norm of all weights; 1 where it is 0. */
    double norm() {
        double norm = norm(0, w.length);
        return norm == 0 ? 1 : norm;
    }

    private double norm(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += w[i] * w[i];
        }
        return Math.sqrt(sum);
    }

    /** The sign of each unit's incoming weight of largest magnitude, the first such; 1 where all are 0. */
    double[] signs() {
        int row = w.length / units;
        double[] signs = new double[units];
        for (int i = 0; i < units; i++) {
            double largest = 0;
            for (int j = i * row; j < (i + 1) * row; j++) {
                largest = Math.abs(w[j]) > Math.abs(largest) ? w[j] : largest;
            }
            signs[i] = largest < 0 ? -1 : 1;
        }
        return signs;
    }

    /** Divides what each unit gives out by its divisor, which is not 0. */
    void divideUnits(double[] divisors) {
        int row = w.length / units;
        for (int i = 0; i < w.length; i++) {
            w[i] /= divisors[i / row];
        }
        for (int i = 0; i < b.length; i++) {
            b[i] /= divisors[i];
        }
    }

    /** Divides all weights and biases by one number. */
    void divide(double divisor) {
        double[] divisors = new double[units];
        Arrays.fill(divisors, divisor);
        divideUnits(divisors);
    }

    /**
     * Multiplies the weights of each input; where there are fewer factors than inputs each belongs to a run of equally
     * many of them: the pixels of a channel, or the taps of a filter.
     */
    void multiplyInputs(double[] factors) {
        int row = w.length / units;
        int run = row / factors.length;
        for (int i = 0; i < w.length; i++) {
            w[i] *= factors[i % row / run];
        }
    }

    /** Whether the inputs can be shared out evenly over so many units before this layer. */
    boolean takes(int inputs) {
        return w.length / units % inputs == 0;
    }

    /** Writes the weights back, rounded to floats. */
    void write() {
        write(weight, w);
        if (bias != null) {
            write(bias, b);
        }
    }

    private static void write(Tensor tensor, double[] values) {
        for (int i = 0; i < values.length; i++) {
            tensor.array()[tensor.offset() + i] = (float) values[i];
        }
    }
}
