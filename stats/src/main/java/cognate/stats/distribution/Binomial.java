package cognate.stats.distribution;

/**
 * The binomial distribution: successes in independent trials.
 *
 * @param trials number of trials, not negative
 * @param probability probability of a success, in [0, 1]
 */
public record Binomial(long trials, double probability) implements Distribution {
    /** Checks the parameters. */
    public Binomial {
        if (trials < 0 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "binomial: trials >= 0 and a probability in [0, 1], found " + trials + " and " + probability);
        }
    }

    @Override
    public double density(double x) {
        return x < 0 || x > trials || x != StrictMath.rint(x)
                ? 0
                : SaddlePoint.binomial(x, trials - x, probability, 1 - probability);
    }

    @Override
    public double cumulative(double x) {
        double k = StrictMath.floor(x);
        return k < 0 ? 0 : k >= trials ? 1 : IncompleteBeta.upper(k + 1, trials - k, probability);
    }

    @Override
    public double survival(double x) {
        double k = StrictMath.floor(x);
        return k < 0 ? 1 : k >= trials ? 0 : IncompleteBeta.lower(k + 1, trials - k, probability);
    }

    @Override
    public double quantile(double p) {
        Inversion.checkProbability(p);
        return Inversion.firstInteger(k -> cumulative(k) >= p, 0, trials);
    }

    @Override
    public double upperQuantile(double p) {
        Inversion.checkProbability(p);
        return Inversion.firstInteger(k -> survival(k) <= p, 0, trials);
    }
}
