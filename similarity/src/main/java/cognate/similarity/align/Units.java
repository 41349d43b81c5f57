package cognate.similarity.align;

import cognate.autograd.Parameter;
import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Embedding;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The groups of units of a network that can change places without changing what it computes: hidden units, channels,
 * units of a recurrent layer, features of an embedding; and the weights that connect them, of two networks side by
 * side.
 */
final class Units {
    private final List<Coupling> couplings = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int group = Coupling.FIXED;

    private Units() {}

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
        Units units = new Units();
        int last = lastWithParameters(a.layers());
        for (int i = 0; i <= last; i++) {
            units.add(a.layers().get(i), b.layers().get(i), i == last);
        }
        return units;
    }

    /** The position of the layer that gives the outputs; -1 where there is none. */
    static int lastWithParameters(List<Layer> layers) {
        int last = layers.size() - 1;
        while (last >= 0 && layers.get(last).parameters().isEmpty()) {
            last--;
        }
        return last;
    }

    private void add(Layer a, Layer b, boolean outputs) {
        Map<String, Parameter> ofA = a.parameters();
        Map<String, Parameter> ofB = b.parameters();
        if (a.getClass() != b.getClass()) {
            throw new IllegalArgumentException("alignment: expected layers of one kind, found " + a + " and " + b);
        }
        if (a instanceof Linear || a instanceof Conv2d) {
            int units = ofA.get("weight").value().dim(0);
            int next = outputs ? Coupling.FIXED : sizes.size();
            couple(ofA.get("weight"), ofB.get("weight"), next, units, group);
            if (ofA.containsKey("bias")) {
                couple(ofA.get("bias"), ofB.get("bias"), next, units, Coupling.FIXED);
            }
            open(next, units);
        } else if (a instanceof Recurrent) {
            Recurrent recurrent = (Recurrent) a;
            for (int l = 0; l < recurrent.depth(); l++) {
                int next = outputs && l == recurrent.depth() - 1 ? Coupling.FIXED : sizes.size();
                int before = group;
                open(next, recurrent.hidden());
                for (String name : List.of("weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l")) {
                    int columns = name.startsWith("bias") ? Coupling.FIXED : name.equals("weight_hh_l") ? next : before;
                    couple(ofA.get(name + l), ofB.get(name + l), next, recurrent.hidden(), columns);
                }
            }
        } else if (a instanceof Embedding) {
            Tensor weight = ofA.get("weight").value();
            open(outputs ? Coupling.FIXED : sizes.size(), weight.dim(1));
            couple(ofA.get("weight"), ofB.get("weight"), Coupling.FIXED, weight.dim(0), group);
        } else if (!ofA.isEmpty()) {
            throw new IllegalArgumentException(
                    "alignment: expected linear, convolutional, recurrent or embedding layers, found " + a);
        }
    }

    private void open(int next, int units) {
        group = next;
        if (next != Coupling.FIXED) {
            sizes.add(units);
        }
    }

    private void couple(Parameter a, Parameter b, int rowGroup, int rowUnits, int columnGroup) {
        Tensor first = a.value();
        Tensor second = b.value();
        if (!first.shape().equals(second.shape())) {
            throw new IllegalArgumentException(
                    "alignment: expected weights of one shape, found " + first.shape() + " and " + second.shape());
        }
        int columns = first.size() / first.dim(0);
        int columnUnits = columnGroup == Coupling.FIXED ? columns : sizes.get(columnGroup);
        if (columns % columnUnits != 0) {
            throw new IllegalArgumentException(
                    "alignment: expected weights for a multiple of " + columnUnits + " inputs, found " + first.shape());
        }
        couplings.add(new Coupling(first, second, rowGroup, rowUnits, columnGroup, columnUnits));
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

    /** The order of a group; null of {@link Coupling#FIXED}. */
    static int[] order(int[][] orders, int group) {
        return group == Coupling.FIXED ? null : orders[group];
    }

    /** Puts the units of b into these orders, one a group. */
    void write(int[]... orders) {
        for (Coupling coupling : couplings) {
            coupling.write(order(orders, coupling.rowGroup()), order(orders, coupling.columnGroup()));
        }
    }
}
