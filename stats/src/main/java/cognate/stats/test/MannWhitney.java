package cognate.stats.test;

import java.util.Arrays;

/**
 * The test of Mann and Whitney (1947): do values of one sample tend to exceed those of another? The statistic U counts
 * the pairs in which the first value is larger, ties as one half.
 */
public final class MannWhitney {
    /** The number of subsets of larger samples outgrows a double. */
    private static final int MOST_EXACT = 1000;

    private MannWhitney() {}

    /** By the exact distribution of the rank sum over all divisions of the values, ties included as they are. */
    public static TestOutcome exact(double[] x, double[] y) {
        Ranks ranks = ranks(x, y);
        int n = x.length;
        int total = n + y.length;
        if (total > MOST_EXACT) {
            throw new IllegalArgumentException(
                    "exact Mann-Whitney test: at most " + MOST_EXACT + " values, found " + total);
        }
        int highest = Arrays.stream(ranks.doubled()).sum();
        double[][] ways = new double[n + 1][highest + 1]; // of choosing so many values with such a doubled rank sum
        ways[0][0] = 1;
        int reached = 0;
        for (int rank : ranks.doubled()) {
            for (int chosen = n; chosen > 0; chosen--) {
                for (int sum = reached; sum >= 0; sum--) {
                    ways[chosen][sum + rank] += ways[chosen - 1][sum];
                }
            }
            reached += rank;
        }
        int observed = Arrays.stream(ranks.doubled()).limit(n).sum();
        return RankSums.outcome(u(ranks, n), ways[n], observed);
    }

    /** By the normal approximation, with corrections for ties and for continuity. */
    public static TestOutcome asymptotic(double[] x, double[] y) {
        Ranks ranks = ranks(x, y);
        double n = x.length;
        double m = y.length;
        double total = n + m;
        double variance = n * m / 12 * (total + 1 - ranks.tieTerm() / (total * (total - 1)));
        double u = u(ranks, x.length);
        return TestOutcome.ofNormal(u, u, n * m / 2, StrictMath.sqrt(variance), 0.5);
    }

    private static Ranks ranks(double[] x, double[] y) {
        Samples.check("Mann-Whitney test", x, 1);
        Samples.check("Mann-Whitney test", y, 1);
        double[] all = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, all, x.length, y.length);
        return Ranks.of(all);
    }

    private static double u(Ranks ranks, int n) {
        double doubled = Arrays.stream(ranks.doubled()).limit(n).sum();
        return doubled / 2 - n * (n + 1.0) / 2;
    }
}
