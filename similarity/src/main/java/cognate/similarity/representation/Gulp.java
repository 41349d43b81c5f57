package cognate.similarity.representation;

/**
 * The GULP distance of Boix-Adsera et al. (2022) for λ = 0: {@code rank X + rank Y - 2 Σ ρ²} of canonical correlations.
 * A distance (squared), symmetric, invariant to invertible linear maps and translation of either side.
 */
final class Gulp {
    private Gulp() {}

    static double of(Cca cca) {
        SharedBasis basis = cca.basis();
        int count = Math.min(basis.rankX(), basis.rankY());
        double apart = 0;
        for (double rho : cca.correlations()) {
            apart += (1 - rho) * (1 + rho); // 1 - ρ², without the loss of digits near 1
        }
        return basis.rankX() + basis.rankY() - 2 * count + 2 * apart;
    }

    /** With shuffled inputs. */
    static double of(ShuffledPair pair) {
        return pair.x().rank() + pair.y().rank() - 2 * pair.square();
    }

    /** The mean over all pairings of the rows. */
    static double chance(SharedBasis basis) {
        int count = Math.min(basis.rankX(), basis.rankY());
        double square = Baselines.rSquared(basis.rankX(), basis.rankY(), basis.inputs());
        return basis.rankX() + basis.rankY() - 2 * count * square;
    }
}
