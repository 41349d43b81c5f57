package cognate.similarity.representation;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Svd;

/**
 * A pair whose row i of Y is replaced by its row {@code order[i]}, and what its measures share, each computed when
 * first needed; for one thread.
 */
public final class ShuffledPair {
    /** Rows that are gathered and multiplied together. */
    private static final int ROWS = 256;

    private final Pair pair;
    private final int[] order;
    private Matrix crossed;
    private Svd svd;
    private Pair shuffled;
    private double nuclear = Double.NaN;
    private int leadingX;
    private int leadingY;
    private double leading;

    ShuffledPair(Pair pair, int[] order) {
        this.pair = pair;
        this.order = order;
    }

    /** Row i of Y is its row {@code order[i]}. */
    public int[] order() {
        return order;
    }

    /** The pair as it is. */
    Pair seen() {
        return pair;
    }

    /** As a pair like any other: what is not made of products is computed anew. */
    Pair pair() {
        if (shuffled == null) {
            shuffled = Pair.of(pair.x(), pair.y().inOrder(order));
        }
        return shuffled;
    }

    Principal x() {
        return pair.x().principal();
    }

    Principal y() {
        return pair.y().principal();
    }

    /** {@code C = U_xᵀ P U_y}, [rank of X, rank of Y]. */
    Matrix crossed() {
        if (crossed == null) {
            crossed = product(x().directions, y().directions, order);
        }
        return crossed;
    }

    /** {@code Aᵀ B}, the rows of B in this order, some of them at a time. */
    static Matrix product(Matrix a, Matrix b, int[] order) {
        int p = a.columns();
        int q = b.columns();
        Matrix result = Matrix.zeros(p, q);
        DoubleBlock sums = DoubleBlock.of(result.array(), p, q);
        DoubleBlock all = DoubleBlock.of(a.array(), a.rows(), p);
        double[] rows = new double[Math.min(ROWS, order.length) * q];
        for (int from = 0; from < order.length; from += ROWS) {
            int to = Math.min(order.length, from + ROWS);
            for (int i = from; i < to; i++) {
                System.arraycopy(b.array(), order[i] * q, rows, (i - from) * q, q);
            }
            DoubleGemm.accumulate(sums, 1, all.block(from, to, 0, p).transpose(), DoubleBlock.of(rows, to - from, q));
        }
        return result;
    }

    /** Of C; its values are the canonical correlations. */
    Svd svd() {
        if (svd == null) {
            svd = Svd.of(crossed());
        }
        return svd;
    }

    /** The mean canonical correlation. */
    double meanCorrelation() {
        return Cca.mean(Cca.clamped(svd().values()));
    }

    /** The mean squared canonical correlation. */
    double meanSquare() {
        return square() / Math.min(x().rank(), y().rank());
    }

    /** {@code ‖C‖²_F}, the sum of squared canonical correlations. */
    double square() {
        return Cka.dot(crossed(), crossed());
    }

    /** {@code Σ a_i² C_ij² b_j²} of weights of the directions, or of ones for null. */
    double square(double[] a, double[] b) {
        Matrix c = crossed();
        double sum = 0;
        for (int i = 0; i < c.rows(); i++) {
            double row = 0;
            for (int j = 0; j < c.columns(); j++) {
                double term = c.array()[i * c.columns() + j] * (b == null ? 1 : b[j]);
                row = Math.fma(term, term, row);
            }
            sum += a == null ? row : a[i] * a[i] * row;
        }
        return sum;
    }

    /** {@code ‖XᵀPY‖_*} of centred activations, as a share of {@code ‖X‖ ‖Y‖}; 1 but for rounding is 1. */
    double nuclear() {
        if (Double.isNaN(nuclear)) {
            Matrix scaled = crossed().copy();
            double[] array = scaled.array();
            double[] a = x().values;
            double[] b = y().values;
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < b.length; j++) {
                    array[i * b.length + j] *= a[i] * b[j];
                }
            }
            double sum = 0;
            for (double value : Svd.values(scaled)) {
                sum += value;
            }
            double cosine = sum / Math.sqrt(x().sum(2)) / Math.sqrt(y().sum(2));
            nuclear = cosine > 1 - 0x1p-42 ? 1 : cosine;
        }
        return nuclear;
    }

    /** The mean canonical correlation of the leading directions; of the last counts asked for it is kept. */
    double meanCorrelation(int countX, int countY) {
        if (countX != leadingX || countY != leadingY) {
            leadingX = countX;
            leadingY = countY;
            leading = Cca.mean(Cca.clamped(Svd.values(crossed().block(0, countX, 0, countY))));
        }
        return leading;
    }
}
