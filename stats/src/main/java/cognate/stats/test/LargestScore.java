package cognate.stats.test;

import java.util.Arrays;

/**
 * One p-value for many scores, as of several measures and layers: by the largest of them, each on the scale of its own
 * mean and deviation, under the same shuffles (Westfall, Young 1993, step 1 of their max-T). Mean and deviation are of
 * all K + 1 values, the one that was seen included, so that the seen largest and the K shuffled ones are exchangeable
 * and the p-value is exact whatever the scores depend on one another. The least of the p-values would do as well, but
 * with 199 shuffles and fifty scores most shuffles are the first in some of them.
 */
public final class LargestScore {
    private final double[] largest;
    private boolean any;

    /** Of {@code permutations} shuffles. */
    public LargestScore(int permutations) {
        largest = new double[permutations + 1];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    /**
     * Takes a score in: first the one that was seen, then those of the shuffles, in the same order for all. One that no
     * shuffle changes says nothing and is left out.
     *
     * @param greatest as in {@link Calibration#of}
     */
    public void add(double[] scores, Calibration.Scale scale, double greatest) {
        if (scores.length != largest.length) {
            throw new IllegalArgumentException("largest score: " + largest.length + " scores, found " + scores.length);
        }
        Moments moments = Moments.of(scores);
        double deviation = StrictMath.sqrt(moments.sumOfSquares() / scores.length);
        if (deviation <= Calibration.tie(scores, greatest)) {
            return;
        }
        any = true;
        for (int k = 0; k < largest.length; k++) {
            largest[k] = StrictMath.max(largest[k], scale.sign() * (scores[k] - moments.mean()) / deviation);
        }
    }

    /** The p-value of the hypothesis that no score tells anything; NaN if none could. */
    public double pValue() {
        if (!any) {
            return Double.NaN;
        }
        long reached = Arrays.stream(largest)
                .filter(value -> value >= largest[0] - Calibration.TIE)
                .count();
        return (double) reached / largest.length;
    }
}
