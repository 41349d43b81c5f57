package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;
import cognate.stats.test.Bootstrap;
import cognate.stats.test.Interval;
import cognate.stats.test.PermutationTest;
import java.util.stream.IntStream;

/**
 * Do held-out networks of one condition lie closer together than networks of different ones? All figures are
 * similarities; a distance is 1 minus them, so the difference of the means is the same.
 *
 * @param within     mean similarity over pairs of networks of one condition
 * @param between    mean similarity over pairs of networks of different conditions
 * @param effectSize the difference of the means in pooled standard deviations of the pairs (Cohen's d, floor of the
 *                   deviation 1e-12); descriptive, since pairs share networks
 * @param pValue     by permuting the labels over networks, against larger within
 * @param interval   percentile bootstrap over networks of within - between, pairs of a network with itself left out
 */
public record Distance(double within, double between, double effectSize, double pValue, Interval interval) {
    private static final double FLOOR = 1e-12;

    /** Within minus between: how much closer networks of one condition lie. */
    public double difference() {
        return within - between;
    }

    /**
     * The verdict over all networks, where nothing was trained that could favour some of them: a measure that is given, as
     * the similarity of representations.
     *
     * @param similarity [n, n], symmetric; normalized here so that its diagonal is 1
     * @throws IllegalArgumentException if no condition has 2 networks, or the matrix is not finite and symmetric
     */
    public static Distance test(Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        if (networks.conditions().size() == networks.size()) {
            throw new IllegalArgumentException(
                    "distance: a condition with 2 networks, found none in " + networks.size());
        }
        int[] all = IntStream.range(0, networks.size()).toArray();
        return of(
                Similarity.of(similarity, networks).select(all, all),
                networks.conditionsOf(all),
                Blocks.of(networks.blocksOf(all)),
                settings,
                RandomStream.of(settings.splitSeed()).split("distance"),
                workers);
    }

    /** The verdict over n networks with a similarity matrix [n, n]. */
    static Distance of(
            double[] similarity,
            int[] labels,
            Blocks blocks,
            HttSettings settings,
            RandomStream stream,
            Workers workers) {
        PairMeans means = PairMeans.of(similarity, labels);
        WithinSum statistic = WithinSum.of(similarity, labels);
        double pValue = PermutationTest.pValue(
                labels, blocks, statistic, settings.permutations(), stream.split("permutation"), workers);
        RandomStream draws = stream.split("bootstrap");
        Resampling resampling = Resampling.of(labels, blocks);
        double[] replicates = new double[settings.bootstraps()];
        workers.run(replicates.length, i -> {
            RandomStream own = draws.split(i);
            PairMeans drawn;
            do { // a sample may hold no two different networks of one condition
                drawn = PairMeans.of(similarity, labels, resampling.draw(own));
            } while (!drawn.complete());
            replicates[i] = drawn.within() - drawn.between();
        });
        return new Distance(
                means.within(),
                means.between(),
                (means.within() - means.between()) / StrictMath.max(FLOOR, means.deviation(similarity, labels)),
                pValue,
                Bootstrap.percentile(replicates, 1 - settings.alpha()));
    }
}
