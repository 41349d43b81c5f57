package cognate.similarity.weights;

import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
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
 *       {@code X_1 = W_1ᵀ}, {@code X_d = rn(W_1ᵀ) rn(W_2ᵀ) ⋯ rn(W_dᵀ)}, where rn divides each row by its Euclidean norm, at
 *       least 1e-12. Its similarity does not change when hidden units are permuted, but does when they are rescaled.
 *   <li>plain (this project's): {@code X_d = W_1ᵀ ⋯ W_dᵀ}. Its similarity changes in neither case, as long as the units are
 *       strictly inside the chain.
 * </ul>
 *
 * <p>A recurrent network has the chain of depth 1 whose weight is the first layer's {@code weight_ih_l0}, so that the feature
 * is the Gram matrix {@code W_ihᵀ W_ih} (same code).
 */
final class ChainProduct {
    private static final double NORM_FLOOR = 1e-12;

    private final List<Tensor> weights = new ArrayList<>();
    private final boolean rowsNormalized;

    ChainProduct(Sequential network, boolean rowsNormalized) {
        this.rowsNormalized = rowsNormalized;
        for (Layer layer : network.layers()) {
            if (layer instanceof Linear) {
                weights.add(((Linear) layer).weight());
            } else if (layer instanceof Recurrent) {
                if (weights.isEmpty()) {
                    weights.add(layer.parameters().get("weight_ih_l0").value());
                }
                break;
            } else if (!(layer instanceof Activation || layer instanceof Dropout || layer instanceof Flatten)) {
                break;
            }
        }
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
        return depth == 0 ? feature(depth()) : Feature.gram(product(depth), List.of());
    }

    /** The product X_d, [in, h_d]. */
    Matrix product(int depth) {
        Matrix product = factor(weights.get(0), depth > 1);
        for (Tensor weight : weights.subList(1, depth)) {
            product = product.times(factor(weight, true));
        }
        return product;
    }

    private Matrix factor(Tensor weight, boolean normalizable) {
        Matrix factor = transposed(weight);
        if (rowsNormalized && normalizable) {
            normalizeRows(factor);
        }
        return factor;
    }

    private static Matrix transposed(Tensor weight) {
        float[] values = weight.toArray();
        int rows = weight.dim(0);
        int columns = values.length / rows;
        Matrix result = Matrix.zeros(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result.set(j, i, values[i * columns + j]);
            }
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
