package cognate.similarity.representation;

import cognate.engine.linalg.Svd;

/**
 * Canonical correlation analysis: {@code U diag(ρ) Vᵀ = svd(Q_xᵀ Q_y)} of centred activations (Hotelling 1936; Björck,
 * Golub 1973). A similarity, symmetric, every ρ in [0, 1], invariant to invertible linear maps of either side. Neurons
 * that depend linearly on others add no direction; there are min(rank X, rank Y) correlations.
 */
public final class Cca {
    private final SharedBasis basis;
    private final Svd svd;
    private final double[] correlations;

    private Cca(SharedBasis basis, Svd svd) {
        this.basis = basis;
        this.svd = svd;
        correlations = clamped(svd.values());
    }

    public static Cca of(SharedBasis basis) {
        return new Cca(basis, Svd.of(basis.inner(basis.x().span, basis.y().span)));
    }

    /** Rounding alone takes a correlation past 1. */
    static double[] clamped(double[] correlations) {
        for (int i = 0; i < correlations.length; i++) {
            correlations[i] = Math.min(1, correlations[i]);
        }
        return correlations;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The canonical correlations ρ, descending. */
    public double[] correlations() {
        return correlations.clone();
    }

    /** The mean of ρ. */
    public double mean() {
        return mean(correlations);
    }

    /** R²_CCA, the mean of ρ². */
    public double rSquared() {
        double sum = 0;
        for (double rho : correlations) {
            sum = Math.fma(rho, rho, sum);
        }
        return sum / correlations.length;
    }

    /**
     * Bartlett's statistic for the hypothesis that the correlations from place {@code k} on are 0: {@code -(n - 1 - (p
     * + q + 1) / 2) Σ ln(1 - ρ²)} (Bartlett 1941), χ² with {@link #degreesOfFreedom} when it holds; infinite where some
     * of them is 1, and 0 where there are too few inputs to tell.
     */
    public double bartlett(int k) {
        double sum = 0;
        for (int i = k; i < correlations.length; i++) {
            double rho = correlations[i];
            sum += StrictMath.log1p(-rho * rho);
        }
        double factor = basis.inputs() - 1 - (basis.rankX() + basis.rankY() + 1) / 2.0;
        return sum == 0 || factor <= 0 ? 0 : -factor * sum;
    }

    /** {@code (p - k) (q - k)}. */
    public int degreesOfFreedom(int k) {
        return (basis.rankX() - k) * (basis.rankY() - k);
    }

    /** The left vectors of the small problem, in the coordinates of {@code span} of X. */
    Svd svd() {
        return svd;
    }

    SharedBasis basis() {
        return basis;
    }
}
