package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Do networks of one condition lie closer together than networks of different ones? All figures are similarities over
 * the pairs that count, with equal weight for every condition whatever its size; a distance is 1 minus them, so the
 * difference is the same, half the squared maximum mean discrepancy of two conditions.
 *
 * @param within mean over conditions of the mean similarity within
 * @param between mean over pairs of conditions of the mean similarity between
 * @param cells the mean similarity of networks of any two conditions, within one on the diagonal; not a number where
 *     there is no pair
 * @param effectSize the difference in standard deviations of the pairs around these means (floor 1e-12); descriptive,
 *     since pairs share networks
 * @param pValue by the design's labellings, against a larger difference
 * @param interval of the difference, in closed form over blocks; null where a condition has fewer than 3 blocks
 * @param warnings what a reader has to know of the interval
 */
public record Distance(
        double within,
        double between,
        List<List<Double>> cells,
        double effectSize,
        PValue pValue,
        Interval interval,
        List<String> warnings) {
    private static final double FLOOR = 1e-12;

    /** D, within minus between: how much closer networks of one condition lie. */
    public double difference() {
        return within - between;
    }

    /**
     * The verdict over all networks, where nothing was trained that could favour some of them: a measure that is given,
     * as the similarity of representations.
     *
     * @param similarity [n, n], symmetric; normalized here so that its diagonal is 1
     * @throws IllegalArgumentException if no condition has 2 networks of different blocks, or the matrix is not finite
     *     and symmetric
     */
    public static Distance test(Design design, double[][] similarity, HttSettings settings, Workers workers) {
        return of(
                design,
                Similarity.of(similarity, design).all(),
                settings,
                RandomStream.of(settings.splitSeed()).split("distance"),
                workers);
    }

    /** Whether there are pairs of both kinds. */
    static boolean isDefined(Design design) {
        CountedPairs pairs = design.pairs(new double[design.size() * design.size()]);
        int conditions = pairs.conditions();
        return IntStream.range(0, conditions).anyMatch(c -> pairs.count(c, c) > 0)
                && IntStream.range(0, conditions * conditions)
                        .anyMatch(cell -> cell / conditions != cell % conditions
                                && pairs.count(cell / conditions, cell % conditions) > 0);
    }

    /** The verdict over the networks of a design with a similarity matrix [n, n]. */
    static Distance of(Design design, double[] similarity, HttSettings settings, RandomStream stream, Workers workers) {
        if (!isDefined(design)) {
            throw new IllegalArgumentException("distance: a condition with 2 networks of different blocks, and another"
                    + " condition, found none in " + design.size() + " networks");
        }
        CountedPairs pairs = design.pairs(similarity);
        double within = mean(pairs, true);
        double between = mean(pairs, false);
        PValue pValue = PValue.of(
                design.labellings(),
                new Closeness(design, similarity, pairs),
                false,
                settings.permutations(),
                stream.split("permutation"),
                workers);
        Interval interval = null;
        List<String> warnings = new ArrayList<>();
        if (IntStream.range(0, pairs.conditions()).allMatch(c -> pairs.blocksOf(c) >= BlockIntervals.FEWEST_BLOCKS)) {
            BlockIntervals intervals = design.intervals(similarity);
            interval = intervals.closeness().printable(1 - settings.alpha());
            warnings.addAll(intervals.warnings(1 - settings.alpha()));
        } else {
            warnings.add("no interval: it takes " + BlockIntervals.FEWEST_BLOCKS + " independent networks a condition");
        }
        List<List<Double>> cells = IntStream.range(0, pairs.conditions())
                .mapToObj(p -> IntStream.range(0, pairs.conditions())
                        .mapToObj(q -> pairs.mean(p, q))
                        .toList())
                .toList();
        double deviation = StrictMath.max(FLOOR, deviation(design, similarity, within, between));
        return new Distance(
                within, between, cells, (within - between) / deviation, pValue, interval, List.copyOf(warnings));
    }

    private static double mean(CountedPairs pairs, boolean within) {
        double[] means = IntStream.range(0, pairs.conditions())
                .boxed()
                .flatMap(p -> IntStream.rangeClosed(p, pairs.conditions() - 1)
                        .filter(q -> (q == p) == within && pairs.count(p, q) > 0)
                        .mapToObj(q -> pairs.mean(p, q)))
                .mapToDouble(m -> m)
                .toArray();
        double sum = 0;
        for (double mean : means) {
            sum += mean;
        }
        return sum / means.length;
    }

    /** The standard deviation of the pairs, pooled over the two kinds. */
    private static double deviation(Design design, double[] similarity, double within, double between) {
        int n = design.size();
        double squares = 0;
        long count = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (design.counts(i, j)) {
                    boolean same = design.condition(i) == design.condition(j);
                    double difference = similarity[i * n + j] - (same ? within : between);
                    squares += difference * difference;
                    count++;
                }
            }
        }
        return StrictMath.sqrt(squares / StrictMath.max(1, count - 2));
    }
}
