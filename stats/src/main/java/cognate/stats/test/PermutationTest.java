package cognate.stats.test;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;

/**
 * The Monte Carlo permutation test: how often do labels that were dealt out anew reach the observed statistic? Its
 * p-value (1 + b)/(1 + B) keeps the level exactly where labels are exchangeable (Phipson, Smyth 2010).
 */
public final class PermutationTest {
    /** Permutations drawn from one stream of their own, whatever the number of threads. */
    private static final int CHUNK = 1000;
    /** Two statistics closer than this, relative to the observed one, are a tie: sums differ in their last bits. */
    private static final double TIE = 1e-12;

    private PermutationTest() {}

    /** A statistic of labels, large where they speak against the hypothesis; called from several threads at once. */
    @FunctionalInterface
    public interface Statistic {
        double of(int[] labels);
    }

    /**
     * The p-value of the observed labels against large values of the statistic.
     *
     * @param labels       one label an item
     * @param blocks       within which labels are permuted
     * @param permutations B, at least 1
     * @param stream       decides the permutations; equal streams give equal p-values for any number of workers
     */
    public static double pValue(
            int[] labels, Blocks blocks, Statistic statistic, int permutations, RandomStream stream, Workers workers) {
        if (permutations < 1 || labels.length != blocks.size()) {
            throw new IllegalArgumentException("permutation test: at least 1 permutation and a label for each of "
                    + blocks.size() + " items, found " + permutations + " and " + labels.length + " labels");
        }
        double observed = statistic.of(labels);
        double limit = observed - TIE * StrictMath.abs(observed);
        int[] reached = new int[(permutations + CHUNK - 1) / CHUNK];
        workers.run(reached.length, chunk -> {
            RandomStream draws = stream.split(chunk);
            int[] permuted = labels.clone();
            int count = 0;
            for (int i = StrictMath.min(CHUNK, permutations - chunk * CHUNK); i > 0; i--) {
                blocks.shuffle(permuted, draws);
                count += statistic.of(permuted) >= limit ? 1 : 0;
            }
            reached[chunk] = count;
        });
        long b = 0;
        for (int count : reached) {
            b += count;
        }
        return (1.0 + b) / (1.0 + permutations);
    }

    /**
     * Are two independent samples of one distribution? By the difference of their means, x minus y, the values dealt out
     * anew over the two samples.
     */
    public static TestOutcome independent(
            double[] x, double[] y, int permutations, RandomStream stream, Workers workers) {
        Samples.check("permutation test", x, 1);
        Samples.check("permutation test", y, 1);
        return means(x, y, Blocks.one(x.length + y.length), permutations, stream, workers);
    }

    /** Are paired values exchangeable? By the mean of x_i - y_i, the two values of every pair exchanged at random. */
    public static TestOutcome paired(double[] x, double[] y, int permutations, RandomStream stream, Workers workers) {
        Samples.checkPairs("paired permutation test", x, y, 1);
        int[] pair = new int[2 * x.length];
        Arrays.setAll(pair, i -> i % x.length);
        return means(x, y, Blocks.of(pair), permutations, stream, workers);
    }

    /** The sizes are fixed, so the sum of the first sample orders permutations as the difference of means does. */
    private static TestOutcome means(
            double[] x, double[] y, Blocks blocks, int permutations, RandomStream stream, Workers workers) {
        double[] values = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, values, x.length, y.length);
        double least = Arrays.stream(values).min().orElseThrow();
        Arrays.setAll(values, i -> values[i] - least); // sums of numbers that are not negative tie to their last bits
        int[] labels = new int[values.length];
        Arrays.fill(labels, 0, x.length, 1);
        Statistic sum = dealt -> {
            double total = 0;
            for (int i = 0; i < dealt.length; i++) {
                total += dealt[i] * values[i];
            }
            return total;
        };
        return TestOutcome.ofTails(
                Moments.of(x).mean() - Moments.of(y).mean(),
                pValue(labels, blocks, dealt -> -sum.of(dealt), permutations, stream, workers),
                pValue(labels, blocks, sum, permutations, stream, workers));
    }
}
