package cognate.stats.distribution;

/**
 * A probability distribution on the real line. Both tails are computed directly, so a tail probability keeps its
 * relative accuracy (about 1e-13) however small it is: never take 1 - {@link #cumulative}, take {@link #survival}.
 */
public interface Distribution {
    /** Probability density at x; of a discrete distribution the probability of x (0 between its points). */
    double density(double x);

    /** P(X ≤ x). */
    double cumulative(double x);

    /** P(X > x). */
    double survival(double x);

    /** The smallest x with P(X ≤ x) ≥ p, for p in [0, 1]; the lower end of the support for p = 0. */
    double quantile(double p);

    /** The smallest x with P(X > x) ≤ p, for p in [0, 1]: the quantile of 1 - p, exact also for the smallest p. */
    double upperQuantile(double p);
}
