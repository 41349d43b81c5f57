package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;

/**
 * What one layer makes of n inputs: activations [n, p], one row an input, one column a neuron. Kept are the columns that
 * vary, centred, and scaled together by a power of two to a size that squares well; no measure here depends on that scale.
 */
public final class Representation {
    private final Matrix centred;
    private final double[] means;
    private final int neurons;

    private Representation(Matrix centred, double[] means, int neurons) {
        this.centred = centred;
        this.means = means;
        this.neurons = neurons;
    }

    /**
     * Of raw activations.
     *
     * @param name begins the message of every error
     * @throws IllegalArgumentException if there are fewer than two rows, an element is not finite, or no column varies
     */
    public static Representation of(Matrix activations, String name) {
        int n = activations.rows();
        int p = activations.columns();
        if (n < 2 || p < 1) {
            throw new IllegalArgumentException(
                    name + ": at least 2 rows and 1 column of activations, found " + activations.shape());
        }
        double factor = factor(activations, name);
        double[] raw = activations.array();
        double[] first = new double[p];
        for (int j = 0; j < p; j++) {
            first[j] = raw[j] * factor;
        }
        double[] sums = new double[p]; // of differences to the first row: a large common offset costs no digits
        boolean[] varies = new boolean[p];
        for (int at = 0; at < raw.length; at += p) {
            for (int j = 0; j < p; j++) {
                double difference = raw[at + j] * factor - first[j];
                sums[j] += difference;
                varies[j] |= difference != 0;
            }
        }
        int kept = 0;
        for (int j = 0; j < p; j++) {
            kept += varies[j] ? 1 : 0;
        }
        if (kept == 0) {
            throw new IllegalArgumentException(name + ": a neuron that varies, found " + p + " constant ones");
        }
        int[] columns = new int[kept];
        double[] shift = new double[kept];
        double[] means = new double[kept];
        for (int j = 0, k = 0; j < p; j++) {
            if (varies[j]) {
                columns[k] = j;
                shift[k] = sums[j] / n;
                means[k++] = first[j] + sums[j] / n;
            }
        }
        Matrix centred = Matrix.zeros(n, kept);
        double[] to = centred.array();
        for (int i = 0; i < n; i++) {
            if (kept == p) {
                for (int j = 0; j < p; j++) {
                    to[i * p + j] = raw[i * p + j] * factor - first[j] - shift[j];
                }
            } else {
                for (int k = 0; k < kept; k++) {
                    int j = columns[k];
                    to[i * kept + k] = raw[i * p + j] * factor - first[j] - shift[k];
                }
            }
        }
        return new Representation(centred, means, p);
    }

    /** The power of two that brings the largest magnitude into [0.25, 0.5). */
    private static double factor(Matrix activations, String name) {
        double largest = 0;
        double[] raw = activations.array();
        for (double x : raw) {
            largest = Math.max(largest, Math.abs(x));
        }
        if (!(largest < Double.POSITIVE_INFINITY)) {
            for (int i = 0; i < raw.length; i++) {
                if (!Double.isFinite(raw[i])) {
                    throw new IllegalArgumentException(name + ": finite activations, found " + raw[i] + " in row "
                            + i / activations.columns() + ", column " + i % activations.columns());
                }
            }
        }
        return Math.scalb(1.0, Math.max(-1000, Math.min(1000, -Math.getExponent(largest) - 2)));
    }

    /** The columns that vary, centred, [n, kept]. */
    public Matrix centred() {
        return centred;
    }

    /** The means of the kept columns, on the scale of {@link #centred}. */
    double[] means() {
        return means.clone();
    }

    /** The number of inputs n. */
    public int inputs() {
        return centred.rows();
    }

    /** The number of neurons p, the constant ones included. */
    public int neurons() {
        return neurons;
    }

    /** The number of neurons that vary. */
    public int kept() {
        return centred.columns();
    }
}
