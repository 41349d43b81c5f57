package cognate.similarity.weights;

import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The chain product of a network's weights W_l [out, in] up to a depth d, biases unused.
 *
 * <ul>
 *   <li>with normalized rows (the alignment rule in the code of <em>Function Feature Learning of Neural Networks</em>):
 *       {@code X_1 = W_1ᵀ}, {@code X_d = rn(W_1ᵀ) rn(W_2ᵀ) ⋯ rn(W_dᵀ)}, where rn divides each row by its Euclidean
 *       norm, at least 1e-12. Its similarity does not change when hidden units are permuted, but does when they are
 *       rescaled.
 *   <li>plain (this project's): {@code X_d = W_1ᵀ ⋯ W_dᵀ}. Its similarity changes in neither case, as long as the units
 *       are strictly inside the chain.
 * </ul>
 *
 * <p>The chain begins at the input and goes from one weight to the next that takes in its units, as long as they are of
 * one rank: of a network that begins with convolutions it runs over these, never normalized (same code): with the
 * weights as a matrix {@code W_l[t]} [in, out] for each tap t, the rows of X_d are those of {@code X_(d-1) W_d[t]} for
 * all t. A recurrent network has the chain of depth 1 whose weight is the first layer's {@code weight_ih_l0}, so that
 * the feature is the Gram matrix {@code W_ihᵀ W_ih} (same code). Batch normalization is folded first.
 */
final class ChainProduct {
    private static final double NORM_FLOOR = 1e-12;
    /** X with more rows than this is not multiplied out: it grows by the number of taps with every convolution. */
    private static final int MOST_ROWS = 1024;

    private final List<Tensor> weights = new ArrayList<>();
    private final boolean rowsNormalized;

    /**
     * The chain of a network.
     *
     * @throws IllegalArgumentException if it has sums, whose units no chain gives out
     */
    ChainProduct(Sequential network, boolean rowsNormalized) {
        Wiring wiring = Wiring.of(network.folded());
        if (!wiring.isChain()) {
            throw new IllegalArgumentException("expected a chain of weights, found sums of several");
        }
        Tie previous = null;
        List<Tie> ties = wiring.ties().stream().filter(tie -> !tie.isVector()).toList();
        Set<Space> recurrent = ties.stream()
                .filter(tie -> tie.rows() != Space.FIXED && tie.rows().equals(tie.columns()))
                .map(Tie::rows)
                .collect(Collectors.toSet());
        for (Tie tie : ties) {
            boolean inGroups =
                    ties.stream().anyMatch(other -> other != tie && other.name().equals(tie.name()));
            boolean ends = recurrent.contains(tie.rows()) || tie.rows() == Space.FIXED;
            boolean goesOn = previous == null
                    ? tie.columns() == Space.FIXED
                    : previous.rows().equals(tie.columns().once())
                            && previous.tensor().rank() == tie.tensor().rank()
                            && previous.tensor().dim(0) == tie.tensor().dim(1)
                            && !recurrent.contains(tie.rows());
            if (!goesOn || inGroups) {
                break;
            }
            weights.add(tie.tensor());
            previous = tie;
            if (ends) {
                break;
            }
        }
        this.rowsNormalized =
                rowsNormalized && !weights.isEmpty() && weights.get(0).rank() == 2;
    }

    /** The number of layers in the chain. */
    int depth() {
        return weights.size();
    }

    /** The feature at a depth from 1 to {@link #depth()}; 0 means the latter. */
    Feature feature(int depth) {
        if (depth > depth() || depth() == 0) {
            throw new IllegalArgumentException("depth: expected 1 to " + depth() + ", found " + depth);
        }
        int last = depth == 0 ? depth() : depth;
        Tensor head = weights.get(0);
        Matrix product = factor(head.flatten(), last > 1)[0];
        List<Matrix[]> rest = new ArrayList<>();
        for (Tensor weight : weights.subList(1, last)) {
            Matrix[] taps = factor(weight, true);
            if (rest.isEmpty() && (taps.length == 1 || product.rows() * taps.length <= MOST_ROWS)) {
                product = stacked(product, taps);
            } else {
                rest.add(taps);
            }
        }
        return Feature.gram(product, rest);
    }

    /** The matrix [in, out] of each tap of a weight [out, in, ...]. */
    private Matrix[] factor(Tensor weight, boolean normalizable) {
        int out = weight.dim(0);
        int in = weight.dim(1);
        int taps = weight.size() / (out * in);
        Tensor byTap = weight.reshape(out, in, taps).permute(2, 1, 0);
        Matrix[] factor = new Matrix[taps];
        for (int t = 0; t < taps; t++) {
            factor[t] = Matrix.of(byTap.select(0, t));
            if (rowsNormalized && normalizable) {
                normalizeRows(factor[t]);
            }
        }
        return factor;
    }

    private static Matrix stacked(Matrix x, Matrix... taps) {
        Matrix result = Matrix.zeros(x.rows() * taps.length, taps[0].columns());
        for (int t = 0; t < taps.length; t++) {
            double[] part = x.times(taps[t]).array();
            System.arraycopy(part, 0, result.array(), t * part.length, part.length);
        }
        return result;
    }

    private static void normalizeRows(Matrix matrix) {
        double[] values = matrix.array();
        int columns = matrix.columns();
        for (int from = 0; from < values.length; from += columns) {
            double sum = 0;
            for (int i = from; i < from + columns; i++) {
                sum += values[i] * values[i];
            }
            double norm = Math.max(Math.sqrt(sum), NORM_FLOOR);
            for (int i = from; i < from + columns; i++) {
                values[i] /= norm;
            }
        }
    }
}
