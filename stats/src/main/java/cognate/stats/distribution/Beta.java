package cognate.stats.distribution;

/**
 * The beta distribution on [0, 1].
 *
 * @param a first shape, positive
 * @param b second shape, positive
 */
public record Beta(double a, double b) implements Distribution {
    /** Checks the shapes. */
    public Beta {
        if (!(a > 0 && b > 0 && a + b < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beta: positive shapes, found " + a + " and " + b);
        }
    }

    @Override
    public double density(double x) {
        if (x <= 0 || x >= 1) {
            double shape = x == 0 ? a : b;
            boolean inside = x == 0 || x == 1;
            return inside && shape <= 1 ? (shape == 1 ? a * b : Double.POSITIVE_INFINITY) : 0;
        }
        return a / (a + b) * b * SaddlePoint.binomial(a, b, x, 1 - x) / x / (1 - x);
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : x >= 1 ? 1 : IncompleteBeta.lower(a, b, x);
    }

    @Override
    public double survival(double x) {
        return x <= 0 ? 1 : x >= 1 ? 0 : IncompleteBeta.upper(a, b, x);
    }

    @Override
    public double quantile(double p) {
        return Inversion.quantile(this, p, 0, 1);
    }

    @Override
    public double upperQuantile(double p) {
        return Inversion.upperQuantile(this, p, 0, 1);
    }
}
