package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;

/**
 * How much of Y a linear map of X predicts: {@code R² = ‖Q_xᵀ Y‖²_F / ‖Y‖²_F} of centred activations (Kornblith et al.
 * 2019, table 1). A similarity, not symmetric, in [0, 1], invariant to invertible linear maps of X and to rotation,
 * translation and one scale of Y.
 */
public final class Regression {
    private Regression() {}

    /** The share of Y's variance that X predicts. */
    public static double rSquared(SharedBasis basis) {
        Matrix y = basis.y().neurons;
        Matrix predicted = basis.inner(basis.x().span, y);
        return Math.min(1, Cka.dot(predicted, predicted) / Cka.dot(y, y));
    }

    /** With shuffled inputs. */
    static double rSquared(ShuffledPair pair) {
        return Math.min(1, pair.square(null, pair.y().values) / pair.y().sum(2));
    }

    /** With shuffled inputs, X from Y. */
    static double reversed(ShuffledPair pair) {
        return Math.min(1, pair.square(pair.x().values, null) / pair.x().sum(2));
    }
}
