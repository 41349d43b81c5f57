package cognate.similarity.weights;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a representation takes from one network's weights, in a form that gives inner products without ever building the
 * feature itself. A chain's feature is {@code G = X Xᵀ} with {@code X} [in, h]; the inner product of two of them is
 * {@code ‖X_aᵀ X_b‖²_F} (h × h numbers, not in × in). X may be left as a product {@code X F_1 F_2 …} whose factors are
 * sums over taps; then {@code K ← Σ_t F_a[t]ᵀ K F_b[t]} carries {@code K = X_aᵀ X_b} through them.
 */
public final class Feature {
    /** So many columns, side by side, make a product large enough to run at full speed. */
    private static final int BLOCK_COLUMNS = 192;

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

    /**
     * The cosine similarities of all pairs, [n, n]: symmetric, 1 on the diagonal, the same bits for any number of
     * threads.
     *
     * @throws IllegalArgumentException if features are of different inputs, or one is zero
     */
    public static double[][] similarity(List<Feature> features, Workers workers) {
        int n = features.size();
        List<Integer> starts = blocks(features);
        Matrix[] stacks = new Matrix[starts.size() - 1];
        workers.run(stacks.length, i -> stacks[i] = beside(features.subList(starts.get(i), starts.get(i + 1))));
        double[][] inner = new double[n][n];
        workers.run(stacks.length * stacks.length, part -> {
            int row = part / stacks.length;
            int column = part % stacks.length;
            if (row <= column) {
                Matrix product = stacks[row].transposeTimes(stacks[column]);
                inner(
                        inner,
                        product,
                        features,
                        starts.get(row),
                        starts.get(row + 1),
                        starts.get(column),
                        starts.get(column + 1));
            }
        });
        return normalized(inner);
    }

    /** Where blocks of neighbouring features begin, and the number of features. */
    private static List<Integer> blocks(List<Feature> features) {
        List<Integer> starts = new ArrayList<>();
        int columns = BLOCK_COLUMNS;
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            feature.checkLike(features.get(0), i);
            columns += feature.first.columns();
            if (columns > BLOCK_COLUMNS) {
                starts.add(i);
                columns = feature.first.columns();
            }
        }
        starts.add(features.size());
        return starts;
    }

    private void checkLike(Feature reference, int number) {
        boolean alike = reference.first.rows() == first.rows() && reference.factors.size() == factors.size();
        for (int i = 0; alike && i < factors.size(); i++) {
            alike = reference.factors.get(i).length == factors.get(i).length;
        }
        if (!alike) {
            throw new ShapeException("similarity: networks with inputs of one size, found " + reference.first.shape()
                    + " in network 0 and " + first.shape() + " in network " + number);
        }
    }

    private static Matrix beside(List<Feature> features) {
        int rows = features.get(0).first.rows();
        int columns = features.stream().mapToInt(f -> f.first.columns()).sum();
        Matrix result = Matrix.zeros(rows, columns);
        int at = 0;
        for (Feature feature : features) {
            double[] x = feature.first.array();
            double largest = largest(x);
            int width = feature.first.columns();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < width; j++) {
                    result.array()[i * columns + at + j] = x[i * width + j] / largest;
                }
            }
            at += width;
        }
        return result;
    }

    /** The largest magnitude, 1 if all are 0: divided by it, fourth powers of weights neither overflow nor vanish. */
    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest == 0 ? 1 : largest;
    }

    private static void inner(
            double[][] inner, Matrix product, List<Feature> features, int row, int rowEnd, int column, int columnEnd) {
        int top = 0;
        for (int i = row; i < rowEnd; i++) {
            Feature a = features.get(i);
            int left = 0;
            for (int j = column; j < columnEnd; j++) {
                Feature b = features.get(j);
                if (i <= j) {
                    Matrix k = product.block(top, top + a.first.columns(), left, left + b.first.columns());
                    inner[i][j] = a.inner(k, b);
                    inner[j][i] = inner[i][j];
                }
                left += b.first.columns();
            }
            top += a.first.columns();
        }
    }

    private double inner(Matrix k, Feature other) {
        for (int i = 0; i < factors.size(); i++) {
            k = carried(k, factors.get(i), other.factors.get(i));
        }
        double sum = 0;
        for (double value : k.array()) {
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
