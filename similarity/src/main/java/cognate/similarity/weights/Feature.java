package cognate.similarity.weights;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a representation takes from one network's weights, in a form that gives inner products without ever building the
 * feature itself. A chain's feature is {@code G = X Xᵀ} with {@code X} [in, h]; the inner product of two of them is
 * {@code ‖X_aᵀ X_b‖²_F} (h × h numbers, not in × in). X may be left as a product {@code X F_1 F_2 …} whose factors are
 * sums over taps; then {@code K ← Σ_t F_a[t]ᵀ K F_b[t]} carries {@code K = X_aᵀ X_b} through them.
 */
public final class Feature {
    /** So many columns, side by side, make a product large enough to run at full speed. */
    private static final int STACK_COLUMNS = 192;

    private static final long MOST_BYTES = 384L << 20;

    private final Matrix first;
    private final List<Matrix[]> factors;
    private final boolean gram;

    private Feature(Matrix first, List<Matrix[]> factors, boolean gram) {
        this.first = first;
        this.factors = factors;
        this.gram = gram;
    }

    /** The feature that is the vector itself: its inner product is the usual one. */
    static Feature vector(double[] values) {
        return new Feature(Matrix.of(values, values.length, 1), List.of(), false);
    }

    /**
     * The feature {@code X Xᵀ}, where X is {@code x} [in, h] carried through the factors: each has a matrix [h, h'] for
     * every tap.
     */
    static Feature gram(Matrix x, List<Matrix[]> factors) {
        // Xᵀ = Q R gives X Xᵀ = Rᵀ R, so a wide X need not be wider than high
        boolean wide = factors.isEmpty() && x.columns() > x.rows();
        return new Feature(wide ? Qr.of(x.transpose()).r().transpose() : x, factors, true);
    }

    /** X, as far as it is multiplied out. */
    Matrix first() {
        return first;
    }

    /**
     * Cosine similarity: 1 for equal features, in [0, 1] for chains and [-1, 1] for vectors, symmetric.
     *
     * @throws IllegalArgumentException if the features are of different inputs, or one is zero
     */
    public double cosine(Feature other) {
        return similarity(List.of(this, other), Workers.single())[0][1];
    }

    /** As {@link #similarity(int, IntFunction, Workers)}, of features that are there. */
    public static double[][] similarity(List<Feature> features, Workers workers) {
        return similarity(features.size(), features::get, workers);
    }

    /**
     * The cosine similarities of all pairs, [n, n]: symmetric, 1 on the diagonal, the same bits for any number of
     * threads. Features that take more than 384 MiB together are held in part while the others pass by, and then the
     * next part, so that most are asked for several times.
     *
     * @param features by number, equal for equal numbers; asked for on several threads
     * @throws IllegalArgumentException if features are of different inputs, or one is zero
     */
    public static double[][] similarity(int n, IntFunction<Feature> features, Workers workers) {
        return similarity(n, features, MOST_BYTES, workers);
    }

    static double[][] similarity(int n, IntFunction<Feature> features, long bytes, Workers workers) {
        if (n == 0) {
            return new double[0][];
        }
        Feature reference = features.apply(0);
        long each = Math.max(1, reference.bytes());
        int columns = Math.max(1, reference.first.columns());
        int size = (int) Math.max(1, Math.min(STACK_COLUMNS / columns, bytes / 4 / each));
        int held = size * (int) Math.max(1, Math.min(n, bytes / (size * each)));
        double[][] inner = new double[n][n];
        for (int from = 0; from < n; from += held) {
            int end = Math.min(n, from + held);
            FeatureStack[] stacks = new FeatureStack[(end - from + size - 1) / size];
            for (int i = 0; i < stacks.length; i++) {
                int start = from + i * size;
                stacks[i] = FeatureStack.of(features, start, Math.min(end, start + size), reference, workers);
            }
            workers.run(stacks.length * stacks.length, part -> {
                if (part / stacks.length <= part % stacks.length) {
                    stacks[part / stacks.length].inner(stacks[part % stacks.length], inner);
                }
            });
            for (int next = end; next < n; next += size) {
                FeatureStack passing = FeatureStack.of(features, next, Math.min(n, next + size), reference, workers);
                workers.run(stacks.length, i -> stacks[i].inner(passing, inner));
            }
        }
        return normalized(inner);
    }

    private long bytes() {
        long numbers = first.array().length;
        for (Matrix[] factor : factors) {
            numbers += (long) factor.length * factor[0].array().length;
        }
        return numbers * Double.BYTES;
    }

    void checkLike(Feature reference, int number) {
        boolean alike = reference.first.rows() == first.rows() && reference.factors.size() == factors.size();
        for (int i = 0; alike && i < factors.size(); i++) {
            alike = reference.factors.get(i).length == factors.get(i).length;
        }
        if (!alike) {
            throw new ShapeException("similarity: networks with inputs of one size, found " + reference.first.shape()
                    + " in network 0 and " + first.shape() + " in network " + number);
        }
    }

    /** The same with {@link #first} left out, whose product with another's is known elsewhere. */
    Feature withoutFirst() {
        return new Feature(null, factors, gram);
    }

    /** The inner product with another feature, by the product {@code k} of both first matrices. */
    double inner(Matrix k, Feature other) {
        Matrix carried = k;
        for (int i = 0; i < factors.size(); i++) {
            carried = carried(carried, factors.get(i), other.factors.get(i));
        }
        double sum = 0;
        for (double value : carried.array()) {
            sum += gram ? value * value : value;
        }
        return sum;
    }

    private static Matrix carried(Matrix k, Matrix[] a, Matrix[] b) {
        Matrix result = a[0].transposeTimes(k.times(b[0]));
        for (int tap = 1; tap < a.length; tap++) {
            double[] term = a[tap].transposeTimes(k.times(b[tap])).array();
            for (int i = 0; i < term.length; i++) {
                result.array()[i] += term[i];
            }
        }
        return result;
    }

    private static double[][] normalized(double[][] inner) {
        double[] norms = new double[inner.length];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = Math.sqrt(inner[i][i]);
            if (!(norms[i] > 0 && norms[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "similarity: expected a feature of positive norm, found " + norms[i] + " in network " + i);
            }
        }
        for (int i = 0; i < norms.length; i++) {
            for (int j = 0; j < norms.length; j++) {
                inner[i][j] = i == j ? 1 : Math.max(-1, Math.min(1, inner[i][j] / (norms[i] * norms[j])));
            }
        }
        return inner;
    }
}
