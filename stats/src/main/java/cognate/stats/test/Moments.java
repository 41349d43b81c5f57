package cognate.stats.test;

/**
 * Count, mean and sum of squared deviations of a sample, by two compensated passes (Chan, Golub, LeVeque 1983, equation
 * 1.7): exact to about the rounding of the data themselves, however large the mean is beside the spread.
 *
 * @param count number of values
 * @param mean their mean
 * @param sumOfSquares sum of the squared deviations from the mean
 */
public record Moments(int count, double mean, double sumOfSquares) {
    /** The moments of at least one finite value. */
    public static Moments of(double[] values) {
        Samples.check("moments", values, 1);
        int n = values.length;
        CompensatedSum sum = new CompensatedSum();
        for (double value : values) {
            sum.add(value);
        }
        double mean = sum.value() / n;
        CompensatedSum rest = new CompensatedSum();
        CompensatedSum squares = new CompensatedSum();
        for (double value : values) {
            double deviation = value - mean;
            rest.add(deviation);
            squares.add(deviation * deviation);
        }
        double rounding = rest.value() * (rest.value() / n); // of the mean
        return new Moments(n, mean, StrictMath.max(0, squares.value() - rounding));
    }

    /** The unbiased variance, sum of squares / (count - 1); not a number for a single value. */
    public double variance() {
        return sumOfSquares / (count - 1);
    }

    /** The standard deviation, √variance. */
    public double deviation() {
        return StrictMath.sqrt(variance());
    }

    /** Lag-1 autocorrelation: Σ (x_i - mean)(x_{i+1} - mean) / Σ (x_i - mean)², for values that vary. */
    public static double autocorrelation(double[] values) {
        Moments moments = of(values);
        if (moments.sumOfSquares == 0) {
            throw new IllegalArgumentException(
                    "autocorrelation: values that vary, found " + values.length + " equal ones");
        }
        CompensatedSum products = new CompensatedSum();
        for (int i = 1; i < values.length; i++) {
            products.add((values[i - 1] - moments.mean) * (values[i] - moments.mean));
        }
        return products.value() / moments.sumOfSquares;
    }
}
