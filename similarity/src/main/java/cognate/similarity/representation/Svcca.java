package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Svd;

/**
 * Singular vector canonical correlation analysis (Raghu et al. 2017): the mean canonical correlation of the leading
 * principal directions of each side. A similarity, symmetric, in [0, 1], invariant to rotation, translation and scaling
 * of all neurons together.
 */
public final class Svcca {
    private Svcca() {}

    /**
     * Keeps directions until their squared singular values make up {@code share} of all, as in 0.99: the usual rule.
     */
    public static double bySquares(SharedBasis basis, double share) {
        return mean(basis, countX(basis, share, true), countY(basis, share, true));
    }

    /** Keeps directions until their plain singular values make up {@code share} of all, as some released code does. */
    public static double byValues(SharedBasis basis, double share) {
        return mean(basis, countX(basis, share, false), countY(basis, share, false));
    }

    /** Keeps the {@code count} leading directions of each side, or as many as there are. */
    public static double leading(SharedBasis basis, int count) {
        return mean(basis, Math.min(count, basis.rankX()), Math.min(count, basis.rankY()));
    }

    static int countX(SharedBasis basis, double share, boolean squares) {
        return count(basis.x().svd().values(), basis.rankX(), share, squares);
    }

    static int countY(SharedBasis basis, double share, boolean squares) {
        return count(basis.y().svd().values(), basis.rankY(), share, squares);
    }

    private static int count(double[] values, int rank, double share, boolean squares) {
        double total = 0;
        for (double value : values) {
            total += squares ? value * value : value;
        }
        double sum = 0;
        int count = 0;
        while (count < rank && sum < share * total) {
            sum += squares ? values[count] * values[count] : values[count];
            count++;
        }
        return count;
    }

    /** With shuffled inputs: the directions of each side stay. */
    static double bySquares(ShuffledPair pair, double share) {
        SharedBasis basis = pair.seen().basis();
        return pair.meanCorrelation(countX(basis, share, true), countY(basis, share, true));
    }

    /** As {@link #byValues(SharedBasis, double)}. */
    static double byValues(ShuffledPair pair, double share) {
        SharedBasis basis = pair.seen().basis();
        return pair.meanCorrelation(countX(basis, share, false), countY(basis, share, false));
    }

    /** As {@link #leading(SharedBasis, int)}. */
    static double leading(ShuffledPair pair, int count) {
        return pair.meanCorrelation(
                Math.min(count, pair.x().rank()), Math.min(count, pair.y().rank()));
    }

    private static double mean(SharedBasis basis, int countX, int countY) {
        Matrix x = basis.x().svd().u();
        Matrix y = basis.y().svd().u();
        Matrix inner = basis.inner(x.block(0, x.rows(), 0, countX), y.block(0, y.rows(), 0, countY));
        return Cca.mean(Cca.clamped(Svd.values(inner)));
    }
}
