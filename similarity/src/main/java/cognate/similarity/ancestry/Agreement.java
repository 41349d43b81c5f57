package cognate.similarity.ancestry;

import cognate.engine.linalg.Matrix;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;

/**
 * The inner product of one weight matrix of A, relabelled, with B's. Where only one side of it can be relabelled, it is
 * a sum over a matrix of products of units that is made once. Entries are whole numbers, so sums up to 2⁵³ are exact
 * and ties are ties.
 */
final class Agreement {
    private final float[] a;
    private final float[] b;
    private final Tie tie;
    /** Inner products of A's and B's rows or columns by their places, [places, places]; null where both move. */
    private final Matrix products;

    Agreement(RankedNetwork.Entry a, RankedNetwork.Entry b) {
        this.a = a.ranks();
        this.b = b.ranks();
        tie = a.tie();
        if (tie.columns() == Space.FIXED) {
            products = byPlace(this.a, true).timesTranspose(byPlace(this.b, true));
        } else if (tie.rows() == Space.FIXED) {
            products = byPlace(this.a, false).timesTranspose(byPlace(this.b, false));
        } else {
            products = null;
        }
    }

    /** What belongs to each place of the rows, or of the columns, as a row: [places, …]. */
    private Matrix byPlace(float[] ranks, boolean rows) {
        int places = rows ? tie.rows().size() : tie.columns().size();
        int width = tie.width();
        Matrix result = Matrix.zeros(places, ranks.length / places);
        int[] filled = new int[places];
        for (int i = 0; i < ranks.length; i++) {
            int place = rows ? tie.placeOfRow(i / width) : tie.placeOfColumn(i % width);
            result.set(place, filled[place]++, ranks[i]);
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
        int[] order = relabelling.order();
        double[] signs = relabelling.signs();
        if (products == null) {
            return bothSides(
                    tie.rowSources(order), tie.rowFactors(signs), tie.columnSources(order), tie.columnFactors(signs));
        }
        Space space = tie.columns() == Space.FIXED ? tie.rows() : tie.columns();
        int[] places = space.sources(order);
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            double sign = space.unit(i) < 0 ? 1 : signs[space.unit(i)];
            sum += sign * products.array()[places[i] * places.length + i];
        }
        return sum;
    }

    private double bothSides(int[] rowPlaces, double[] rowSigns, int[] columnPlaces, double[] columnSigns) {
        int columns = columnPlaces.length;
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
