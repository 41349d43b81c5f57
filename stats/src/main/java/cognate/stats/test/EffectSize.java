package cognate.stats.test;

import cognate.stats.distribution.IncompleteGamma;

/** How large a difference between two samples is, whatever their sizes: first minus second. */
public final class EffectSize {
    private EffectSize() {}

    /** Cohen's d: the difference of the means in pooled standard deviations. */
    public static double cohensD(double[] x, double[] y) {
        Moments a = Moments.of(x);
        Moments b = Moments.of(y);
        double variance = (a.sumOfSquares() + b.sumOfSquares()) / (a.count() + b.count() - 2);
        return (a.mean() - b.mean()) / positive(StrictMath.sqrt(variance));
    }

    /** Hedges' g: d freed of its bias by Γ(m/2) / (√(m/2) Γ((m - 1)/2)), m = n_x + n_y - 2 (Hedges 1981). */
    public static double hedgesG(double[] x, double[] y) {
        double m = x.length + y.length - 2;
        if (m < 2) {
            throw new IllegalArgumentException("Hedges' g: at least 4 values, found " + (x.length + y.length));
        }
        double correction = StrictMath.exp(IncompleteGamma.logGamma(m / 2) - IncompleteGamma.logGamma((m - 1) / 2))
                / StrictMath.sqrt(m / 2);
        return cohensD(x, y) * correction;
    }

    /** Glass's delta: the difference of the means in standard deviations of the second, the control sample. */
    public static double glassDelta(double[] x, double[] control) {
        Moments b = Moments.of(control);
        return (Moments.of(x).mean() - b.mean()) / positive(b.deviation());
    }

    /** Cliff's delta in [-1, 1]: the share of pairs with the first value larger minus the share with it smaller. */
    public static double cliffsDelta(double[] x, double[] y) {
        Samples.check("Cliff's delta", x, 1);
        Samples.check("Cliff's delta", y, 1);
        long balance = 0;
        for (double a : x) {
            for (double b : y) {
                balance += a > b ? 1 : a < b ? -1 : 0;
            }
        }
        return (double) balance / x.length / y.length;
    }

    private static double positive(double deviation) {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("effect size: values that vary, found a deviation of " + deviation);
        }
        return deviation;
    }
}
