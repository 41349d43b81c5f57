package cognate.models.wiring;

import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * Moves and rescales the units of a network. Unit u becomes {@code factors[u]} times what unit {@code order[u]} was:
 * its rows and its elements of vectors are multiplied, its columns divided, in double precision and rounded once.
 */
public final class UnitTransform {
    private final int[] order;
    private final double[] factors;

    private UnitTransform(int[] order, double[] factors) {
        this.order = order;
        this.factors = factors;
    }

    /**
     * Changes the tensors of a wiring in place.
     *
     * @param order [units]: a permutation of the numbers, which moves units within their groups only
     * @param factors [units], none 0
     */
    public static void apply(Wiring wiring, int[] order, double[] factors) {
        UnitTransform transform = new UnitTransform(order, factors);
        wiring.ties().forEach(transform::apply);
    }

    private void apply(Tie tie) {
        Tensor tensor = tie.tensor();
        float[] old = tensor.toArray();
        float[] result = new float[old.length];
        int width = tie.width();
        int[] rows = sources(tie.rows());
        int[] columns = tie.isVector() ? null : sources(tie.columns());
        for (int r = 0; r < tensor.dim(0); r++) {
            int row = rows.length == 0 ? r : r - r % rows.length + rows[r % rows.length];
            double up = factor(tie.unitOfRow(r));
            for (int c = 0; c < width; c++) {
                int place = columns == null || columns.length == 0 ? -1 : tie.placeOfColumn(c);
                int column = place < 0 ? c : c + (columns[place] - place) * stride(tie);
                result[r * width + c] = (float) (old[row * width + column] * up / factor(tie.unitOfColumn(c)));
            }
        }
        tensor.copyFrom(Tensor.of(result, tensor.shape().toArray()));
    }

    /** How far the columns of neighbouring units lie from each other. */
    private static int stride(Tie tie) {
        return tie.columns().isPerStep() ? 1 : tie.width() / tie.columns().size();
    }

    private double factor(int unit) {
        return unit < 0 ? 1 : factors[unit];
    }

    /** For every place of a space the place of the unit that comes there; the k-th of a unit that stands in several. */
    private int[] sources(Space space) {
        int[] units = space.units();
        int[] sources = new int[units.length];
        for (int place = 0; place < units.length; place++) {
            int wanted = units[place] < 0 ? -1 : order[units[place]];
            sources[place] = wanted == units[place] ? place : find(units, wanted, occurrence(units, place));
        }
        return sources;
    }

    private static int occurrence(int[] units, int place) {
        return (int) Arrays.stream(units, 0, place)
                .filter(unit -> unit == units[place])
                .count();
    }

    private static int find(int[] units, int wanted, int occurrence) {
        int left = occurrence;
        for (int place = 0; place < units.length; place++) {
            if (units[place] == wanted && left-- == 0) {
                return place;
            }
        }
        throw new IllegalArgumentException("units: an order within groups, found unit " + wanted + " in another space");
    }
}
