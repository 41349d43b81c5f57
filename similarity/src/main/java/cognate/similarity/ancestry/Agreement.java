package cognate.similarity.ancestry;

import cognate.engine.linalg.Matrix;
import cognate.similarity.align.UnitGroups;

/**
 * The inner product of one weight matrix of A, relabelled, with B's. Where only one side of it can be relabelled, it is
 * a sum over a matrix of products of units that is made once. Entries are whole numbers, so sums up to 2⁵³ are exact
 * and ties are ties.
 */
final class Agreement {
    private final float[] a;
    private final float[] b;
    private final int columns;
    private final int gates;
    private final int run;
    private final UnitGroups.Weight place;
    /** Inner products of A's and B's units, [units, units]; null where both sides are relabelled. */
    private final Matrix products;

    Agreement(RankedNetwork.Entry a, RankedNetwork.Entry b) {
        this.a = a.ranks();
        this.b = b.ranks();
        place = a.weight();
        columns = a.columns();
        gates = a.rows() / place.rowUnits();
        run = columns / place.columnUnits();
        if (place.columnGroup() == UnitGroups.FIXED) {
            products = byUnit(this.a, gates, place.rowUnits(), columns)
                    .timesTranspose(byUnit(this.b, gates, place.rowUnits(), columns));
        } else if (place.rowGroup() == UnitGroups.FIXED) {
            products = byUnit(this.a, a.rows(), place.columnUnits(), run)
                    .timesTranspose(byUnit(this.b, a.rows(), place.columnUnits(), run));
        } else {
            products = null;
        }
    }

    /** From [outer, units, inner] to a row a unit. */
    private static Matrix byUnit(float[] ranks, int outer, int units, int inner) {
        Matrix result = Matrix.zeros(units, outer * inner);
        for (int o = 0; o < outer; o++) {
            for (int u = 0; u < units; u++) {
                for (int k = 0; k < inner; k++) {
                    result.array()[(u * outer + o) * inner + k] = ranks[(o * units + u) * inner + k];
                }
            }
        }
        return result;
    }

    /** What the inner product has to be divided by to be a correlation; 0 if A's or B's entries are all equal. */
    double norm() {
        return Math.sqrt(squares(a)) * Math.sqrt(squares(b));
    }

    private static double squares(float[] ranks) {
        double sum = 0;
        for (float rank : ranks) {
            sum += (double) rank * rank;
        }
        return sum;
    }

    /** The inner product with A relabelled. */
    double of(Relabelling relabelling) {
        if (products == null) {
            return bothSides(
                    relabelling.places(place.rowGroup(), gates, place.rowUnits(), 1),
                    relabelling.factors(place.rowGroup(), gates, place.rowUnits(), 1),
                    relabelling.places(place.columnGroup(), 1, place.columnUnits(), run),
                    relabelling.factors(place.columnGroup(), 1, place.columnUnits(), run));
        }
        int group = place.columnGroup() == UnitGroups.FIXED ? place.rowGroup() : place.columnGroup();
        int[] order = relabelling.orders()[group];
        double[] signs = relabelling.signs()[group];
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            sum += signs[i] * products.array()[order[i] * order.length + i];
        }
        return sum;
    }

    private double bothSides(int[] rowPlaces, double[] rowSigns, int[] columnPlaces, double[] columnSigns) {
        double sum = 0;
        for (int i = 0; i < rowPlaces.length; i++) {
            int fromA = rowPlaces[i] * columns;
            int fromB = i * columns;
            double even = 0; // two chains of additions that do not wait for each other
            double odd = 0;
            int j = 0;
            for (; j + 1 < columns; j += 2) {
                even += columnSigns[j] * a[fromA + columnPlaces[j]] * b[fromB + j];
                odd += columnSigns[j + 1] * a[fromA + columnPlaces[j + 1]] * b[fromB + j + 1];
            }
            if (j < columns) {
                even += columnSigns[j] * a[fromA + columnPlaces[j]] * b[fromB + j];
            }
            sum += rowSigns[i] * (even + odd);
        }
        return sum;
    }
}
