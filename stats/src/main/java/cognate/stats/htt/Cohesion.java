package cognate.stats.htt;

import cognate.stats.test.Interval;
import java.util.List;

/**
 * Are the networks of one condition more alike among themselves than those of another? By the closed form over blocks:
 * a permutation test of this question has no level, since permuted groups mix both clouds.
 *
 * @param within mean similarity over the pairs that count of the first condition, and of the second
 * @param ofWithin an interval of either
 * @param pValue of the hypothesis that both are equal
 * @param interval of the first minus the second
 * @param warnings what a reader has to know of the intervals
 */
public record Cohesion(
        List<Double> within, List<Interval> ofWithin, double pValue, Interval interval, List<String> warnings) {
    /** First minus second. */
    public double difference() {
        return within.get(0) - within.get(1);
    }

    /**
     * The verdict over all networks.
     *
     * @param similarity [n, n], symmetric; normalized here so that its diagonal is 1
     * @throws IllegalArgumentException if there are not two conditions of 3 blocks or more, or the matrix is not finite
     *     and symmetric
     */
    public static Cohesion test(Design design, double[][] similarity, double alpha) {
        if (design.conditions().size() != 2) {
            throw new IllegalArgumentException("cohesion: 2 conditions, found " + design.conditions());
        }
        BlockIntervals intervals =
                design.intervals(Similarity.of(similarity, design).all());
        BlockEstimate spreads = intervals.spreads(0, 1);
        return new Cohesion(
                List.of(intervals.within(0).value(), intervals.within(1).value()),
                List.of(
                        intervals.within(0).printable(1 - alpha),
                        intervals.within(1).printable(1 - alpha)),
                spreads.pValue(),
                spreads.printable(1 - alpha),
                intervals.warnings(1 - alpha));
    }
}
