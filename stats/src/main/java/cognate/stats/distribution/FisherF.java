package cognate.stats.distribution;

/**
 * Fisher's F distribution.
 *
 * @param numerator degrees of freedom of the numerator, positive
 * @param denominator degrees of freedom of the denominator, positive
 */
public record FisherF(double numerator, double denominator) implements Distribution {
    /** Checks the degrees of freedom. */
    public FisherF {
        if (!(numerator > 0 && denominator > 0 && numerator + denominator < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "F: positive degrees of freedom, found " + numerator + " and " + denominator);
        }
    }

    @Override
    public double density(double x) {
        double a = numerator / 2;
        double b = denominator / 2;
        if (x <= 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 && a <= 1 ? (a == 1 ? 1 : Double.POSITIVE_INFINITY) : 0;
        }
        double ratio = numerator * x / denominator;
        return a / (a + b) * b * SaddlePoint.binomial(a, b, 1 / (1 + 1 / ratio), 1 / (1 + ratio)) / x;
    }

    @Override
    public double cumulative(double x) {
        double ratio = StrictMath.max(0, numerator * x / denominator);
        return IncompleteBeta.lower(numerator / 2, denominator / 2, 1 / (1 + 1 / ratio), 1 / (1 + ratio));
    }

    @Override
    public double survival(double x) {
        double ratio = StrictMath.max(0, numerator * x / denominator);
        return IncompleteBeta.lower(denominator / 2, numerator / 2, 1 / (1 + ratio), 1 / (1 + 1 / ratio));
    }

    @Override
    public double quantile(double p) {
        return Inversion.quantile(this, p, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public double upperQuantile(double p) {
        return Inversion.upperQuantile(this, p, 0, Double.POSITIVE_INFINITY);
    }
}
