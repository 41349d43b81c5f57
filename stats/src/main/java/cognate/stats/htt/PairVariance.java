package cognate.stats.htt;

/**
 * The part of a contrast's variance that single pairs bring, beyond what each network brings to all its pairs. Where
 * networks of two conditions are of one law the second part vanishes, and the {@link Jackknife} alone would claim a
 * difference that is too sharp (the degenerate case of U-statistics).
 */
final class PairVariance {
    private final CountedPairs pairs;
    private final double[] weight; // [conditions, conditions]: of one pair's residual

    private PairVariance(CountedPairs pairs, Contrast contrast) {
        this.pairs = pairs;
        int k = pairs.conditions();
        weight = new double[k * k];
        for (int p = 0; p < k; p++) {
            for (int q = p; q < k; q++) {
                double coefficient = contrast.x()[p * k + q] - contrast.y()[p * k + q];
                if (coefficient != 0) {
                    weight[p * k + q] = coefficient / pairs.count(p, q) * StrictMath.sqrt(inflation(p, q));
                    weight[q * k + p] = weight[p * k + q];
                }
            }
        }
    }

    /** Σ over pairs of blocks of [Σ weight · residual]². */
    static double of(CountedPairs pairs, Contrast contrast) {
        PairVariance of = new PairVariance(pairs, contrast);
        double variance = 0;
        for (int u = 0; u < pairs.blocks(); u++) {
            for (int v = u + 1; v < pairs.blocks(); v++) {
                double sum = of.sum(pairs.members(u), pairs.members(v));
                variance += sum * sum;
            }
        }
        return variance;
    }

    private double sum(int[] first, int[] second) {
        double sum = 0;
        for (int i : first) {
            int p = pairs.condition(i);
            for (int j : second) {
                int q = pairs.condition(j);
                double w = weight[p * pairs.conditions() + q];
                if (w != 0) {
                    double residual = pairs.similarity(i, j) - pairs.mean(p, q) - effect(i, q) - effect(j, p);
                    sum += w * residual;
                }
            }
        }
        return sum;
    }

    /** What a network adds to all its pairs with condition q. */
    private double effect(int network, int q) {
        int p = pairs.condition(network);
        double n = pairs.blocksOf(p);
        double own =
                p == q ? (n - 1) / (n - 2) : 1; // its row also holds the others' effects, whose sum is minus its own
        return own * (pairs.rowMean(network, q) - pairs.mean(p, q));
    }

    /** Makes up for what the estimated effects take away from the residuals. */
    private double inflation(int p, int q) {
        double n = pairs.blocksOf(p);
        double m = pairs.blocksOf(q);
        return p == q ? (n - 1) / StrictMath.max(n - 3, 1) : n * m / ((n - 1) * (m - 1));
    }
}
