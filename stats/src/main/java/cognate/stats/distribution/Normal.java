package cognate.stats.distribution;

/**
 * The normal distribution.
 *
 * @param mean its mean, finite
 * @param deviation its standard deviation, positive
 */
public record Normal(double mean, double deviation) implements Distribution {
    /** Mean 0, standard deviation 1. */
    public static final Normal STANDARD = new Normal(0, 1);

    /** Checks the parameters. */
    public Normal {
        if (!(StrictMath.abs(mean) < Double.POSITIVE_INFINITY
                && deviation > 0
                && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "normal: a finite mean and a positive deviation, found " + mean + " and " + deviation);
        }
    }

    @Override
    public double density(double x) {
        double z = (x - mean) / deviation;
        return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI) / deviation;
    }

    @Override
    public double cumulative(double x) {
        return above((mean - x) / deviation);
    }

    @Override
    public double survival(double x) {
        return above((x - mean) / deviation);
    }

    /** P(Z > z): DLMF 7.11.2, erfc(x) = Q(½, x²). */
    private static double above(double z) {
        return z > 0 ? IncompleteGamma.upper(0.5, z * z / 2) / 2 : 0.5 + IncompleteGamma.lower(0.5, z * z / 2) / 2;
    }

    @Override
    public double quantile(double p) {
        return Inversion.quantile(this, p, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public double upperQuantile(double p) {
        return Inversion.upperQuantile(this, p, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
