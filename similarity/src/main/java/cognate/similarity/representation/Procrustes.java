package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Svd;

/**
 * Orthogonal Procrustes analysis of centred representations of unit Frobenius norm (Ding, Denain, Steinhardt 2021;
 * Williams et al. 2021), the smaller one filled up with zero neurons. Distances, symmetric, invariant to rotation,
 * translation and one scale of either side; 0 for representations that differ only so.
 */
public final class Procrustes {
    /** Above this cosine, {@code 2 - 2 cos} would lose digits of the distance, and the residual itself is taken. */
    private static final double NEAR = 0.999;

    private final double distance;

    private Procrustes(double distance) {
        this.distance = distance;
    }

    public static Procrustes of(Representation x, Representation y) {
        Inputs.check("procrustes", x, y);
        int p = Math.max(x.kept(), y.kept());
        Matrix product = x.centred().transposeTimes(y.centred());
        double sum = 0;
        for (double value : Svd.values(product)) {
            sum += value;
        }
        double cosine = sum / norm(x) / norm(y);
        return new Procrustes(cosine < NEAR ? Math.sqrt(2 - 2 * cosine) : residual(x, y, p));
    }

    /** With shuffled inputs; without the digits that {@link #residual} saves of a distance near 0. */
    static Procrustes of(ShuffledPair pair) {
        return new Procrustes(Math.sqrt(Math.max(0, 2 - 2 * pair.nuclear())));
    }

    private static double norm(Representation x) {
        return Math.sqrt(Cka.dot(x.centred(), x.centred()));
    }

    /** The norm of {@code X - Y Q} for the best rotation {@code Q = V Uᵀ}, of {@code U Σ Vᵀ = XᵀY}. */
    private static double residual(Representation x, Representation y, int p) {
        Matrix a = unit(x, p);
        Matrix b = unit(y, p);
        Svd svd = Svd.of(a.transposeTimes(b));
        Matrix rotated = b.times(svd.v().timesTranspose(svd.u()));
        for (int i = 0; i < a.array().length; i++) {
            a.array()[i] -= rotated.array()[i];
        }
        return Math.sqrt(Cka.dot(a, a));
    }

    private static Matrix unit(Representation x, int columns) {
        Matrix result = Matrix.zeros(x.inputs(), columns);
        double norm = norm(x);
        for (int i = 0; i < x.inputs(); i++) {
            for (int j = 0; j < x.kept(); j++) {
                result.set(i, j, x.centred().get(i, j) / norm);
            }
        }
        return result;
    }

    /** The least squared Frobenius distance under rotation, {@code 2 - 2 ‖XᵀY‖_*}, in [0, 2]. */
    public double squared() {
        return distance * distance;
    }

    /** The angle {@code arccos ‖XᵀY‖_*} in radians, in [0, π/2]; a metric. */
    public double angular() {
        return 2 * StrictMath.asin(distance / 2);
    }
}
