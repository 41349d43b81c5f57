package cognate.stats.distribution;

/**
 * Student's t distribution.
 *
 * @param degrees degrees of freedom, positive
 */
public record StudentT(double degrees) implements Distribution {
    /** Beyond this ratio to √degrees its square nears the largest double, and the tail is a plain power. */
    private static final double FAR = 1e100;

    /** Checks the degrees of freedom. */
    public StudentT {
        if (!(degrees > 0 && degrees < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("t: positive degrees of freedom, found " + degrees);
        }
    }

    /** Loader 2000, section 6: no gamma functions of half the degrees are formed. */
    @Override
    public double density(double x) {
        double half = degrees / 2;
        double square = x * x / degrees;
        double constant = SaddlePoint.stirlingError(half + 0.5)
                - SaddlePoint.stirlingError(half)
                - SaddlePoint.deviance(half, half + 0.5);
        return StrictMath.exp(constant - half * StrictMath.log1p(square))
                / StrictMath.sqrt(2 * StrictMath.PI * (1 + square));
    }

    @Override
    public double cumulative(double x) {
        return x < 0 ? tail(-x) : 1 - tail(x);
    }

    @Override
    public double survival(double x) {
        return x > 0 ? tail(x) : 1 - tail(-x);
    }

    /** P(T > t) = ½ I(degrees / (degrees + t²); degrees/2, ½) for t ≥ 0. */
    private double tail(double t) {
        double ratio = t / StrictMath.sqrt(degrees);
        if (ratio > FAR) {
            double logBeta = SaddlePoint.logGamma(degrees / 2)
                    + SaddlePoint.logGamma(0.5)
                    - SaddlePoint.logGamma(degrees / 2 + 0.5);
            return StrictMath.exp(-degrees * StrictMath.log(ratio) - logBeta) / degrees;
        }
        double square = t * t / degrees;
        return IncompleteBeta.lower(degrees / 2, 0.5, 1 / (1 + square), 1 / (1 + 1 / square)) / 2;
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
