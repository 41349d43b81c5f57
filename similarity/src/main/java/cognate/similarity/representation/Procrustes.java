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
    private final double normX;
    private final double normY;

    private Procrustes(double distance, double normX, double normY) {
        this.distance = distance;
        this.normX = normX;
        this.normY = normY;
    }

    public static Procrustes of(Representation x, Representation y) {
        Inputs.check("procrustes", x, y);
        return of(x.coordinates(), norm(x), y.coordinates(), norm(y));
    }

    private static Procrustes of(Matrix x, double normX, Matrix y, double normY) {
        double sum = 0;
        for (double value : Svd.values(x.transposeTimes(y))) {
            sum += value;
        }
        double cosine = sum / norm(x) / norm(y);
        double distance = cosine < NEAR ? Math.sqrt(2 - 2 * cosine) : residual(x, y);
        return new Procrustes(distance, normX, normY);
    }

    /** With shuffled inputs; without the digits that {@link #residual} saves of a distance near 0. */
    static Procrustes of(ShuffledPair pair) {
        double distance = Math.sqrt(Math.max(0, 2 - 2 * pair.nuclear()));
        return new Procrustes(distance, norm(pair.seen().x()), norm(pair.seen().y()));
    }

    /** Of X and the rows of Y in another order. */
    static Procrustes permuted(Pair pair, int[] order) {
        Matrix y = pair.y().coordinates();
        Matrix shuffled = Matrix.zeros(y.rows(), y.columns());
        int q = y.columns();
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(y.array(), order[i] * q, shuffled.array(), i * q, q);
        }
        return of(pair.x().coordinates(), norm(pair.x()), shuffled, norm(pair.y()));
    }

    private static double norm(Matrix a) {
        return Math.sqrt(Cka.dot(a, a));
    }

    /** On the scale of the raw activations. */
    private static double norm(Representation side) {
        return side.norm() / side.factor();
    }

    /** The norm of {@code X - Y Q} for the best rotation {@code Q = V Uᵀ}, of {@code U Σ Vᵀ = XᵀY}. */
    private static double residual(Matrix x, Matrix y) {
        int p = Math.max(x.columns(), y.columns());
        Matrix a = unit(x, p);
        Matrix b = unit(y, p);
        Svd svd = Svd.of(a.transposeTimes(b));
        Matrix rotated = b.times(svd.v().timesTranspose(svd.u()));
        for (int i = 0; i < a.array().length; i++) {
            a.array()[i] -= rotated.array()[i];
        }
        return norm(a);
    }

    private static Matrix unit(Matrix x, int columns) {
        Matrix result = Matrix.zeros(x.rows(), columns);
        double norm = norm(x);
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                result.set(i, j, x.get(i, j) / norm);
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

    /** The least Frobenius distance under rotation of the sides as they are, centred, {@code ‖X - Y Q‖}. */
    public double sizeAndShape() {
        return Math.sqrt((normX - normY) * (normX - normY) + normX * normY * squared());
    }
}
