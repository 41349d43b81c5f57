package cognate.stats.distribution;

/**
 * The regularized incomplete gamma functions P(a, x) = γ(a, x)/Γ(a) and Q = 1 - P (NIST Digital Library of Mathematical
 * Functions, section 8.2): P by its power series below x = a + 1, Q by its continued fraction above. Either keeps a
 * relative accuracy of about 1e-13 for a ≥ 0.1; below that the smaller one loses digits next to 1.
 */
public final class IncompleteGamma {
    private static final double TINY = 1e-300;

    private IncompleteGamma() {}

    /** ln Γ(x) for x > 0, to about 1e-15 of max(1, |result|). */
    public static double logGamma(double x) {
        if (!(x > 0)) {
            throw new IllegalArgumentException("logGamma: a positive argument, found " + x);
        }
        return SaddlePoint.logGamma(x);
    }

    /** P(a, x), for a > 0 and x ≥ 0. */
    public static double lower(double a, double x) {
        check(a, x);
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
    }

    /** Q(a, x) = 1 - P(a, x), for a > 0 and x ≥ 0. */
    public static double upper(double a, double x) {
        check(a, x);
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
    }

    /** The x with P(a, x) = p. */
    public static double inverseLower(double a, double p) {
        return new ChiSquared(2 * a).quantile(p) / 2;
    }

    /** The x with Q(a, x) = q. */
    public static double inverseUpper(double a, double q) {
        return new ChiSquared(2 * a).upperQuantile(q) / 2;
    }

    private static void check(double a, double x) {
        if (!(a > 0 && a < Double.POSITIVE_INFINITY && x >= 0)) {
            throw new IllegalArgumentException("incomplete gamma: a > 0 and x >= 0, found a " + a + " and x " + x);
        }
    }

    /** P = x^a e^-x / Γ(a + 1) · Σ x^k / ((a + 1) … (a + k)), DLMF 8.11.4. */
    private static double series(double a, double x) {
        if (x == 0) {
            return 0;
        }
        double sum = 1;
        double term = 1;
        for (double k = a + 1; term > sum * 1e-17; k++) {
            term *= x / k;
            sum += term;
        }
        return StrictMath.min(1, SaddlePoint.poisson(a, x) * sum);
    }

    /** Q = x^a e^-x / Γ(a) · 1/(x + 1 - a - 1(1 - a)/(x + 3 - a - …)), DLMF 8.9.2 contracted, by Lentz's method. */
    private static double fraction(double a, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double denominator = x + 1 - a;
        double value = denominator;
        double c = value;
        double d = 0;
        double ratio = 0;
        for (int n = 1; StrictMath.abs(ratio - 1) > 3e-16; n++) { // modified Lentz
            double numerator = n * (a - n);
            denominator += 2;
            d = 1 / nonZero(denominator + numerator * d);
            c = nonZero(denominator + numerator / c);
            ratio = c * d;
            value *= ratio;
        }
        return StrictMath.min(1, SaddlePoint.poisson(a, x) * a / value);
    }

    private static double nonZero(double x) {
        return StrictMath.abs(x) < TINY ? TINY : x;
    }
}
