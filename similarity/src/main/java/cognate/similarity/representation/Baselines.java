package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.random.RandomStream;
import java.util.function.ToDoubleFunction;

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

    /** The same of CKA with the kernel of {@link Cka#rbf}. */
    static double kernelAlignment(Representation x, Representation y) {
        Matrix k = Cka.centredKernel(x, 1);
        Matrix l = Cka.centredKernel(y, 1);
        return alignment(trace(k), Cka.dot(k, k), trace(l), Cka.dot(l, l), x.inputs());
    }

    /** The mean over all pairings of the cosine of two centred kernels, {@code tr K tr L / ((n - 1) ‖K‖ ‖L‖)}. */
    private static double alignment(double traceK, double squareK, double traceL, double squareL, int n) {
        return traceK / Math.sqrt(squareK) * (traceL / Math.sqrt(squareL)) / (n - 1);
    }

    private static double trace(Matrix k) {
        double sum = 0;
        for (int i = 0; i < k.rows(); i++) {
            sum += k.get(i, i);
        }
        return sum;
    }

    /** The same of the Jaccard similarity of k neighbours among n - 1: their overlap is hypergeometric. */
    static double jaccard(int k, int n) {
        double sum = 0;
        for (int both = Math.max(0, 2 * k - (n - 1)); both <= k; both++) {
            sum += hypergeometric(both, k, n - 1) * both / (2.0 * k - both);
        }
        return sum;
    }

    private static double hypergeometric(int both, int k, int n) {
        return StrictMath.exp(logChoose(k, both) + logChoose(n - k, k - both) - logChoose(n, k));
    }

    private static double logChoose(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= k; i++) {
            sum += StrictMath.log((n - k + i) / (double) i);
        }
        return sum;
    }

    /**
     * The mean of a Procrustes distance over shuffled pairings, for which there is no formula: over twenty, or over one
     * where a product of the two is large and the spread small.
     */
    static double procrustes(Pair pair, ToDoubleFunction<Procrustes> distance) {
        Representation x = pair.x();
        Representation y = pair.y();
        int rounds = (double) x.inputs() * x.kept() * y.kept() < LARGE_PRODUCT ? 20 : 1;
        double sum = 0;
        for (int round = 0; round < rounds; round++) {
            sum += distance.applyAsDouble(Procrustes.of(shuffled(x, round), y));
        }
        return sum / rounds;
    }

    /** X with its rows in a random order. */
    static Representation shuffled(Representation x, long seed) {
        int[] order = RandomStream.of(seed).split("baseline").permutation(x.inputs());
        Matrix from = x.centred();
        Matrix to = Matrix.zeros(from.rows(), from.columns());
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(from.array(), order[i] * from.columns(), to.array(), i * from.columns(), from.columns());
        }
        return Representation.of(to, "baseline");
    }
}
