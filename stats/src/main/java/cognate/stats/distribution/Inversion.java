package cognate.stats.distribution;

import java.util.function.DoublePredicate;

/**
 * Quantiles by bisection. Doubles are bisected by their order, not by their value, so 64 steps reach the last bit of
 * any quantile, be it 1e-300 or 1e300, without a starting guess and without a derivative.
 */
final class Inversion {
    private Inversion() {}

    /** Quantile of a continuous distribution on [low, high]. */
    static double quantile(Distribution d, double p, double low, double high) {
        checkProbability(p);
        if (p == 0 || p == 1) {
            return p == 0 ? low : high;
        }
        return firstDouble(p <= 0.5 ? x -> d.cumulative(x) >= p : x -> d.survival(x) <= 1 - p, low, high);
    }

    /** Upper quantile of a continuous distribution on [low, high]. */
    static double upperQuantile(Distribution d, double p, double low, double high) {
        checkProbability(p);
        if (p == 0 || p == 1) {
            return p == 0 ? high : low;
        }
        return firstDouble(p <= 0.5 ? x -> d.survival(x) <= p : x -> d.cumulative(x) >= 1 - p, low, high);
    }

    /** The least x in [low, high] at which a monotone condition holds; high where it holds nowhere below. */
    static double firstDouble(DoublePredicate condition, double low, double high) {
        long below = order(low);
        long at = order(high);
        while (below < at) {
            long middle = (below & at) + ((below ^ at) >> 1); // floor of the mean, no overflow
            if (condition.test(value(middle))) {
                at = middle;
            } else {
                below = middle + 1;
            }
        }
        return value(at);
    }

    /** The least integer in [low, high] at which a monotone condition holds; high where it holds nowhere below. */
    static double firstInteger(DoublePredicate condition, long low, long high) {
        long below = low;
        long at = high;
        while (below < at) {
            long middle = below + (at - below) / 2;
            if (condition.test(middle)) {
                at = middle;
            } else {
                below = middle + 1;
            }
        }
        return at;
    }

    static void checkProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("quantile: a probability in [0, 1], found " + p);
        }
    }

    /** Position of a double in the order of all doubles. */
    private static long order(double x) {
        long bits = Double.doubleToLongBits(x + 0.0); // -0 and 0 are one place
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double value(long order) {
        return Double.longBitsToDouble(order >= 0 ? order : Long.MIN_VALUE - order);
    }
}
