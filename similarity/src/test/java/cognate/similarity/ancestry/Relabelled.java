package cognate.similarity.ancestry;

import cognate.engine.tensor.Tensor;
import cognate.models.layer.Sequential;
import cognate.similarity.align.UnitGroups;

/** Networks with their units in other places, written out weight by weight. */
final class Relabelled {
    private Relabelled() {}

    /** A copy with new places and signs for its units; it must compute the same. */
    static Sequential of(Sequential network, Relabelling relabelling) {
        Sequential copy = network.copy();
        for (UnitGroups.Weight weight : UnitGroups.of(copy).weights()) {
            Tensor tensor = weight.values();
            Tensor source = tensor.copy();
            int columns = tensor.size() / tensor.dim(0);
            int gates = tensor.dim(0) / weight.rowUnits();
            int run = columns / weight.columnUnits();
            for (int row = 0; row < tensor.dim(0); row++) {
                int gate = row / weight.rowUnits();
                int unit = row % weight.rowUnits();
                for (int column = 0; column < columns; column++) {
                    int before = column / run;
                    int fromRow = gate * weight.rowUnits() + place(relabelling, weight.rowGroup(), unit);
                    int fromColumn = place(relabelling, weight.columnGroup(), before) * run + column % run;
                    double sign = sign(relabelling, weight.rowGroup(), unit)
                            * sign(relabelling, weight.columnGroup(), before);
                    tensor.array()[row * columns + column] =
                            (float) (sign * source.array()[fromRow * columns + fromColumn]);
                }
            }
        }
        return copy;
    }

    private static int place(Relabelling relabelling, int group, int unit) {
        return group == UnitGroups.FIXED ? unit : relabelling.orders()[group][unit];
    }

    private static double sign(Relabelling relabelling, int group, int unit) {
        return group == UnitGroups.FIXED ? 1 : relabelling.signs()[group][unit];
    }
}
