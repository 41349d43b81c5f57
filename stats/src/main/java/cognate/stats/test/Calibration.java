package cognate.stats.test;

import java.util.Arrays;

/**
 * A score beside what it is where inputs are shuffled (Gröger et al. 2026).
 *
 * @param pValue {@code (1 + #) / (1 + K)}, # of K shuffled scores that are at least as alike; unadjusted
 * @param threshold the ⌈(1 - α)(K + 1)⌉-th of the K shuffled scores from the least alike one on: a score beyond it has
 *     a p-value of at most α
 * @param calibrated 0 at the threshold or before, 1 for the most alike: {@code (s - τ) / (greatest - τ)} of a
 *     similarity, {@code (τ - d) / τ} of a distance
 * @param permutations K
 */
public record Calibration(double pValue, double threshold, double calibrated, int permutations) {
    /** Two scores that are no further apart are a tie: they differ in their last bits. */
    static final double TIE = 1e-9;

    /** What more alike is: the sign and the end of the scale. */
    public enum Scale {
        SIMILARITY,
        DISTANCE;

        double sign() {
            return this == SIMILARITY ? 1 : -1;
        }
    }

    /**
     * Calibrates.
     *
     * @param scores first the one that was seen, then K of shuffled inputs
     * @param greatest the greatest value of the scale; where it is infinite, ties are relative to the largest score
     * @return threshold and calibrated score are NaN if K is below 1/α - 1, too few for a p-value of α
     */
    public static Calibration of(double[] scores, Scale scale, double greatest, double alpha) {
        int count = scores.length - 1;
        double sign = scale.sign();
        double[] shuffled = new double[count];
        for (int k = 0; k < count; k++) {
            shuffled[k] = sign * scores[k + 1];
        }
        double seen = sign * scores[0];
        double tie = tie(scores, greatest);
        long reached =
                Arrays.stream(shuffled).filter(value -> value >= seen - tie).count();
        Arrays.sort(shuffled);
        int place = (int) StrictMath.ceil((1 - alpha) * (count + 1) - TIE);
        double threshold = place > count ? Double.NaN : shuffled[StrictMath.max(1, place) - 1];
        double best = scale == Scale.SIMILARITY ? greatest : 0;
        double room = best - threshold;
        double calibrated = room <= 0 ? 0 : StrictMath.max(0, (seen - threshold) / room);
        return new Calibration((1.0 + reached) / (1.0 + count), sign * threshold, calibrated, count);
    }

    static double tie(double[] scores, double greatest) {
        return Double.isInfinite(greatest)
                ? TIE * Arrays.stream(scores).map(StrictMath::abs).max().orElse(0)
                : TIE;
    }
}
