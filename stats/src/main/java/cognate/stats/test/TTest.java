package cognate.stats.test;

import cognate.stats.distribution.StudentT;

/**
 * Student's t test of a mean or of a difference of means.
 *
 * @param estimate the mean's distance from the hypothesis, or the first mean minus the second
 * @param standardError its standard error
 * @param degrees degrees of freedom
 */
public record TTest(double estimate, double standardError, double degrees) {
    /** Refuses samples without spread, about which the test cannot say anything. */
    public TTest {
        if (!(standardError > 0)) {
            throw new IllegalArgumentException("t test: values that vary, found a standard error of " + standardError);
        }
    }

    /** One sample against a mean. */
    public static TTest oneSample(double[] x, double mean) {
        Samples.check("t test", x, 2);
        Moments m = Moments.of(x);
        return new TTest(m.mean() - mean, StrictMath.sqrt(m.variance() / m.count()), m.count() - 1);
    }

    /** The differences x_i - y_i against mean 0. */
    public static TTest paired(double[] x, double[] y) {
        Samples.checkPairs("paired t test", x, y, 2);
        return oneSample(Samples.differences(x, y), 0);
    }

    /** Two independent samples of equal variance. */
    public static TTest pooled(double[] x, double[] y) {
        Moments a = Moments.of(x);
        Moments b = Moments.of(y);
        double degrees = a.count() + b.count() - 2;
        double variance = (a.sumOfSquares() + b.sumOfSquares()) / degrees;
        return new TTest(a.mean() - b.mean(), StrictMath.sqrt(variance * (1.0 / a.count() + 1.0 / b.count())), degrees);
    }

    /** Two independent samples whose variances may differ; degrees of freedom by Welch and Satterthwaite (1947). */
    public static TTest welch(double[] x, double[] y) {
        Samples.check("Welch's t test", x, 2);
        Samples.check("Welch's t test", y, 2);
        Moments a = Moments.of(x);
        Moments b = Moments.of(y);
        double va = a.variance() / a.count();
        double vb = b.variance() / b.count();
        double degrees = (va + vb) * (va + vb) / (va * va / (a.count() - 1) + vb * vb / (b.count() - 1));
        return new TTest(a.mean() - b.mean(), StrictMath.sqrt(va + vb), degrees);
    }

    /** t = estimate / standard error. */
    public double statistic() {
        return estimate / standardError;
    }

    /** p-value against a larger mean. */
    public double greater() {
        return new StudentT(degrees).survival(statistic());
    }

    /** p-value against a smaller mean. */
    public double less() {
        return new StudentT(degrees).cumulative(statistic());
    }

    /** p-value against a different mean. */
    public double twoSided() {
        return 2 * new StudentT(degrees).survival(StrictMath.abs(statistic()));
    }

    /** Confidence interval of the estimate. */
    public Interval interval(double level) {
        double margin = new StudentT(degrees).upperQuantile((1 - level) / 2) * standardError;
        return new Interval(estimate - margin, estimate + margin, level);
    }
}
