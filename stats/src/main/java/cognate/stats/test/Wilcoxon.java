package cognate.stats.test;

import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test (1945) of paired values: do the first ones tend to exceed the second ones? The statistic
 * is the sum of the ranks of the positive differences; pairs without a difference are left out.
 */
public final class Wilcoxon {
    /** The number of signs of more differences outgrows a double. */
    private static final int MOST_EXACT = 1000;

    private Wilcoxon() {}

    /** By the exact distribution of the rank sum over all signs, ties included as they are. */
    public static TestOutcome exact(double[] x, double[] y) {
        double[] differences = differences(x, y);
        if (differences.length > MOST_EXACT) {
            throw new IllegalArgumentException(
                    "exact Wilcoxon test: at most " + MOST_EXACT + " differences, found " + differences.length);
        }
        Ranks ranks = ranks(differences);
        double[] ways = new double[Arrays.stream(ranks.doubled()).sum() + 1];
        ways[0] = 1;
        int reached = 0;
        for (int rank : ranks.doubled()) {
            for (int sum = reached; sum >= 0; sum--) {
                ways[sum + rank] += ways[sum];
            }
            reached += rank;
        }
        int observed = positive(ranks, differences);
        return RankSums.outcome(observed / 2.0, ways, observed);
    }

    /** By the normal approximation, corrected for ties, not for continuity. */
    public static TestOutcome asymptotic(double[] x, double[] y) {
        double[] differences = differences(x, y);
        Ranks ranks = ranks(differences);
        double n = differences.length;
        double variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.tieTerm() / 48;
        double w = positive(ranks, differences) / 2.0;
        return TestOutcome.ofNormal(w, w, n * (n + 1) / 4, StrictMath.sqrt(variance), 0);
    }

    private static double[] differences(double[] x, double[] y) {
        Samples.checkPairs("Wilcoxon test", x, y, 1);
        double[] differences =
                Arrays.stream(Samples.differences(x, y)).filter(d -> d != 0).toArray();
        if (differences.length == 0) {
            throw new IllegalArgumentException(
                    "Wilcoxon test: at least 1 pair with a difference, found none in " + x.length);
        }
        return differences;
    }

    private static Ranks ranks(double[] differences) {
        return Ranks.of(Arrays.stream(differences).map(StrictMath::abs).toArray());
    }

    private static int positive(Ranks ranks, double[] differences) {
        int sum = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += differences[i] > 0 ? ranks.doubled()[i] : 0;
        }
        return sum;
    }
}
