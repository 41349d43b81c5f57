package cognate.similarity.weights;

import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Dropout;
import cognate.models.layer.Flatten;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.List;

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
 * <p>The chain of a network that begins with convolutions runs over these, never normalized (same code): with the
 * weights as a matrix {@code W_l[t]} [in, out] for each tap t, the rows of X_d are those of {@code X_(d-1) W_d[t]} for
 * all t. A recurrent network has the chain of depth 1 whose weight is the first layer's {@code weight_ih_l0}, so that
 * the feature is the Gram matrix {@code W_ihᵀ W_ih} (same code).
 */
final class ChainProduct {
    private static final double NORM_FLOOR = 1e-12;
    /** X with more rows than this is not multiplied out: it grows by the number of taps with every convolution. */
    private static final int MOST_ROWS = 1024;

    private final List<Tensor> weights = new ArrayList<>();
    private final boolean rowsNormalized;

    ChainProduct(Sequential network, boolean rowsNormalized) {
        boolean convolutions = network.layers().get(0) instanceof Conv2d;
        this.rowsNormalized = rowsNormalized && !convolutions;
        for (Layer layer : network.layers()) {
            if (convolutions ? layer instanceof Conv2d : layer instanceof Linear) {
                weights.add(layer.parameters().get("weight").value());
            } else if (layer instanceof Recurrent && weights.isEmpty()) {
                weights.add(layer.parameters().get("weight_ih_l0").value());
                break;
            } else if (!convolutions && !isBetweenLinear(layer)) {
                break;
            }
        }
    }

    private static boolean isBetweenLinear(Layer layer) {
        return layer instanceof Activation
                || layer instanceof Dropout
                || layer instanceof Flatten
                || layer instanceof BatchNorm;
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
