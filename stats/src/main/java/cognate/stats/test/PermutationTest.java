package cognate.stats.test;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;

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
}
