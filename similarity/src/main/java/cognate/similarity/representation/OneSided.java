package cognate.similarity.representation;

import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;

/**
 * Numbers that describe one side alone, whose differences are measures of two: distances, symmetric, which do not look
 * at which input is which. Of raw activations.
 */
final class OneSided {
    private OneSided() {}

    /** The norm of the mean row (Wang et al. 2020). */
    static double magnitude(Representation side) {
        double[] mean = meanRow(side.raw());
        return DoubleVectors.norm(mean, 0, mean.length);
    }

    /** The mean cosine of rows to the mean row (Wang et al. 2022), of rows that are not zero. */
    static double concentricity(Representation side) {
        Matrix rows = side.raw();
        int p = rows.columns();
        double[] mean = meanRow(rows);
        double norm = DoubleVectors.norm(mean, 0, p);
        if (norm == 0) {
            throw new ArithmeticException("concentricity: a mean row that is not zero, found zeros");
        }
        double sum = 0;
        int count = 0;
        for (int i = 0; i < rows.rows(); i++) {
            double length = DoubleVectors.norm(rows.array(), i * p, p);
            if (length > 0) {
                sum += DoubleVectors.dot(rows.array(), i * p, mean, 0, p) / length / norm;
                count++;
            }
        }
        return sum / count;
    }

    private static double[] meanRow(Matrix rows) {
        int p = rows.columns();
        double[] mean = new double[p];
        for (int i = 0; i < rows.rows(); i++) {
            DoubleVectors.accumulate(mean, 0, 1, rows.array(), i * p, p);
        }
        for (int j = 0; j < p; j++) {
            mean[j] /= rows.rows();
        }
        return mean;
    }

    /**
     * {@code log mean exp(-2 d²)} over all pairs, an input with itself included (Wang, Isola 2020), of squared
     * distances on the scale of {@code factor}.
     */
    static double uniformity(int n, double[] squared, double factor, Workers workers) {
        double scale = -2 / factor / factor;
        double[] sums = new double[n];
        workers.run(Dissimilarity.blocks(n), part -> {
            int last = Math.min(n, (part + 1) * Dissimilarity.ROWS);
            for (int i = part * Dissimilarity.ROWS; i < last; i++) {
                int end = Dissimilarity.at(i, n, n);
                double sum = 0;
                for (int at = Dissimilarity.at(i, i + 1, n); at < end; at++) {
                    sum += StrictMath.exp(scale * squared[at]);
                }
                sums[i] = sum;
            }
        });
        return StrictMath.log((1 + 2 * Triangles.sum(sums) / n) / n);
    }

    static Score magnitudeDifference(Pair pair) {
        return Score.of(Math.abs(magnitude(pair.x()) - magnitude(pair.y())));
    }

    static Score concentricityDifference(Pair pair) {
        return Score.of(Math.abs(concentricity(pair.x()) - concentricity(pair.y())));
    }

    static Score uniformityDifference(Pair pair, Workers workers) {
        int n = pair.inputs();
        Dissimilarities squares = pair.dissimilarities(Dissimilarity.Kind.EUCLIDEAN, workers);
        double x = uniformity(n, squares.x(), pair.x().factor(), workers);
        double y = uniformity(n, squares.y(), pair.y().factor(), workers);
        return Score.of(Math.abs(x - y));
    }
}
