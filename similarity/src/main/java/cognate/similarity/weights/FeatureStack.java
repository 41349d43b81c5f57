package cognate.similarity.weights;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.function.IntFunction;

/**
 * Features of several networks side by side, so that one product serves all their pairs with those of another stack.
 */
final class FeatureStack {
    /** The number of the first network. */
    private final int from;
    /** [rows, columns of all]. */
    private final Matrix columns;
    /** Where the columns of each network begin, and where the last ones end. */
    private final int[] starts;

    private final Feature[] features;

    private FeatureStack(int from, Feature... features) {
        this.from = from;
        this.features = new Feature[features.length];
        starts = new int[features.length + 1];
        for (int i = 0; i < features.length; i++) {
            this.features[i] = features[i].withoutFirst();
            starts[i + 1] = starts[i] + features[i].first().columns();
        }
        int width = starts[features.length];
        columns = Matrix.zeros(features[0].first().rows(), width);
        for (int k = 0; k < features.length; k++) {
            double[] x = features[k].first().array();
            double largest = largest(x);
            int own = features[k].first().columns();
            for (int i = 0; i < columns.rows(); i++) {
                for (int j = 0; j < own; j++) {
                    columns.array()[i * width + starts[k] + j] = x[i * own + j] / largest;
                }
            }
        }
    }

    /** Those with the numbers {@code [from, end)}; each has to be like the reference. */
    static FeatureStack of(IntFunction<Feature> features, int from, int end, Feature reference, Workers workers) {
        Feature[] own = new Feature[end - from];
        workers.run(own.length, i -> {
            own[i] = features.apply(from + i);
            own[i].checkLike(reference, from + i);
        });
        return new FeatureStack(from, own);
    }

    /** The largest magnitude, 1 if all are 0: divided by it, fourth powers of weights neither overflow nor vanish. */
    private static double largest(double... values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest == 0 ? 1 : largest;
    }

    /** Writes the inner products with the features of a stack behind this one, or of this one, to both their places. */
    void inner(FeatureStack other, double[][] inner) {
        Matrix product = columns.transposeTimes(other.columns);
        for (int i = 0; i < features.length; i++) {
            for (int j = other == this ? i : 0; j < other.features.length; j++) {
                Matrix k = product.block(starts[i], starts[i + 1], other.starts[j], other.starts[j + 1]);
                double value = features[i].inner(k, other.features[j]);
                inner[from + i][other.from + j] = value;
                inner[other.from + j][from + i] = value;
            }
        }
    }
}
