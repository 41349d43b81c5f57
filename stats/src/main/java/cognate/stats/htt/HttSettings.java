package cognate.stats.htt;

/**
 * How a hypothesis is trained and tested.
 *
 * @param trainFraction share of the networks of every condition that train the head, in (0, 1)
 * @param alpha significance level, in (0, 1); intervals have the level 1 - alpha
 * @param splitSeed decides the split and every permutation and bootstrap sample
 * @param permutations label permutations behind every p-value
 * @param bootstraps samples behind every bootstrap interval
 * @param head what gives the verdict; the other one stands beside it
 */
public record HttSettings(
        double trainFraction, double alpha, long splitSeed, int permutations, int bootstraps, HeadKind head) {
    /** Checks the ranges. */
    public HttSettings {
        if (!(trainFraction > 0 && trainFraction < 1)) {
            throw new IllegalArgumentException("train fraction: between 0 and 1, found " + trainFraction);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha: between 0 and 1, found " + alpha);
        }
        if (permutations < 1 || bootstraps < 1) {
            throw new IllegalArgumentException(
                    "htt: at least 1 permutation and 1 bootstrap, found " + permutations + " and " + bootstraps);
        }
    }

    /** With the logistic head. */
    public HttSettings(double trainFraction, double alpha, long splitSeed, int permutations, int bootstraps) {
        this(trainFraction, alpha, splitSeed, permutations, bootstraps, HeadKind.LOGISTIC);
    }

    /** The same with another head. */
    public HttSettings with(HeadKind other) {
        return new HttSettings(trainFraction, alpha, splitSeed, permutations, bootstraps, other);
    }

    /** Train fraction 0.6, alpha 0.01, split seed 1, 99 999 permutations, 1999 bootstrap samples, the logistic head. */
    public static HttSettings standard() {
        return new HttSettings(0.6, 0.01, 1, 99_999, 1999);
    }
}
