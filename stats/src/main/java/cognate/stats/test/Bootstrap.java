package cognate.stats.test;

import java.util.Arrays;

/** Intervals from statistics of samples drawn anew from the sample (Efron, Tibshirani 1993). */
public final class Bootstrap {
    private Bootstrap() {}

    /** The percentile interval: the quantiles (1 - level)/2 and (1 + level)/2 of the replicates. */
    public static Interval percentile(double[] replicates, double level) {
        if (replicates.length < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("bootstrap: at least 1 replicate and a level between 0 and 1, found "
                    + replicates.length + " and " + level);
        }
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2), level);
    }

    /** Linear interpolation between the order statistics (Hyndman, Fan 1996, type 7: NumPy's default). */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = StrictMath.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
