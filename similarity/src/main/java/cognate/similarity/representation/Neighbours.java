package cognate.similarity.representation;

import cognate.engine.parallel.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The k nearest other inputs of each input on one side. Inputs that are equally near share the places that they take
 * together: t of them that are left s places have a share of s / t each, and one rank, the harmonic mean of their
 * places (so that reciprocal ranks add up to what they do without ties). Nothing depends on the order of inputs.
 */
final class Neighbours {
    private final Dissimilarity dissimilarity;
    private final int k;
    private final int[][] members;
    private final double[][] shares;
    private final double[][] ranks;

    private Neighbours(Dissimilarity dissimilarity, int k) {
        this.dissimilarity = dissimilarity;
        this.k = k;
        members = new int[dissimilarity.inputs()][];
        shares = new double[dissimilarity.inputs()][];
        ranks = new double[dissimilarity.inputs()][];
    }

    static Neighbours of(Dissimilarity dissimilarity, int k, Workers workers) {
        Neighbours result = new Neighbours(dissimilarity, k);
        int n = dissimilarity.inputs();
        workers.run(Dissimilarity.blocks(n), part -> {
            int from = part * Dissimilarity.ROWS;
            int to = Math.min(n, from + Dissimilarity.ROWS);
            double[] block = new double[(to - from) * n];
            dissimilarity.write(from, to, 0, block);
            double[] row = new double[n];
            for (int i = from; i < to; i++) {
                System.arraycopy(block, (i - from) * n, row, 0, n);
                result.take(i, row);
            }
        });
        return result;
    }

    private void take(int i, double[] row) {
        int n = row.length;
        row[i] = Double.POSITIVE_INFINITY;
        double kth = smallest(row, k);
        double bound = kth + dissimilarity.tolerance(i, kth);
        int[] near = IntStream.range(0, n).filter(j -> row[j] <= bound).toArray();
        double[] sorted = Arrays.stream(near).mapToDouble(j -> row[j]).sorted().toArray();
        double[] share = new double[near.length]; // by place among the sorted
        double[] rank = new double[near.length];
        for (int first = 0, last; first < near.length; first = last) {
            double end = sorted[first] + dissimilarity.tolerance(i, sorted[first]);
            for (last = first + 1; last < near.length && sorted[last] <= end; last++) {}
            int places = Math.max(0, Math.min(last, k) - first);
            double reciprocals = 0;
            for (int place = first + 1; place <= first + places; place++) {
                reciprocals += 1.0 / place;
            }
            Arrays.fill(share, first, last, places / (double) (last - first));
            Arrays.fill(rank, first, last, places == 0 ? k : places / reciprocals);
        }
        members[i] = near;
        shares[i] = new double[near.length];
        ranks[i] = new double[near.length];
        for (int at = 0; at < near.length; at++) {
            int place = Arrays.binarySearch(sorted, row[near[at]]); // any of equal ones
            shares[i][at] = share[place];
            ranks[i][at] = rank[place];
        }
    }

    /** The k-th smallest number. */
    private static double smallest(double[] values, int k) {
        double[] nearest = new double[k];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (double value : values) {
            if (value < nearest[k - 1]) {
                int place = k - 1;
                while (place > 0 && value < nearest[place - 1]) {
                    nearest[place] = nearest[place - 1];
                    place--;
                }
                nearest[place] = value;
            }
        }
        return nearest[k - 1];
    }

    int k() {
        return k;
    }

    int inputs() {
        return members.length;
    }

    /** How many inputs have more neighbours than places, since some are equally near. */
    int tied() {
        int count = 0;
        for (int[] near : members) {
            count += near.length > k ? 1 : 0;
        }
        return count;
    }

    Dissimilarity dissimilarity() {
        return dissimilarity;
    }

    /** The neighbours of input i, ascending. */
    int[] members(int i) {
        return members[i];
    }

    /** How much of a place each of them has, in their order: 1, or less where it is shared. */
    double[] shares(int i) {
        return shares[i];
    }

    /** The rank of each, from 1. */
    double[] ranks(int i) {
        return ranks[i];
    }
}
