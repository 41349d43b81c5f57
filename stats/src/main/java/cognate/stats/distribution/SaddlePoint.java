package cognate.stats.distribution;

/**
 * Loader's saddle-point forms ("Fast and Accurate Computation of Binomial Probabilities", 2000) of the powers and gamma
 * functions that stand before every incomplete gamma and beta function. The large terms that cancel in {@code a·ln x -
 * x - ln Γ(a)} are never formed, which keeps the relative accuracy far out in the tails.
 */
final class SaddlePoint {
    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;
    /** From here on eight terms of Stirling's series are exact to double precision. */
    private static final double STIRLING_FROM = 16;

    private SaddlePoint() {}

    /** ln Γ(x) for x > 0. */
    static double logGamma(double x) {
        return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + stirlingError(x);
    }

    /** The error of Stirling's formula, ln Γ(x + 1) - ((x + ½) ln x - x + ½ ln 2π), for x > 0. */
    static double stirlingError(double x) {
        double shift = 0;
        double at = x;
        while (at < STIRLING_FROM) { // error(x) - error(x + 1) = (x + ½) ln(1 + 1/x) - 1
            shift += (at + 0.5) * StrictMath.log1p(1 / at) - 1;
            at++;
        }
        double r = 1 / (at * at);
        double series = 1.0 / 12
                - r
                        * (1.0 / 360
                                - r
                                        * (1.0 / 1260
                                                - r
                                                        * (1.0 / 1680
                                                                - r * (1.0 / 1188 - r * (691.0 / 360360 - r / 156)))));
        return shift + series / at;
    }

    /** {@code x ln(x/mean) + mean - x}, for positive x and mean. */
    static double deviance(double x, double mean) {
        double difference = x - mean;
        if (StrictMath.abs(difference) >= 0.5 * (x + mean)) {
            return x * StrictMath.log(x / mean) - difference;
        }
        double v = difference / (x + mean);
        double square = v * v;
        double sum = difference * v;
        double term = 2 * x * v;
        for (int j = 3; ; j += 2) {
            term *= square;
            double next = sum + term / j;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    /** {@code x^a e^-x / Γ(a + 1)}, for positive a and x: the Poisson probability of a at mean x. */
    static double poisson(double a, double x) {
        return StrictMath.exp(-stirlingError(a) - deviance(a, x)) / StrictMath.sqrt(2 * StrictMath.PI * a);
    }

    /** {@code Γ(a+b+1)/(Γ(a+1)Γ(b+1)) x^a y^b}, for non-negative a and b and y = 1 - x. */
    static double binomial(double a, double b, double x, double y) {
        if (a == 0) {
            return power(y, x, b);
        }
        if (b == 0) {
            return power(x, y, a);
        }
        if (x == 0 || y == 0) {
            return 0;
        }
        double n = a + b;
        double exponent =
                stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
        return StrictMath.exp(exponent) * StrictMath.sqrt(n / a / (2 * StrictMath.PI * b));
    }

    /** {@code base^n}, base given together with its complement to one. */
    private static double power(double base, double complement, double n) {
        if (n == 0 || base == 0) {
            return n == 0 ? 1 : 0;
        }
        return StrictMath.exp(n * (base > 0.5 ? StrictMath.log1p(-complement) : StrictMath.log(base)));
    }
}
