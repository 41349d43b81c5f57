package cognate.stats.test;

/** Correlation of paired values, tested against none. */
public final class Correlation {
    /** Beyond this many pairs the exact distribution of Kendall's tau is as good as normal. */
    private static final int MOST_EXACT = 200;

    private Correlation() {}

    /**
     * Pearson's r; p-values by t with n - 2 degrees of freedom, exact where both are normal. At least 3 pairs that
     * vary.
     */
    public static TestOutcome pearson(double[] x, double[] y) {
        Samples.checkPairs("correlation", x, y, 3);
        Moments a = Moments.of(x);
        Moments b = Moments.of(y);
        if (a.sumOfSquares() == 0 || b.sumOfSquares() == 0) {
            throw new IllegalArgumentException("correlation: values that vary, found " + x.length + " equal ones");
        }
        CompensatedSum products = new CompensatedSum();
        for (int i = 0; i < x.length; i++) {
            products.add((x[i] - a.mean()) * (y[i] - b.mean()));
        }
        double r = products.value() / StrictMath.sqrt(a.sumOfSquares()) / StrictMath.sqrt(b.sumOfSquares());
        return TestOutcome.ofCorrelation(StrictMath.max(-1, StrictMath.min(1, r)), x.length);
    }

    /** Spearman's rho: Pearson's r of the ranks, with its p-values. */
    public static TestOutcome spearman(double[] x, double[] y) {
        Samples.checkPairs("correlation", x, y, 3);
        return pearson(Ranks.of(x).values(), Ranks.of(y).values());
    }

    /** Kendall's tau-b; p-values by the normal approximation, corrected for ties (Kendall 1970, equation 4.4). */
    public static TestOutcome kendall(double[] x, double[] y) {
        Samples.checkPairs("correlation", x, y, 3);
        double n = x.length;
        double pairs = n * (n - 1);
        int[] tiesX = Ranks.of(x).ties();
        int[] tiesY = Ranks.of(y).ties();
        double variance = (pairs * (2 * n + 5) - ties(tiesX, 2, 5) - ties(tiesY, 2, 5)) / 18
                + ties(tiesX, 0, 1) * ties(tiesY, 0, 1) / (2 * pairs)
                + ties(tiesX, 1, -2) * ties(tiesY, 1, -2) / (9 * pairs * (n - 2));
        double score = score(x, y);
        double tau = score
                / StrictMath.sqrt((pairs - ties(tiesX, 0, 1)) / 2)
                / StrictMath.sqrt((pairs - ties(tiesY, 0, 1)) / 2);
        return TestOutcome.ofNormal(tau, score, 0, StrictMath.sqrt(variance), 0);
    }

    /** Kendall's tau with exact p-values, for at most 200 pairs without ties. */
    public static TestOutcome kendallExact(double[] x, double[] y) {
        Samples.checkPairs("correlation", x, y, 3);
        int n = x.length;
        if (n > MOST_EXACT || Ranks.of(x).ties().length + Ranks.of(y).ties().length > 0) {
            throw new IllegalArgumentException(
                    "exact Kendall test: at most " + MOST_EXACT + " pairs without ties, found " + n);
        }
        int pairs = n * (n - 1) / 2;
        double[] share = new double[pairs + 1]; // of permutations with so many concordant pairs
        share[0] = 1;
        for (int i = 2; i <= n; i++) {
            for (int sum = i * (i - 1) / 2; sum >= 0; sum--) {
                double total = 0;
                for (int added = 0; added < i && added <= sum; added++) {
                    total += share[sum - added];
                }
                share[sum] = total / i;
            }
        }
        double score = score(x, y);
        return RankSums.outcome(score / pairs, share, (int) ((score + pairs) / 2));
    }

    /** Σ t (t - 1) (a t + b) over groups of ties. */
    private static double ties(int[] sizes, double a, double b) {
        double sum = 0;
        for (double t : sizes) {
            sum += t * (t - 1) * (a * t + b);
        }
        return sum;
    }

    /** Concordant minus discordant pairs. */
    private static double score(double[] x, double[] y) {
        long score = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                score += Double.compare(x[i] + 0.0, x[j] + 0.0) * Double.compare(y[i] + 0.0, y[j] + 0.0);
            }
        }
        return score;
    }
}
