package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;
import cognate.stats.test.Bootstrap;
import cognate.stats.test.Interval;
import cognate.stats.test.PermutationTest;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Are the networks of one condition more alike among themselves than those of another?
 *
 * @param first    mean similarity over pairs of networks of the first condition
 * @param second   the same of the second condition
 * @param pValue   by permuting the labels over networks, against larger |first - second|; where the conditions lie apart
 *                 besides, permuted groups are mixtures that vary more, which makes it larger
 * @param interval percentile bootstrap over networks of first - second, pairs of a network with itself left out
 */
public record Cohesion(double first, double second, double pValue, Interval interval) {
    /** First minus second. */
    public double difference() {
        return first - second;
    }

    /**
     * The verdict over all networks.
     *
     * @param similarity [n, n], symmetric; normalized here so that its diagonal is 1
     * @throws IllegalArgumentException if there are not two conditions of 2 networks or more, or the matrix is not finite
     *     and symmetric
     */
    public static Cohesion test(Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        int[] all = IntStream.range(0, networks.size()).toArray();
        int[] labels = networks.conditionsOf(all);
        long ofFirst = Arrays.stream(labels).filter(label -> label == 0).count();
        if (networks.conditions().size() != 2 || ofFirst < 2 || labels.length - ofFirst < 2) {
            throw new IllegalArgumentException("cohesion: 2 conditions with 2 networks each, found "
                    + networks.conditions() + " with " + ofFirst + " of " + labels.length + " in the first");
        }
        double[] values = Similarity.of(similarity, networks).select(all, all);
        Blocks blocks = Blocks.of(networks.blocksOf(all));
        RandomStream stream = RandomStream.of(settings.splitSeed()).split("cohesion");
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        double[] within = within(values, labels, once);
        double pValue = PermutationTest.pValue(
                labels,
                blocks,
                permuted -> StrictMath.abs(difference(within(values, permuted, once))),
                settings.permutations(),
                stream.split("permutation"),
                workers);
        RandomStream draws = stream.split("bootstrap");
        Resampling resampling = Resampling.of(labels, blocks);
        double[] replicates = new double[settings.bootstraps()];
        workers.run(replicates.length, i -> {
            RandomStream own = draws.split(i);
            do { // a sample may hold one network of a condition only, again and again
                replicates[i] = difference(within(values, labels, resampling.draw(own)));
            } while (Double.isNaN(replicates[i]));
        });
        return new Cohesion(within[0], within[1], pValue, Bootstrap.percentile(replicates, 1 - settings.alpha()));
    }

    /** The mean of either condition where network i counts weight[i] times. */
    private static double[] within(double[] similarity, int[] labels, int[] weight) {
        int n = labels.length;
        double[] sum = new double[2];
        long[] count = new long[2];
        for (int i = 0; i < n; i++) {
            for (int j = weight[i] == 0 ? i : 0; j < i; j++) {
                if (labels[i] == labels[j]) {
                    int w = weight[i] * weight[j];
                    sum[labels[i]] += w * similarity[i * n + j];
                    count[labels[i]] += w;
                }
            }
        }
        return new double[] {sum[0] / count[0], sum[1] / count[1]};
    }

    private static double difference(double... within) {
        return within[0] - within[1];
    }
}
