package cognate.similarity.ancestry;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The exact test that two networks share a start; see the package for its hypothesis, its statistic and its traps.
 *
 * @param pValue of T, the share of relabellings that reach the observed one
 * @param statistic T = Σ max(z_l, 0)² of the networks as they stand
 * @param nullMean the mean of T over the relabellings besides the one that leaves all in place
 * @param nullDeviation its standard deviation
 * @param permutations the number of relabellings besides the one that leaves all in place
 * @param enumerated whether these are all that there are
 * @param layers the weight matrices that enter
 * @param constant the names of those that no relabelling changes, which do not enter
 */
public record Ancestry(
        double pValue,
        double statistic,
        double nullMean,
        double nullDeviation,
        int permutations,
        boolean enumerated,
        List<Layer> layers,
        List<String> constant) {
    /** Groups of at most so many relabellings are enumerated. */
    public static final int MOST_ENUMERATED = 99_999;

    private static final double TIE = 1e-10;
    private static final int CHUNK = 64;
    private static final int FIRST_STAGE = 199;

    /**
     * One weight matrix.
     *
     * @param name as in the network's parameters
     * @param correlation of the ranked entries of A and B
     * @param statistic the same, standardized over all relabellings
     * @param pValue of the statistic, against the largest one over all layers under the same relabellings (Westfall,
     *     Young 1993): adjusted, so that each can be compared with the level
     */
    public record Layer(String name, double correlation, double statistic, double pValue) {}

    /** The smallest p-value that the test can give. */
    public double smallestPValue() {
        return 1.0 / (1.0 + permutations);
    }

    /** Whether the true value may be smaller: it was bounded by the number of draws. */
    public boolean atFloor() {
        return !enumerated && pValue <= smallestPValue();
    }

    /**
     * Runs the test.
     *
     * @param permutations how many relabellings are drawn where there are more than {@link #MOST_ENUMERATED}
     * @param stream decides which; equal streams give equal bits for any number of workers
     * @throws IllegalArgumentException if the networks are of two architectures
     */
    public static Ancestry of(
            RankedNetwork a, RankedNetwork b, int permutations, RandomStream stream, Workers workers) {
        if (permutations < 1) {
            throw new IllegalArgumentException("ancestry: expected at least 1 permutation, found " + permutations);
        }
        RankedNetwork.checkAlike(a, b);
        Symmetries symmetries = a.symmetries();
        long count = symmetries.count(MOST_ENUMERATED);
        boolean all = count <= MOST_ENUMERATED;
        Agreement[] agreements = new Agreement[a.entries().size()];
        workers.run(agreements.length, l -> {
            agreements[l] =
                    new Agreement(a.entries().get(l), List.of(b.entries().get(l)));
        });
        double[][] values = new double[agreements.length][all ? (int) count : permutations + 1];
        int size = values[0].length;
        workers.run((size + CHUNK - 1) / CHUNK, chunk -> {
            int from = chunk * CHUNK;
            List<Relabelling> relabellings = IntStream.range(from, Math.min(size, from + CHUNK))
                    .mapToObj(k -> all || k == 0 ? symmetries.element(k) : symmetries.draw(stream.split(k)))
                    .toList();
            for (int l = 0; l < agreements.length; l++) {
                System.arraycopy(agreements[l].of(relabellings)[0], 0, values[l], from, relabellings.size());
            }
        });
        return of(a, agreements, values, all);
    }

    private static Ancestry of(RankedNetwork a, Agreement[] agreements, double[][] values, boolean all) {
        int size = values[0].length;
        double[] total = new double[size];
        double[] largest = new double[size];
        List<Integer> entering = new ArrayList<>();
        List<String> constant = new ArrayList<>();
        double[] correlations = new double[values.length];
        for (int l = 0; l < values.length; l++) {
            correlations[l] = values[l][0] / agreements[l].norm(0);
            if (!standardize(values[l], agreements[l].norm(0))) {
                constant.add(a.entries().get(l).tie().name());
                continue;
            }
            entering.add(l);
            addPositiveSquares(total, values[l]);
            for (int k = 0; k < size; k++) {
                largest[k] = entering.size() == 1 ? values[l][k] : Math.max(largest[k], values[l][k]);
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (int l : entering) {
            double z = values[l][0];
            layers.add(new Layer(a.entries().get(l).tie().name(), correlations[l], z, share(largest, z)));
        }
        double[] others = Arrays.copyOfRange(total, 1, size);
        double mean = mean(others);
        return new Ancestry(
                share(total, total[0]),
                total[0],
                mean,
                deviation(others, mean),
                size - 1,
                all,
                List.copyOf(layers),
                List.copyOf(constant));
    }

    /**
     * T of a network and each of several others, for each relabelling of it, the first of which leaves all in place.
     */
    static double[][] statistics(RankedNetwork a, List<RankedNetwork> others, List<Relabelling> relabellings) {
        double[][] total = new double[others.size()][relabellings.size()];
        for (int l = 0; l < a.entries().size(); l++) {
            int layer = l;
            Agreement agreement = new Agreement(
                    a.entries().get(l),
                    others.stream().map(other -> other.entries().get(layer)).toList());
            double[][] values = agreement.of(relabellings);
            for (int i = 0; i < total.length; i++) {
                if (standardize(values[i], agreement.norm(i))) {
                    addPositiveSquares(total[i], values[i]);
                }
            }
        }
        return total;
    }

    private static void addPositiveSquares(double[] sums, double... values) {
        for (int k = 0; k < sums.length; k++) {
            double positive = Math.max(values[k], 0);
            sums[k] += positive * positive;
        }
    }

    /** Brings values to mean 0 and deviation 1; false, and nothing done, where they do not differ. */
    private static boolean standardize(double[] values, double scale) {
        double mean = mean(values);
        double deviation = deviation(values, mean);
        if (!(deviation > 1e-12 * scale)) {
            return false;
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = (values[k] - mean) / deviation;
        }
        return true;
    }

    private static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    /** The share of values that reach a limit, up to rounding. */
    static double share(double[] values, double limit) {
        double least = limit - TIE * Math.max(1, Math.abs(limit));
        return (double) Arrays.stream(values).filter(value -> value >= least).count() / values.length;
    }

    /**
     * The test as one of many: with 199 permutations at first, and ten times as many, drawn anew, as long as p is at
     * most .1, .01 … and {@code most} are not reached. The p-value is that of the last stage, and is valid: at any
     * level, it can be at most that only if that of one certain stage is (the first one that does not end above the
     * level).
     *
     * @param most how many are drawn in the end
     */
    public static Ancestry inStages(RankedNetwork a, RankedNetwork b, int most, RandomStream stream, Workers workers) {
        double stop = 0.1;
        for (long permutations = FIRST_STAGE; ; permutations = 10 * permutations + 9) {
            int drawn = (int) Math.min(permutations, most);
            Ancestry found = of(a, b, drawn, stream.split(drawn), workers);
            if (found.enumerated || drawn == most || found.pValue > stop) {
                return found;
            }
            stop /= 10;
        }
    }
}
