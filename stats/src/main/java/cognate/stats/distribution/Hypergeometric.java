package cognate.stats.distribution;

/**
 * The hypergeometric distribution: marked items among those drawn without replacement.
 *
 * @param population number of items
 * @param marked     number of marked items among them
 * @param draws      number of items drawn
 */
public record Hypergeometric(long population, long marked, long draws) implements Distribution {
    /** Checks the counts. */
    public Hypergeometric {
        if (marked < 0 || draws < 0 || marked > population || draws > population) {
            throw new IllegalArgumentException("hypergeometric: 0 <= marked, draws <= population, found " + marked
                    + ", " + draws + " of " + population);
        }
    }

    /** Loader 2000, section 5: a ratio of binomial probabilities. */
    @Override
    public double density(double x) {
        if (x < lowest() || x > highest() || x != StrictMath.rint(x)) {
            return 0;
        }
        if (population == 0) {
            return 1;
        }
        double p = (double) draws / population;
        double q = (double) (population - draws) / population;
        return SaddlePoint.binomial(x, marked - x, p, q)
                / SaddlePoint.binomial(draws, population - draws, p, q)
                * SaddlePoint.binomial(draws - x, population - marked - draws + x, p, q);
    }

    @Override
    public double cumulative(double x) {
        double k = StrictMath.floor(x);
        if (k < lowest() || k >= highest()) {
            return k < lowest() ? 0 : 1;
        }
        return isLow(k) ? down(k) : 1 - up(k + 1);
    }

    @Override
    public double survival(double x) {
        double k = StrictMath.floor(x);
        if (k < lowest() || k >= highest()) {
            return k < lowest() ? 1 : 0;
        }
        return isLow(k) ? 1 - down(k) : up(k + 1);
    }

    private boolean isLow(double k) {
        return k * population < (double) draws * marked;
    }

    /** P(X ≤ k), summed from the largest term of a lower tail. */
    private double down(double k) {
        double term = density(k);
        double sum = 0;
        for (double i = k; term > sum * 1e-17; i--) {
            sum += term;
            term *= i * (population - marked - draws + i) / ((marked - i + 1) * (draws - i + 1));
        }
        return sum;
    }

    /** P(X ≥ k), summed from the largest term of an upper tail. */
    private double up(double k) {
        double term = density(k);
        double sum = 0;
        for (double i = k; term > sum * 1e-17; i++) {
            sum += term;
            term *= (marked - i) * (draws - i) / ((i + 1) * (population - marked - draws + i + 1));
        }
        return sum;
    }

    private long lowest() {
        return StrictMath.max(0, draws + marked - population);
    }

    private long highest() {
        return StrictMath.min(draws, marked);
    }

    @Override
    public double quantile(double p) {
        Inversion.checkProbability(p);
        return Inversion.firstInteger(k -> cumulative(k) >= p, lowest(), highest());
    }

    @Override
    public double upperQuantile(double p) {
        Inversion.checkProbability(p);
        return Inversion.firstInteger(k -> survival(k) <= p, lowest(), highest());
    }
}
