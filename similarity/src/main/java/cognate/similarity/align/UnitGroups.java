package cognate.similarity.align;

import cognate.autograd.Parameter;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.AvgPool2d;
import cognate.models.layer.BatchNorm;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Dropout;
import cognate.models.layer.Embedding;
import cognate.models.layer.Flatten;
import cognate.models.layer.GlobalAvgPool2d;
import cognate.models.layer.LastStep;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The groups of units of a network that can change places without changing what it computes: hidden units, channels,
 * units of a recurrent layer, features of an embedding; and the weights and biases whose rows and columns belong to
 * them. The vectors of batch normalization move with their channel and are not listed.
 */
public final class UnitGroups {
    /** The group of what cannot change places: inputs, outputs, the single column of a bias. */
    public static final int FIXED = -1;

    /**
     * A weight or bias, flattened to [rows, columns]: row {@code g · rowUnits + i} is gate g of unit i of the row
     * group, columns {@code j · run … (j + 1) · run - 1} take in unit j of the column group (the taps of a filter, the
     * pixels of a channel).
     *
     * @param name as in the network's parameters
     * @param rowGroup the group behind the rows, or {@link #FIXED}
     * @param rowUnits units behind the rows
     * @param columnGroup the group before the columns, or {@link #FIXED}
     * @param columnUnits units before the columns
     */
    public record Weight(String name, Tensor values, int rowGroup, int rowUnits, int columnGroup, int columnUnits) {}

    private final List<Weight> weights = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Boolean> odd = new ArrayList<>();
    private int group = FIXED;

    private UnitGroups() {}

    /**
     * The groups of a network, in its order.
     *
     * @throws IllegalArgumentException if a layer has parameters that are not known here, or two layers do not fit
     */
    public static UnitGroups of(Sequential network) {
        UnitGroups groups = new UnitGroups();
        int last = lastWithParameters(network.layers());
        for (int i = 0; i <= last; i++) {
            groups.add(network.layers().get(i), i + ".", i == last);
        }
        return groups;
    }

    /** The position of the layer that gives the outputs; -1 where there is none. */
    static int lastWithParameters(List<Layer> layers) {
        int last = layers.size() - 1;
        while (last >= 0 && layers.get(last).parameters().isEmpty()) {
            last--;
        }
        return last;
    }

    private void add(Layer layer, String prefix, boolean outputs) {
        Map<String, Parameter> parameters = layer.parameters();
        if (layer instanceof Linear || layer instanceof Conv2d) {
            int units = parameters.get("weight").value().dim(0);
            int before = group;
            open(outputs, units, true);
            for (String name : parameters.keySet()) {
                add(prefix, name, parameters, group, units, name.equals("weight") ? before : FIXED);
            }
        } else if (layer instanceof Recurrent) {
            Recurrent recurrent = (Recurrent) layer;
            boolean tanh = layer instanceof Rnn && !((Rnn) layer).isRelu();
            for (int l = 0; l < recurrent.depth(); l++) {
                int before = group;
                open(outputs && l == recurrent.depth() - 1, recurrent.hidden(), tanh);
                for (String name : List.of("weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l")) {
                    int columns = name.startsWith("bias") ? FIXED : name.equals("weight_hh_l") ? group : before;
                    add(prefix, name + l, parameters, group, recurrent.hidden(), columns);
                }
            }
        } else if (layer instanceof Embedding) {
            Tensor table = parameters.get("weight").value();
            open(outputs, table.dim(1), true);
            add(prefix, "weight", parameters, FIXED, table.dim(0), group);
        } else if (!parameters.isEmpty() && !(layer instanceof BatchNorm)) {
            throw new IllegalArgumentException(
                    "alignment: expected linear, convolutional, recurrent or embedding layers, found " + layer);
        } else if (group != FIXED && !isOdd(layer)) {
            odd.set(group, false);
        }
    }

    /** Begins the group of the units that a layer gives; outputs make none. */
    private void open(boolean outputs, int units, boolean odd) {
        group = outputs ? FIXED : sizes.size();
        if (!outputs) {
            this.sizes.add(units);
            this.odd.add(odd);
        }
    }

    private void add(
            String prefix,
            String name,
            Map<String, Parameter> parameters,
            int rowGroup,
            int rowUnits,
            int columnGroup) {
        Tensor values = parameters.get(name).value();
        int columns = values.size() / values.dim(0);
        int columnUnits = columnGroup == FIXED ? columns : sizes.get(columnGroup);
        if (columns % columnUnits != 0) {
            throw new IllegalArgumentException("alignment: expected weights for a multiple of " + columnUnits
                    + " inputs, found " + values.shape());
        }
        weights.add(new Weight(prefix + name, values, rowGroup, rowUnits, columnGroup, columnUnits));
    }

    /** Whether a unit that changes its sign before this layer, changes it behind the layer. */
    private static boolean isOdd(Layer layer) {
        return layer instanceof Activation
                ? ((Activation) layer).isOdd()
                : layer instanceof BatchNorm
                        || layer instanceof AvgPool2d
                        || layer instanceof GlobalAvgPool2d
                        || layer instanceof Flatten
                        || layer instanceof LastStep
                        || layer instanceof Dropout;
    }

    /** All weights and biases, in network order. */
    public List<Weight> weights() {
        return Collections.unmodifiableList(weights);
    }

    /** The number of units of each group. */
    public List<Integer> sizes() {
        return Collections.unmodifiableList(sizes);
    }

    /**
     * Of each group, whether a unit's sign can change as well: only odd functions, such as tanh, lie between the
     * weights before and behind it (units of LSTM and GRU count as not odd).
     */
    public List<Boolean> odd() {
        return Collections.unmodifiableList(odd);
    }
}
