package cognate.stats.htt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How alike networks are within and between conditions, with intervals in closed form over blocks. A block is the set
 * of networks that share their randomness; two networks of one block are never a pair. Every condition has equal
 * weight, whatever its size.
 *
 * <pre>{@code
 * BlockIntervals intervals = BlockIntervals.of(similarity, conditions, blocks);  // [n, n] row-major, one number a network
 * intervals.closeness().value();                  // D: mean within minus mean between conditions
 * intervals.closeness().interval(0.99);
 * intervals.spreads(0, 1).pValue();               // of: conditions 0 and 1 are equally alike among themselves
 * intervals.within(0).printable(0.99);
 * }</pre>
 *
 * The intervals are ours. Simulated coverage at .99, which the tables of stats/README.md give, is near or above the
 * level from ten blocks a condition on, but for the mean within one condition under heavy skewness.
 */
public final class BlockIntervals {
    /** Fewest blocks a condition: the mean without one of them still needs two. */
    public static final int FEWEST_BLOCKS = 3;
    /** Up to so many blocks a condition no interval was found that holds where networks come in kinds. */
    private static final int ROUGH = 5;

    private final CountedPairs pairs;

    private BlockIntervals(CountedPairs pairs) {
        this.pairs = pairs;
    }

    /**
     * Sums over all pairs.
     *
     * @param similarity [n, n], row-major, symmetric, with diagonal 1, such that 1 - similarity is a distance
     * @param conditions the number of every network's condition, 0 … without gaps
     * @param blocks the number of every network's block, 0 … without gaps
     * @throws IllegalArgumentException if the sizes differ, or a condition stands in fewer than 3 blocks
     */
    public static BlockIntervals of(double[] similarity, int[] conditions, int[] blocks) {
        int n = conditions.length;
        if (n == 0 || blocks.length != n || similarity.length != n * n) {
            throw new IllegalArgumentException(
                    "intervals: a condition, a block and a row for each of at least 1 network," + " found " + n
                            + " and " + blocks.length + " and " + similarity.length + " values");
        }
        CountedPairs pairs = CountedPairs.of(similarity.clone(), conditions.clone(), blocks.clone());
        for (int c = 0; c < pairs.conditions(); c++) {
            if (pairs.blocksOf(c) < FEWEST_BLOCKS) {
                throw new IllegalArgumentException("intervals: at least " + FEWEST_BLOCKS
                        + " blocks for every condition, found " + pairs.blocksOf(c) + " for condition " + c);
            }
        }
        return new BlockIntervals(pairs);
    }

    /**
     * D: the mean over conditions of the mean similarity within, minus the mean over pairs of conditions of the mean
     * similarity between; half the squared maximum mean discrepancy of two conditions.
     *
     * @throws IllegalArgumentException if there is one condition only
     */
    public BlockEstimate closeness() {
        if (pairs.conditions() < 2) {
            throw new IllegalArgumentException("intervals: at least 2 conditions, found 1");
        }
        return BlockEstimate.ofDifference(pairs, Contrast.closeness(pairs));
    }

    /**
     * The mean similarity within one condition minus that within another one; its p-value asks whether they are equal.
     */
    public BlockEstimate spreads(int first, int second) {
        checkCondition(first);
        checkCondition(second);
        if (first == second) {
            throw new IllegalArgumentException("intervals: two different conditions, found " + first + " twice");
        }
        return BlockEstimate.ofDifference(pairs, Contrast.spreads(pairs, first, second));
    }

    /** The mean similarity within a condition. */
    public BlockEstimate within(int condition) {
        checkCondition(condition);
        return BlockEstimate.ofMean(pairs, Contrast.within(pairs, condition));
    }

    /** The mean similarity between two conditions, or within one, without an interval. */
    public double mean(int first, int second) {
        checkCondition(first);
        checkCondition(second);
        return pairs.mean(first, second);
    }

    private void checkCondition(int condition) {
        if (condition < 0 || condition >= pairs.conditions()) {
            throw new IllegalArgumentException(
                    "intervals: a condition of 0 to " + (pairs.conditions() - 1) + ", found " + condition);
        }
    }

    /** The number of blocks of the condition that has the fewest. */
    public int fewestBlocks() {
        int fewest = Integer.MAX_VALUE;
        for (int c = 0; c < pairs.conditions(); c++) {
            fewest = StrictMath.min(fewest, pairs.blocksOf(c));
        }
        return fewest;
    }

    /** Whether a condition has so few blocks (up to 5) that no interval holds if its networks come in kinds. */
    public boolean rough() {
        return fewestBlocks() <= ROUGH;
    }

    /** Kinds of networks that are rarer than this may be missing from a condition's sample: 1 - (1 - level)^(1/n). */
    public double missable(double level) {
        return 1 - StrictMath.pow(1 - level, 1.0 / fewestBlocks());
    }

    /** What a reader has to know about the intervals of a level, one sentence each. */
    public List<String> warnings(double level) {
        List<String> warnings = new ArrayList<>();
        if (rough()) {
            warnings.add("the intervals are rough: with " + fewestBlocks()
                    + " independent networks of a condition none holds where networks come in kinds");
        }
        warnings.add(String.format(
                Locale.ROOT,
                "kinds of networks rarer than %.0f %% may be missing: no interval can cover what was never seen",
                100 * missable(level)));
        return warnings;
    }
}
