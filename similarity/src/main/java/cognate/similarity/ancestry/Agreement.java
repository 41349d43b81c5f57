package cognate.similarity.ancestry;

import cognate.engine.linalg.Matrix;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;
import java.util.List;

/**
 * The inner products of one weight matrix of A, relabelled, with those of other networks. Where only one side of it can
 * be relabelled, each is a sum over a matrix of products of units that is made once. Entries are whole numbers, so sums
 * up to 2⁵³ are exact and ties are ties.
 */
final class Agreement {
    private final RankedWeight a;
    private final List<RankedWeight> others;
    /** Inner products of A's and the other's rows or columns by their places; null where both sides move. */
    private final Matrix[] products;

    Agreement(RankedWeight a, List<RankedWeight> others) {
        this.a = a;
        this.others = others;
        products = a.byPlace() == null
                ? null
                : others.stream()
                        .map(other -> a.byPlace().timesTranspose(other.byPlace()))
                        .toArray(Matrix[]::new);
    }

    /**
     * What the inner product with an other one is divided by to be a correlation; 0 if all entries of one are equal.
     */
    double norm(int other) {
        return a.norm() * others.get(other).norm();
    }

    /** The inner products with A relabelled, one for each of the others. */
    void of(Relabelling relabelling, double[] result) {
        if (products == null) {
            float[] relabelled = a.relabelled(relabelling);
            for (int i = 0; i < result.length; i++) {
                result[i] = inner(relabelled, others.get(i).ranks());
            }
            return;
        }
        Tie tie = a.tie();
        Space space = tie.columns() == Space.FIXED ? tie.rows() : tie.columns();
        int[] sources = space.sources(relabelling.order());
        int n = sources.length;
        double[] signs = new double[n];
        for (int place = 0; place < n; place++) {
            signs[place] = space.unit(place) < 0 ? 1 : relabelling.signs()[space.unit(place)];
        }
        for (int i = 0; i < result.length; i++) {
            double[] own = products[i].array();
            double sum = 0;
            for (int place = 0; place < n; place++) {
                sum += signs[place] * own[sources[place] * n + place];
            }
            result[i] = sum;
        }
    }

    /** In four sums that do not wait for each other. */
    private static double inner(float[] x, float[] y) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < x.length; i += 4) {
            s0 += (double) x[i] * y[i];
            s1 += (double) x[i + 1] * y[i + 1];
            s2 += (double) x[i + 2] * y[i + 2];
            s3 += (double) x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) {
            s0 += (double) x[i] * y[i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
