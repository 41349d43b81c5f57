package cognate.stats.htt;

import java.util.Arrays;

/**
 * The pairs of networks that count, those of two different blocks, summed by the conditions of the two: every mean over
 * such pairs, of one network's pairs, and of the pairs that are left without a block, in O(n²) together.
 */
public final class CountedPairs {
    private final double[] similarity; // [n, n]
    private final int[] conditions;
    private final int[][] members; // of every block
    private final int[] blocksOf; // the number of blocks that hold each condition
    private final int kinds;
    private final double[] rowSum; // [n, conditions]
    private final int[] rowCount;
    private final double[] sum; // [conditions, conditions], p ≤ q, every pair once
    private final long[] count;

    private CountedPairs(double[] similarity, int[] conditions, int[] blocks) {
        int n = conditions.length;
        this.similarity = similarity;
        this.conditions = conditions;
        kinds = Arrays.stream(conditions).max().orElseThrow() + 1;
        members = members(blocks);
        blocksOf = new int[kinds];
        for (int[] block : members) {
            Arrays.stream(block).map(i -> conditions[i]).distinct().forEach(c -> blocksOf[c]++);
        }
        rowSum = new double[n * kinds];
        rowCount = new int[n * kinds];
        sum = new double[kinds * kinds];
        count = new long[kinds * kinds];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (blocks[i] != blocks[j]) {
                    rowSum[i * kinds + conditions[j]] += similarity[i * n + j];
                    rowCount[i * kinds + conditions[j]]++;
                    if (j < i) {
                        int cell = cell(conditions[i], conditions[j]);
                        sum[cell] += similarity[i * n + j];
                        count[cell]++;
                    }
                }
            }
        }
    }

    /** Of a symmetric matrix [n, n]; conditions and blocks are numbered from 0 without gaps. */
    static CountedPairs of(double[] similarity, int[] conditions, int[] blocks) {
        return new CountedPairs(similarity, conditions, blocks);
    }

    private static int[][] members(int[] blocks) {
        int[] sizes = new int[Arrays.stream(blocks).max().orElseThrow() + 1];
        for (int block : blocks) {
            sizes[block]++;
        }
        int[][] members = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int i = blocks.length - 1; i >= 0; i--) {
            members[blocks[i]][--sizes[blocks[i]]] = i;
        }
        return members;
    }

    private int cell(int p, int q) {
        return StrictMath.min(p, q) * kinds + StrictMath.max(p, q);
    }

    /** Number of conditions. */
    public int conditions() {
        return kinds;
    }

    int condition(int network) {
        return conditions[network];
    }

    int blocks() {
        return members.length;
    }

    /** The networks of a block, ascending; not to be written to. */
    int[] members(int block) {
        return members[block];
    }

    /** The number of blocks that hold a condition: of its networks, where no block holds two of them. */
    public int blocksOf(int condition) {
        return blocksOf[condition];
    }

    double similarity(int i, int j) {
        return similarity[i * conditions.length + j];
    }

    /** The number of pairs, each once, of one network of p and one of q. */
    public long count(int p, int q) {
        return count[cell(p, q)];
    }

    /** The mean over these pairs; NaN where there are none. */
    public double mean(int p, int q) {
        return sum[cell(p, q)] / count[cell(p, q)];
    }

    /** The mean over the pairs of one network with those of q. */
    double rowMean(int network, int q) {
        return rowSum[network * kinds + q] / rowCount[network * kinds + q];
    }

    /** The mean over the pairs that are left without a block. */
    double meanWithout(int block, int p, int q) {
        double rest = sum[cell(p, q)];
        long left = count[cell(p, q)];
        for (int i : members[block]) { // no counted pair has both its networks here, so none is taken away twice
            if (conditions[i] == p) {
                rest -= rowSum[i * kinds + q];
                left -= rowCount[i * kinds + q];
            } else if (conditions[i] == q) {
                rest -= rowSum[i * kinds + p];
                left -= rowCount[i * kinds + p];
            }
        }
        return rest / left;
    }
}
