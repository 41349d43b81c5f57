package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** What the measures give for representations that have nothing to do with one another, at their sizes. */
final class Baselines {
    private static final int POINTS = 512;
    private static final double LARGE_PRODUCT = 1e8;

    private Baselines() {}

    /**
     * The mean canonical correlation of independent noise of ranks p and q: the mean of √λ under the limit law of
     * squared correlations (Wachter 1980), with n - 1 degrees of freedom for n centred inputs.
     */
    static double meanCorrelation(int p, int q, int n) {
        double small = Math.min(p, q) / (n - 1.0);
        double large = Math.max(p, q) / (n - 1.0);
        if (large >= 1) {
            return 1;
        }
        double s = Math.sqrt(small * (1 - large));
        double t = Math.sqrt(large * (1 - small));
        double low = (s - t) * (s - t);
        double high = (s + t) * (s + t);
        double middle = (low + high) / 2;
        double half = (high - low) / 2;
        double sum = 0;
        for (int i = 0; i < POINTS; i++) { // λ = middle + half cos θ makes the integrand smooth and periodic
            double theta = (i + 0.5) * StrictMath.PI / POINTS;
            double lambda = middle + half * StrictMath.cos(theta);
            double sine = half * StrictMath.sin(theta);
            sum += sine * sine / (Math.sqrt(lambda) * (1 - lambda));
        }
        double atOne = Math.max(0, small + large - 1) / small;
        return sum / POINTS / (2 * small) + atOne;
    }

    /** Of the ranks of a pair. */
    static double meanCorrelation(Pair pair) {
        SharedBasis basis = pair.basis();
        return meanCorrelation(basis.rankX(), basis.rankY(), pair.inputs());
    }

    /** Of the principal directions that {@link Svcca} keeps. */
    static double reduced(Pair pair, double share, boolean squares) {
        SharedBasis basis = pair.basis();
        return meanCorrelation(Svcca.countX(basis, share, squares), Svcca.countY(basis, share, squares), pair.inputs());
    }

    /** Of at most {@code count} directions of each side. */
    static double leading(Pair pair, int count) {
        SharedBasis basis = pair.basis();
        return meanCorrelation(Math.min(basis.rankX(), count), Math.min(basis.rankY(), count), pair.inputs());
    }

    static double rSquared(Pair pair) {
        return rSquared(pair.basis().rankX(), pair.basis().rankY(), pair.inputs());
    }

    /** The mean of R²_CCA over all pairings of the rows of one side with those of the other, exactly. */
    static double rSquared(int p, int q, int n) {
        return Math.min(1, Math.max(p, q) / (n - 1.0));
    }

    /** The same of linear regression on {@code p} directions. */
    static double regression(int p, int n) {
        return Math.min(1, p / (n - 1.0));
    }

    /** The same of linear CKA; see {@link #alignment}. */
    static double linearAlignment(Representation x, Representation y) {
        double traceX = Cka.dot(x.centred(), x.centred());
        double traceY = Cka.dot(y.centred(), y.centred());
        return alignment(
                traceX, Cka.cross(x.centred(), x.centred()), traceY, Cka.cross(y.centred(), y.centred()), x.inputs());
    }

    /** The mean over all pairings of the cosine of two centred kernels, {@code tr K tr L / ((n - 1) ‖K‖ ‖L‖)}. */
    private static double alignment(double traceK, double squareK, double traceL, double squareL, int n) {
        return traceK / Math.sqrt(squareK) * (traceL / Math.sqrt(squareL)) / (n - 1);
    }

    /**
     * Procrustes analyses of shuffled pairings, over which distances are averaged since there is no formula: twenty, or
     * one where a product of the two is large and the spread small.
     */
    static List<Procrustes> procrustes(Pair pair) {
        double product = (double) pair.inputs()
                * pair.x().coordinates().columns()
                * pair.y().coordinates().columns();
        List<Procrustes> result = new ArrayList<>();
        for (int round = 0; round < (product < LARGE_PRODUCT ? 20 : 1); round++) {
            result.add(Procrustes.permuted(pair, order(pair.inputs(), round)));
        }
        return result;
    }

    private static int[] order(int n, long seed) {
        return RandomStream.of(seed).split("baseline").permutation(n);
    }

    /** X with its rows in a random order. */
    static Representation shuffled(Representation x, long seed) {
        int[] order = order(x.inputs(), seed);
        Matrix from = x.centred();
        Matrix to = Matrix.zeros(from.rows(), from.columns());
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(from.array(), order[i] * from.columns(), to.array(), i * from.columns(), from.columns());
        }
        return Representation.of(to, "baseline");
    }
}
