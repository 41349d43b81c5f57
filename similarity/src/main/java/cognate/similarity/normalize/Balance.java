package cognate.similarity.normalize;

import cognate.models.layer.Sequential;
import cognate.models.wiring.Group;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Tie;
import cognate.models.wiring.UnitTransform;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The canonical form of a network under the scaling symmetry of its units in which every unit's incoming and outgoing
 * weights, squared and summed, are equal: the one with the smallest sum of squares. After Du, Hu, Lee (2018) such a
 * form exists and is unique; here sums of several layers are one unit with all that comes in to it (biases included)
 * and goes out. One unit after the other is brought to {@code f ← f (out / in)^¼}, its exact minimum, until nothing
 * moves. The function and the scale of the outputs stay. Batch normalization is folded first; where nothing comes in or
 * goes out that side counts as 1.
 */
final class Balance {
    private static final double DONE = 1e-9;
    private static final int SWEEPS = 1000;

    /** Squares [units of the rows, units of the columns] of one tie, summed over gates, taps and pixels. */
    private record Squares(int[] rows, int[] columns, double[] values) {
        static Squares of(Tie tie) {
            int n = StrictMath.max(1, tie.rows().size());
            int m = tie.isVector() ? 1 : StrictMath.max(1, tie.columns().size());
            double[] values = new double[n * m];
            float[] weights = tie.tensor().toArray();
            int width = tie.width();
            for (int i = 0; i < weights.length; i++) {
                int row = StrictMath.max(0, tie.placeOfRow(i / width));
                int column = StrictMath.max(0, tie.placeOfColumn(i % width));
                values[row * m + column] += (double) weights[i] * weights[i];
            }
            int[] rows = IntStream.range(0, n)
                    .map(i -> tie.rows().size() == 0 ? -1 : tie.rows().unit(i))
                    .toArray();
            int[] columns = IntStream.range(0, m)
                    .map(i -> tie.isVector() || tie.columns().size() == 0
                            ? -1
                            : tie.columns().unit(i))
                    .toArray();
            return new Squares(rows, columns, values);
        }
    }

    private final Wiring wiring;
    private final List<Squares> squares = new ArrayList<>();
    /** By unit the entries [tie, place] of its rows and of its columns. */
    private final List<List<int[]>> rowsOf = new ArrayList<>();

    private final List<List<int[]>> columnsOf = new ArrayList<>();
    private final double[] squaredFactors;

    private Balance(Wiring wiring) {
        this.wiring = wiring;
        squaredFactors = new double[wiring.size()];
        Arrays.fill(squaredFactors, 1);
        for (int unit = 0; unit < wiring.size(); unit++) {
            rowsOf.add(new ArrayList<>());
            columnsOf.add(new ArrayList<>());
        }
        for (Tie tie : wiring.ties()) {
            Squares own = Squares.of(tie);
            enter(rowsOf, own.rows());
            enter(columnsOf, own.columns());
            squares.add(own);
        }
    }

    private void enter(List<List<int[]>> places, int... units) {
        for (int place = 0; place < units.length; place++) {
            if (units[place] >= 0) {
                places.get(units[place]).add(new int[] {squares.size(), place});
            }
        }
    }

    /** The balanced form of a network, which is not changed. */
    static Normalized normalize(Sequential network) {
        Sequential balanced = FiniteWeights.check(network).folded().copy();
        Wiring wiring = Wiring.of(balanced);
        Balance work = new Balance(wiring);
        List<String> notes = new ArrayList<>();
        if (!work.run()) {
            notes.add("the balance is not reached after " + SWEEPS + " sweeps");
        }
        int[] order = IntStream.range(0, wiring.size()).toArray();
        UnitTransform.apply(
                wiring,
                order,
                Arrays.stream(work.squaredFactors).map(Math::sqrt).toArray());
        return new Normalized(FiniteWeights.check(balanced), notes);
    }

    private boolean run() {
        int[] units = wiring.groups().stream()
                .filter(group -> group.symmetries().contains(Symmetry.SCALE))
                .map(Group::units)
                .flatMapToInt(Arrays::stream)
                .toArray();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double moved = 0;
            for (int unit : units) {
                double in = incoming(unit);
                double out = outgoing(unit);
                double step = Math.sqrt((out == 0 ? 1 : out) / (in == 0 ? 1 : in)); // of the square of the factor
                squaredFactors[unit] *= step;
                moved = Math.max(moved, Math.abs(step - 1));
            }
            if (moved < DONE) {
                return true;
            }
        }
        return false;
    }

    private double incoming(int unit) {
        double sum = 0;
        for (int[] entry : rowsOf.get(unit)) {
            Squares own = squares.get(entry[0]);
            int m = own.columns().length;
            for (int column = 0; column < m; column++) {
                int from = own.columns()[column];
                if (from != unit) {
                    sum += own.values()[entry[1] * m + column] * squaredFactors[unit] / factor(from);
                }
            }
        }
        return sum;
    }

    private double outgoing(int unit) {
        double sum = 0;
        for (int[] entry : columnsOf.get(unit)) {
            Squares own = squares.get(entry[0]);
            int m = own.columns().length;
            for (int row = 0; row < own.rows().length; row++) {
                int to = own.rows()[row];
                if (to != unit) {
                    sum += own.values()[row * m + entry[1]] * factor(to) / squaredFactors[unit];
                }
            }
        }
        return sum;
    }

    private double factor(int unit) {
        return unit < 0 ? 1 : squaredFactors[unit];
    }
}
