package cognate.stats.distribution;

/**
 * The regularized incomplete beta function I_x(a, b) by the continued fraction of Didonato and Morris (ACM TOMS
 * algorithm 708, 1992, equation 9), on the side of the mean where it converges fast. It is given x together with y = 1
 * - x, so that x close to 1 loses nothing.
 */
public final class IncompleteBeta {
    private static final double TINY = 1e-300;

    private IncompleteBeta() {}

    /** I_x(a, b) for a, b > 0 and x in [0, 1]. */
    public static double lower(double a, double b, double x) {
        return lower(a, b, x, 1 - x);
    }

    /** 1 - I_x(a, b) = I_{1-x}(b, a). */
    public static double upper(double a, double b, double x) {
        return lower(b, a, 1 - x, x);
    }

    /** The x with I_x(a, b) = p. */
    public static double inverse(double a, double b, double p) {
        return new Beta(a, b).quantile(p);
    }

    /** I_x(a, b), both x and its complement y = 1 - x known to full accuracy. */
    static double lower(double a, double b, double x, double y) {
        if (!(a > 0 && b > 0 && a + b < Double.POSITIVE_INFINITY && x >= 0 && y >= 0 && x <= 1 && y <= 1)) {
            throw new IllegalArgumentException(
                    "incomplete beta: a, b > 0 and x in [0, 1], found a " + a + ", b " + b + ", x " + x);
        }
        if (x == 0 || y == 0) {
            return x == 0 ? 0 : 1;
        }
        return a * y >= b * x ? fraction(a, b, x, y) : 1 - fraction(b, a, y, x);
    }

    private static double fraction(double a, double b, double x, double y) {
        double excess = a * y - b * x + 1;
        double value = a * excess / (a + 1);
        double c = value;
        double d = 0;
        double ratio = 0;
        for (int n = 1; StrictMath.abs(ratio - 1) > 3e-16; n++) { // modified Lentz
            double s = a + 2 * n;
            double w = n * (b - n) * x / (s - 1);
            double numerator = (a + n - 1) / (s - 1) * (a + b + n - 1) * w * x;
            double denominator = n + w + (a + n) / (s + 1) * (excess + n * (1 + y));
            d = 1 / nonZero(denominator + numerator * d);
            c = nonZero(denominator + numerator / c);
            ratio = c * d;
            value *= ratio;
        }
        return StrictMath.min(1, a / (a + b) * b * SaddlePoint.binomial(a, b, x, y) / value);
    }

    private static double nonZero(double x) {
        return StrictMath.abs(x) < TINY ? TINY : x;
    }
}
