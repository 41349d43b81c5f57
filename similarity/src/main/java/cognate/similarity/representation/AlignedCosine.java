package cognate.similarity.representation;

import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Svd;
import java.util.List;

/**
 * The mean cosine of an input's raw activations on both sides after the orthogonal map of X that fits Y best (Hamilton,
 * Leskovec, Jurafsky 2016), the smaller side filled up with zero neurons. A similarity, symmetric, invariant to
 * rotation and one scale of either side. Inputs whose row is zero on a side are left out.
 */
final class AlignedCosine implements Score {
    private final double value;
    private final int left;

    private AlignedCosine(double value, int left) {
        this.value = value;
        this.left = left;
    }

    static Score of(Pair pair) {
        Matrix x = pair.x().rawCoordinates();
        Matrix y = pair.y().rawCoordinates();
        Svd svd = Svd.of(x.transposeTimes(y));
        // what the best map does outside these directions is not unique, and orthogonal to Y
        Matrix mapped = x.times(svd.u());
        Matrix fitted = y.times(svd.v());
        int k = mapped.columns();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < x.rows(); i++) {
            double a = DoubleVectors.norm(x.array(), i * x.columns(), x.columns());
            double b = DoubleVectors.norm(y.array(), i * y.columns(), y.columns());
            if (a > 0 && b > 0) {
                sum += DoubleVectors.dot(mapped.array(), i * k, fitted.array(), i * k, k) / a / b;
                count++;
            }
        }
        if (count == 0) {
            throw new ArithmeticException("aligned cosine: inputs that are not zero on both sides, found none");
        }
        return new AlignedCosine(sum / count, x.rows() - count);
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public List<String> notes() {
        return left == 0 ? List.of() : List.of(left + " inputs are zero on a side and were left out");
    }
}
