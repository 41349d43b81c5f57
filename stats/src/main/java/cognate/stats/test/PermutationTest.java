package cognate.stats.test;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The permutation test: how often does a labelling that is as likely as the observed one reach its statistic? Where
 * there are few labellings all are enumerated and the p-value is exact; else the p-value (1 + b)/(1 + B) of B draws
 * keeps the level exactly (Phipson, Smyth 2010).
 */
public final class PermutationTest {
    /** Labellings of one part of the work, drawn from a stream of their own, whatever the number of threads. */
    private static final int CHUNK = 1000;
    /** Two statistics closer than this, relative to the largest one, are a tie: sums differ in their last bits. */
    private static final double TIE = 1e-9;

    /** Labellings that are walked through for each that is drawn at most, where most of them differ in names only. */
    private static final int MOST_WALKED = 100;

    private PermutationTest() {}

    /** A statistic of labels, large where they speak against the hypothesis; called from several threads at once. */
    @FunctionalInterface
    public interface Statistic {
        double of(int[] labels);
    }

    /**
     * Whether all labellings are enumerated where at most {@code permutations} are drawn: where there are at most twice
     * as many; and for a statistic that does not see the labels' names, where at most as many differ in more than names
     * of labels that can change them.
     *
     * @param named whether the statistic sees the names of the labels
     */
    public static boolean enumerates(Orbit orbit, boolean named, int permutations) {
        long count = orbit.count();
        if (named || count <= 2L * permutations) {
            return count <= 2L * permutations;
        }
        return count <= (long) MOST_WALKED * permutations && orbit.upToNames() <= permutations;
    }

    /**
     * The p-value of the observed labels against large values of the statistic.
     *
     * @param labellings which labellings the hypothesis makes equally likely
     * @param named whether the statistic sees the names of the labels; if not, labellings that differ in names only
     *     must have one value
     * @param permutations how many labellings are drawn where not all are enumerated, at least 1
     * @param stream decides those that are drawn; equal streams give equal p-values for any number of workers
     */
    public static double pValue(
            Labellings labellings,
            Statistic statistic,
            boolean named,
            int permutations,
            RandomStream stream,
            Workers workers) {
        if (permutations < 1) {
            throw new IllegalArgumentException("permutation test: at least 1 permutation, found " + permutations);
        }
        Orbit orbit = labellings.orbit();
        boolean all = enumerates(orbit, named, permutations);
        boolean once = all && !named;
        int[] names = orbit.interchangeable();
        int count = all ? (int) orbit.count() : permutations;
        double[][] chunks = new double[(count + CHUNK - 1) / CHUNK][];
        workers.run(chunks.length, chunk -> {
            RandomStream draws = stream.split(chunk);
            Labellings.Walk walk = labellings.walk();
            int from = chunk * CHUNK;
            int to = StrictMath.min(from + CHUNK, count);
            double[] values = new double[to - from];
            int found = 0;
            for (int i = from; i < to; i++) {
                int[] labels = !all ? walk.draw(draws) : i == from ? walk.labelling(i) : walk.next();
                if (!once || first(labels, names)) {
                    values[found++] = statistic.of(labels);
                }
            }
            chunks[chunk] = Arrays.copyOf(values, found);
        });
        double[] values = Arrays.stream(chunks).flatMapToDouble(Arrays::stream).toArray();
        double observed = statistic.of(labellings.observed());
        double largest = StrictMath.abs(observed);
        for (double value : values) {
            largest = StrictMath.max(largest, StrictMath.abs(value));
        }
        double limit = observed - TIE * largest;
        long reached = Arrays.stream(values).filter(value -> value >= limit).count();
        return all ? (double) reached / values.length : (1.0 + reached) / (1.0 + values.length);
    }

    /**
     * Whether labels that can change names appear in ascending order: of the labellings that differ in such names only
     * this holds for one.
     */
    private static boolean first(int[] labels, int[] least) {
        boolean[] seen = new boolean[least.length];
        for (int label : labels) {
            for (int other = least[label]; other < label && !seen[label]; other++) {
                if (least[other] == least[label] && !seen[other]) {
                    return false;
                }
            }
            seen[label] = true;
        }
        return true;
    }

    /**
     * Are two independent samples of one distribution? By the difference of their means, x minus y, the values dealt
     * out anew over the two samples.
     */
    public static TestOutcome independent(
            double[] x, double[] y, int permutations, RandomStream stream, Workers workers) {
        Samples.check("permutation test", x, 1);
        Samples.check("permutation test", y, 1);
        return means(x, y, IntStream.range(0, x.length + y.length).toArray(), permutations, stream, workers);
    }

    /** Are paired values exchangeable? By the mean of x_i - y_i, the two values of every pair exchanged at random. */
    public static TestOutcome paired(double[] x, double[] y, int permutations, RandomStream stream, Workers workers) {
        Samples.checkPairs("paired permutation test", x, y, 1);
        int[] pair = new int[2 * x.length];
        Arrays.setAll(pair, i -> i % x.length);
        return means(x, y, pair, permutations, stream, workers);
    }

    /** The sizes are fixed, so the sum of the first sample orders permutations as the difference of means does. */
    private static TestOutcome means(
            double[] x, double[] y, int[] blocks, int permutations, RandomStream stream, Workers workers) {
        double[] values = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, values, x.length, y.length);
        double least = Arrays.stream(values).min().orElseThrow();
        Arrays.setAll(values, i -> values[i] - least); // sums of numbers that are not negative tie to their last bits
        int[] labels = new int[values.length];
        Arrays.fill(labels, 0, x.length, 1);
        Labellings labellings = Labellings.of(labels, blocks, new int[labels.length]);
        Statistic sum = dealt -> {
            double total = 0;
            for (int i = 0; i < dealt.length; i++) {
                total += dealt[i] * values[i];
            }
            return total;
        };
        return TestOutcome.ofTails(
                Moments.of(x).mean() - Moments.of(y).mean(),
                pValue(labellings, dealt -> -sum.of(dealt), true, permutations, stream, workers),
                pValue(labellings, sum, true, permutations, stream, workers));
    }
}
