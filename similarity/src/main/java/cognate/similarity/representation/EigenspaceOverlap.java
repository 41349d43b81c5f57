package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;

/**
 * The overlap of what the raw neurons of both sides span (May et al. 2019): {@code ‖UᵀU'‖²_F / max(p, q)} of
 * orthonormal bases. A similarity, symmetric, in [0, 1], invariant to invertible linear maps of either side.
 */
final class EigenspaceOverlap {
    private EigenspaceOverlap() {}

    static double of(Pair pair) {
        SharedBasis basis = pair.rawBasis();
        Matrix inner = basis.inner(basis.x().span, basis.y().span);
        return Cka.dot(inner, inner) / most(pair);
    }

    private static int most(Pair pair) {
        return Math.max(pair.x().neurons(), pair.y().neurons());
    }

    /** With shuffled inputs. */
    static double of(ShuffledPair pair) {
        Matrix x = pair.seen().x().rawPrincipal().directions;
        Matrix y = pair.seen().y().rawPrincipal().directions;
        Matrix inner = ShuffledPair.product(x, y, pair.order());
        return Cka.dot(inner, inner) / most(pair.seen());
    }
}
