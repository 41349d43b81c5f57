package cognate.stats.distribution;

/**
 * The chi-squared distribution.
 *
 * @param degrees degrees of freedom, positive
 */
public record ChiSquared(double degrees) implements Distribution {
    /** Checks the degrees of freedom. */
    public ChiSquared {
        if (!(degrees > 0 && degrees < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("chi-squared: positive degrees of freedom, found " + degrees);
        }
    }

    @Override
    public double density(double x) {
        if (x <= 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 && degrees <= 2 ? (degrees == 2 ? 0.5 : Double.POSITIVE_INFINITY) : 0;
        }
        return degrees / 2 / x * SaddlePoint.poisson(degrees / 2, x / 2);
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : IncompleteGamma.lower(degrees / 2, x / 2);
    }

    @Override
    public double survival(double x) {
        return x <= 0 ? 1 : IncompleteGamma.upper(degrees / 2, x / 2);
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
