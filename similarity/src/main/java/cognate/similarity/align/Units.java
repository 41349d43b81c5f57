package cognate.similarity.align;

import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Shape;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The {@link UnitGroups} of two networks of one architecture, and the weights that connect them, side by side. */
final class Units {
    private final List<Coupling> couplings = new ArrayList<>();
    private final List<Integer> sizes;

    private Units(List<Integer> sizes) {
        this.sizes = sizes;
    }

    /**
     * Of two networks with the same layers. {@link Coupling#write} changes b.
     *
     * @throws IllegalArgumentException if they differ, or a layer has parameters that are not known here
     */
    static Units of(Sequential a, Sequential b) {
        if (a.layers().size() != b.layers().size()) {
            throw new IllegalArgumentException("alignment: expected as many layers, found "
                    + a.layers().size() + " and " + b.layers().size());
        }
        for (int i = 0; i < a.layers().size(); i++) {
            check(a.layers().get(i), b.layers().get(i));
        }
        UnitGroups ofA = UnitGroups.of(a);
        UnitGroups ofB = UnitGroups.of(b);
        Units units = new Units(ofA.sizes());
        for (int i = 0; i < ofA.weights().size(); i++) {
            units.couplings.add(
                    new Coupling(ofA.weights().get(i), ofB.weights().get(i).values()));
        }
        return units;
    }

    private static void check(Layer a, Layer b) {
        if (a.getClass() != b.getClass()) {
            throw new IllegalArgumentException("alignment: expected layers of one kind, found " + a + " and " + b);
        }
        if (a instanceof BatchNorm) {
            throw new IllegalArgumentException("alignment: expected batch normalization to be folded, found " + a);
        }
        if (!a.parameters().keySet().equals(b.parameters().keySet())) {
            throw new IllegalArgumentException("alignment: expected layers of one kind, found " + a + " and " + b);
        }
        a.parameters().forEach((name, parameter) -> {
            Shape other = b.parameters().get(name).shape();
            if (!parameter.shape().equals(other)) {
                throw new IllegalArgumentException(
                        "alignment: expected weights of one shape, found " + parameter.shape() + " and " + other);
            }
        });
    }

    /** All weights and biases. */
    List<Coupling> couplings() {
        return Collections.unmodifiableList(couplings);
    }

    /** The number of groups. */
    int groups() {
        return sizes.size();
    }

    /** The number of units of a group. */
    int size(int index) {
        return sizes.get(index);
    }

    /**
     * The inner products of what comes in to the units of a group from the groups before it, whose orders are known.
     */
    Matrix incoming(int index, int[]... orders) {
        Matrix similarity = Matrix.zeros(size(index), size(index));
        for (Coupling coupling : couplings) {
            if (coupling.rowGroup() == index && coupling.columnGroup() != index) {
                Coupling.add(similarity, coupling.incoming(order(orders, coupling.columnGroup())));
            }
        }
        return similarity;
    }

    /** The order of B's units that has the largest sum of similarities: unit i of A meets B's unit {@code best[i]}. */
    static int[] best(Matrix similarity) {
        Matrix cost = Matrix.zeros(similarity.rows(), similarity.columns());
        for (int i = 0; i < cost.array().length; i++) {
            cost.array()[i] = -similarity.array()[i];
        }
        return Assignment.of(cost).columns();
    }

    /** The order of a group; null of {@link UnitGroups#FIXED}. */
    static int[] order(int[][] orders, int group) {
        return group == UnitGroups.FIXED ? null : orders[group];
    }

    /** Puts the units of b into these orders, one a group. */
    void write(int[]... orders) {
        for (Coupling coupling : couplings) {
            coupling.write(order(orders, coupling.rowGroup()), order(orders, coupling.columnGroup()));
        }
    }
}
