package cognate.stats.test;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.distribution.Normal;
import java.util.Arrays;

/** Intervals from statistics of samples drawn anew from the sample (Efron, Tibshirani 1993). */
public final class Bootstrap {
    private Bootstrap() {}

    /** A statistic of a sample; called from several threads at once. */
    @FunctionalInterface
    public interface Statistic {
        double of(double[] sample);
    }

    /** The statistic of samples that are drawn with replacement; equal streams give equal bits for any workers. */
    public static double[] replicates(
            double[] sample, Statistic statistic, int count, RandomStream stream, Workers workers) {
        Samples.check("bootstrap", sample, 1);
        double[] replicates = new double[count];
        workers.run(count, i -> {
            RandomStream draws = stream.split(i);
            double[] drawn = new double[sample.length];
            for (int k = 0; k < drawn.length; k++) {
                drawn[k] = sample[draws.nextInt(sample.length)];
            }
            replicates[i] = statistic.of(drawn);
        });
        return replicates;
    }

    /** The percentile interval: the quantiles (1 - level)/2 and (1 + level)/2 of the replicates. */
    public static Interval percentile(double[] replicates, double level) {
        double[] sorted = sorted(replicates, level);
        return new Interval(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2), level);
    }

    /**
     * The bias-corrected and accelerated interval (Efron 1987): percentiles moved by how far the replicates' median is
     * off the estimate, and by the skewness of the statistic over samples that leave one value out.
     *
     * @param replicates of the statistic, as {@link #replicates} draws them; some below and some above its value
     */
    public static Interval accelerated(double[] sample, Statistic statistic, double[] replicates, double level) {
        Samples.check("accelerated bootstrap", sample, 2);
        double[] sorted = sorted(replicates, level);
        double estimate = statistic.of(sample);
        double below = 0;
        for (double replicate : sorted) { // equal ones count one half
            below += replicate < estimate ? 1 : replicate == estimate ? 0.5 : 0;
        }
        if (below == 0 || below == sorted.length) {
            throw new IllegalArgumentException("accelerated bootstrap: replicates on both sides of the estimate "
                    + estimate + ", found " + sorted[0] + " to " + sorted[sorted.length - 1]);
        }
        double bias = Normal.STANDARD.quantile(below / sorted.length);
        double acceleration = acceleration(sample, statistic);
        double z = Normal.STANDARD.upperQuantile((1 - level) / 2);
        return new Interval(
                quantile(sorted, moved(bias, acceleration, -z)), quantile(sorted, moved(bias, acceleration, z)), level);
    }

    private static double moved(double bias, double acceleration, double z) {
        return Normal.STANDARD.cumulative(bias + (bias + z) / (1 - acceleration * (bias + z)));
    }

    /** Σ d³ / (6 (Σ d²)^1.5), d the mean of the leave-one-out statistics minus each; 0 where they are equal. */
    private static double acceleration(double[] sample, Statistic statistic) {
        double[] without = new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            double[] rest = Arrays.copyOf(sample, sample.length - 1);
            System.arraycopy(sample, i + 1, rest, i, sample.length - 1 - i);
            without[i] = statistic.of(rest);
        }
        Moments moments = Moments.of(without);
        double cubes = 0;
        for (double value : without) {
            double d = moments.mean() - value;
            cubes += d * d * d;
        }
        double squares = moments.sumOfSquares();
        return squares == 0 ? 0 : cubes / (6 * squares * StrictMath.sqrt(squares));
    }

    private static double[] sorted(double[] replicates, double level) {
        if (replicates.length < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("bootstrap: at least 1 replicate and a level between 0 and 1, found "
                    + replicates.length + " and " + level);
        }
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Linear interpolation between the order statistics (Hyndman, Fan 1996, type 7: NumPy's default). */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = StrictMath.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
