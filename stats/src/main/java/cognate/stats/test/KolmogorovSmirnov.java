package cognate.stats.test;

import cognate.stats.distribution.Distribution;
import java.util.Arrays;

/**
 * The two-sided test of Kolmogorov and Smirnov.
 *
 * @param statistic the largest distance between the two cumulative distributions
 * @param pValue the probability of such a distance or a larger one
 */
public record KolmogorovSmirnov(double statistic, double pValue) {
    /** Up to so many lattice points the two-sample distribution is counted out. */
    private static final double MOST_EXACT = 1e8;

    /** One sample against a continuous distribution; exact up to 5000 values. */
    public static KolmogorovSmirnov oneSample(double[] x, Distribution distribution) {
        Samples.check("Kolmogorov-Smirnov test", x, 1);
        double[] sorted = sorted(x);
        int n = sorted.length;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double below = distribution.cumulative(sorted[i]);
            double gap = StrictMath.max(below - (double) i / n, (i + 1.0) / n - below);
            largest = StrictMath.max(largest, gap);
        }
        return new KolmogorovSmirnov(largest, KolmogorovDistribution.survival(n, largest));
    }

    /** Two samples against each other; exact up to 10⁸ pairs, without ties. */
    public static KolmogorovSmirnov twoSample(double[] x, double[] y) {
        Samples.check("Kolmogorov-Smirnov test", x, 1);
        Samples.check("Kolmogorov-Smirnov test", y, 1);
        double[] a = sorted(x);
        double[] b = sorted(y);
        long n = a.length;
        long m = b.length;
        long largest = 0; // of |i m - j n|
        for (int i = 0, j = 0; i < n && j < m; ) {
            double value = StrictMath.min(a[i], b[j]);
            while (i < n && a[i] == value) {
                i++;
            }
            while (j < m && b[j] == value) {
                j++;
            }
            largest = StrictMath.max(largest, StrictMath.abs(i * m - j * n));
        }
        double statistic = (double) largest / n / m;
        double pValue = (double) n * m <= MOST_EXACT
                ? reaching(a.length, b.length, largest)
                : KolmogorovDistribution.limit(statistic * StrictMath.sqrt((double) n * m / (n + m)));
        return new KolmogorovSmirnov(statistic, pValue);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = Arrays.stream(values).map(v -> v + 0.0).toArray(); // -0 equals 0
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The probability that a random path of n steps right and m steps up, all orders equally likely, comes to a point
     * (i, j) with |i m - j n| ≥ distance: a sum of the probabilities of the first such points, all positive.
     */
    private static double reaching(int n, int m, long distance) {
        double[] at = new double[m + 1]; // probability of (i, j) by a path that stayed inside
        double reached = 0;
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                double left = n + m - (i + j - 1.0);
                double fromLeft = i == 0 ? 0 : at[j] * (n - i + 1) / left;
                double fromBelow = j == 0 ? 0 : at[j - 1] * (m - j + 1) / left;
                double here = i + j == 0 ? 1 : fromLeft + fromBelow;
                boolean outside = StrictMath.abs((long) i * m - (long) j * n) >= distance;
                reached += outside ? here : 0;
                at[j] = outside ? 0 : here;
            }
        }
        return StrictMath.min(1, reached);
    }
}
