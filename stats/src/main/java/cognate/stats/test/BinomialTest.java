package cognate.stats.test;

import cognate.stats.distribution.Beta;
import cognate.stats.distribution.Binomial;

/**
 * The exact test of a probability by the number of successes in independent trials.
 *
 * @param successes observed successes, from 0 to trials
 * @param trials number of trials, positive
 * @param probability probability of a success under the hypothesis, in [0, 1]
 */
public record BinomialTest(long successes, long trials, double probability) {
    /** Checks the counts and the probability. */
    public BinomialTest {
        if (trials < 1 || successes < 0 || successes > trials || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "binomial test: 0 <= successes <= trials and a probability in [0, 1], found " + successes + " of "
                            + trials + " at " + probability);
        }
    }

    /** p-value against a larger probability: P(X ≥ successes). */
    public double greater() {
        return new Binomial(trials, probability).survival(successes - 1);
    }

    /** p-value against a smaller probability: P(X ≤ successes). */
    public double less() {
        return new Binomial(trials, probability).cumulative(successes);
    }

    /** Two-sided p-value: the probability of all counts that are at most as likely as the observed one. */
    public double twoSided() {
        Binomial binomial = new Binomial(trials, probability);
        // counts that are equally likely by symmetry differ in their last bits
        double limit = binomial.density(successes) * (1 + 1e-7);
        double mode = StrictMath.min(trials, StrictMath.floor((trials + 1) * probability));
        long below = -1; // the last count on the lower side that is as unlikely
        long high = (long) mode;
        while (high - below > 1) {
            long middle = below + (high - below) / 2;
            if (binomial.density(middle) <= limit) {
                below = middle;
            } else {
                high = middle;
            }
        }
        long above = trials + 1; // the first one on the upper side
        long low = (long) mode;
        while (above - low > 1) {
            long middle = low + (above - low) / 2;
            if (binomial.density(middle) <= limit) {
                above = middle;
            } else {
                low = middle;
            }
        }
        boolean all = binomial.density(mode) <= limit;
        return all ? 1 : StrictMath.min(1, binomial.cumulative(below) + binomial.survival(above - 1));
    }

    /** The interval of Clopper and Pearson (1934), which covers the true probability with at least this level. */
    public Interval clopperPearson(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("confidence level: between 0 and 1, found " + level);
        }
        double tail = (1 - level) / 2;
        double low = successes == 0 ? 0 : new Beta(successes, trials - successes + 1).quantile(tail);
        double high = successes == trials ? 1 : new Beta(successes + 1, trials - successes).upperQuantile(tail);
        return new Interval(low, high, level);
    }
}
