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
    /** Entries of relabelled matrices that are there at once; more only where a single one has more. */
    private static final int MOST_ENTRIES = 1 << 19;

    private final RankedWeight a;
    private final List<RankedWeight> others;
    /** Inner products of A's and the other's rows or columns by their places; null where both sides move. */
    private final Matrix[] products;
    /** The others, a row each; null where only one side moves. */
    private final Matrix rows;

    Agreement(RankedWeight a, List<RankedWeight> others) {
        this.a = a;
        this.others = others;
        if (a.byPlace() == null) {
            products = null;
            rows = Matrix.zeros(others.size(), a.ranks().length);
            for (int i = 0; i < others.size(); i++) {
                put(others.get(i).ranks(), rows, i);
            }
        } else {
            products = others.stream()
                    .map(other -> a.byPlace().timesTranspose(other.byPlace()))
                    .toArray(Matrix[]::new);
            rows = null;
        }
    }

    private static void put(float[] values, Matrix to, int row) {
        int at = row * values.length;
        for (int i = 0; i < values.length; i++) {
            to.array()[at + i] = values[i];
        }
    }

    /**
     * What the inner product with an other one is divided by to be a correlation; 0 if all entries of one are equal.
     */
    double norm(int other) {
        return a.norm() * others.get(other).norm();
    }

    /** The inner products with A relabelled in each of several ways: [others, relabellings]. */
    double[][] of(List<Relabelling> relabellings) {
        double[][] result = new double[others.size()][relabellings.size()];
        if (products != null) {
            for (int k = 0; k < relabellings.size(); k++) {
                oneSide(relabellings.get(k), k, result);
            }
            return result;
        }
        int size = a.ranks().length;
        int block = Math.max(1, MOST_ENTRIES / Math.max(1, size));
        for (int from = 0; from < relabellings.size(); from += block) {
            int count = Math.min(block, relabellings.size() - from);
            Matrix moved = Matrix.zeros(count, size);
            for (int k = 0; k < count; k++) {
                put(a.relabelled(relabellings.get(from + k)), moved, k);
            }
            Matrix inner = rows.timesTranspose(moved);
            for (int i = 0; i < result.length; i++) {
                System.arraycopy(inner.array(), i * count, result[i], from, count);
            }
        }
        return result;
    }

    private void oneSide(Relabelling relabelling, int k, double[][] result) {
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
            result[i][k] = sum;
        }
    }
}
