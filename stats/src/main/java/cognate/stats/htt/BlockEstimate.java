package cognate.stats.htt;

import cognate.stats.distribution.StudentT;
import cognate.stats.test.Interval;

/**
 * A contrast x - y of mean similarities with its intervals in closed form over blocks. An interval is the hull of two
 * or three forms, each of which alone is too short somewhere: J = value ± t √V; L, which puts limits to x and y on the
 * scale of log(1 - similarity) and adds their distances from x and y as Zou and Donner (2008) do; and, for the mean
 * within one condition, H, Hall's transformation (1992) by the skewness of the jackknife. V is the larger one of
 * {@link Jackknife}'s and {@link PairVariance}'s.
 */
public final class BlockEstimate {
    /** Keeps exponents finite; whatever has limits that far apart says nothing. */
    private static final double FARTHEST = 300;
    /** Below this distance from 1 the logarithmic scale is its tangent. */
    private static final double AT_ONE = 1e-12;

    private final double x;
    private final double y;
    private final boolean single;
    private final Jackknife jackknife;
    private final double deviation;
    private final double growth;
    private final StudentT law;

    private BlockEstimate(CountedPairs pairs, Contrast contrast, boolean single) {
        this.single = single;
        x = Contrast.value(contrast.x(), pairs.conditions(), pairs::mean);
        y = Contrast.value(contrast.y(), pairs.conditions(), pairs::mean);
        jackknife = Jackknife.of(pairs, contrast);
        double variance = StrictMath.max(jackknife.variance(), PairVariance.of(pairs, contrast));
        deviation = StrictMath.sqrt(variance);
        growth = jackknife.growth(variance);
        law = new StudentT(contrast.size() - 1);
    }

    static BlockEstimate ofDifference(CountedPairs pairs, Contrast contrast) {
        return new BlockEstimate(pairs, contrast, false);
    }

    static BlockEstimate ofMean(CountedPairs pairs, Contrast contrast) {
        return new BlockEstimate(pairs, contrast, true);
    }

    /** The estimate, x - y. */
    public double value() {
        return x - y;
    }

    /** Its standard error, √V. */
    public double standardError() {
        return deviation;
    }

    /**
     * The two-sided interval of a level in (0, 1), not cut to the range that the quantity can have: that is
     * {@link #printable}.
     */
    public Interval interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("interval: a level between 0 and 1, found " + level);
        }
        double t = law.upperQuantile((1 - level) / 2);
        return new Interval(low(t), high(t), level);
    }

    /**
     * The interval cut to what the quantity can be: a mean of similarities lies in [-1, 1], a difference in [-2, 2].
     */
    public Interval printable(double level) {
        Interval whole = interval(level);
        double most = single ? 1 : 2;
        return new Interval(clamp(whole.low(), most), clamp(whole.high(), most), level);
    }

    private static double clamp(double value, double most) {
        return StrictMath.max(-most, StrictMath.min(most, value));
    }

    /**
     * The p-value against a value other than 0: the smallest alpha at which the interval of level 1 - alpha leaves 0
     * out.
     */
    public double pValue() {
        if (value() == 0) {
            return 1;
        }
        double inside =
                0; // bisection of t, which alpha is a function of: 0 lies outside at low ones, inside at high ones
        double outside = 1;
        while (leavesZeroOut(outside) && outside < 0x1p60) {
            inside = outside;
            outside *= 2;
        }
        for (int step = 0; step < 60; step++) {
            double middle = (inside + outside) / 2;
            if (leavesZeroOut(middle)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return 2 * law.survival(inside);
    }

    private boolean leavesZeroOut(double t) {
        return low(t) > 0 || high(t) < 0;
    }

    private double low(double t) {
        double low = StrictMath.min(value() - t * deviation, logarithmicLow(t));
        return single ? StrictMath.min(low, value() - deviation * hall(t)) : low;
    }

    private double high(double t) {
        double high = StrictMath.max(value() + t * deviation, logarithmicHigh(t));
        return single ? StrictMath.max(high, value() - deviation * hall(-t)) : high;
    }

    private double logarithmicLow(double t) {
        if (single) {
            return limit(x, -t, deviation);
        }
        return value() - distance(x - limit(x, -t, ofX()), limit(y, t, ofY()) - y);
    }

    private double logarithmicHigh(double t) {
        if (single) {
            return limit(x, t, deviation);
        }
        return value() + distance(limit(x, t, ofX()) - x, y - limit(y, -t, ofY()));
    }

    private double ofX() {
        return growth * StrictMath.sqrt(jackknife.ofX());
    }

    private double ofY() {
        return growth * StrictMath.sqrt(jackknife.ofY());
    }

    /** √(a² + b² - 2 ρ a b). */
    private double distance(double a, double b) {
        return StrictMath.sqrt(StrictMath.max(a * a + b * b - 2 * jackknife.correlation() * a * b, 0));
    }

    /** {@code 1 - (1 - mean) e^(-t deviation / (1 - mean))}. */
    private static double limit(double mean, double t, double deviation) {
        double distance = 1 - mean;
        if (distance < AT_ONE) {
            return mean + t * deviation;
        }
        return 1 - distance * StrictMath.exp(StrictMath.min(-t * deviation / distance, FARTHEST));
    }

    /** {@code (3/γ) [(1 + γ (z - γ/6))^⅓ - 1]}, z where the skewness γ is 0. */
    private double hall(double z) {
        double skewness = jackknife.skewness();
        double u = skewness * (z - skewness / 6);
        if (u == 0) {
            return z;
        }
        double root = u > -0.5 ? StrictMath.expm1(StrictMath.log1p(u) / 3) : StrictMath.cbrt(1 + u) - 1;
        return 3 / skewness * root;
    }
}
