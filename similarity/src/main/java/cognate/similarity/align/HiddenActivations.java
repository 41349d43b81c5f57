package cognate.similarity.align;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Layer;
import cognate.models.layer.Recurrent;
import java.util.ArrayList;
import java.util.List;

/**
 * What every group of {@link UnitGroups} makes of a batch, behind the activation: [rows, units], a row for an example,
 * a pixel of an example, or a step of a sequence.
 */
final class HiddenActivations {
    private final int[] lengths;
    private final List<Matrix> groups = new ArrayList<>();

    private HiddenActivations(int[] lengths) {
        this.lengths = lengths;
    }

    /**
     * By group, in the order of {@link UnitGroups}.
     *
     * @param inputs a batch, as the first layer takes it
     * @param lengths number of steps of each sequence, or null where all are as long as the batch
     */
    static List<Matrix> of(List<Layer> layers, Tape tape, Tensor inputs, int[] lengths) {
        HiddenActivations result = new HiddenActivations(lengths);
        result.pass(layers, tape, tape.constant(inputs));
        return result.groups;
    }

    private void pass(List<Layer> layers, Tape tape, Variable inputs) {
        int outputs = UnitGroups.lastWithParameters(layers);
        Variable x = inputs;
        boolean open = false;
        for (int i = 0; i <= outputs; i++) {
            Layer layer = layers.get(i);
            if (open && !(layer instanceof Activation)) {
                take(x.value());
                open = false;
            }
            if (layer instanceof Recurrent) {
                List<Variable> states = ((Recurrent) layer).states(tape, x);
                x = states.get(states.size() - 1);
                states.subList(0, states.size() - (i == outputs ? 1 : 0)).forEach(state -> take(state.value()));
            } else if (i < outputs) {
                x = layer.forward(tape, x, lengths);
                open |= !layer.parameters().isEmpty();
            }
        }
    }

    private void take(Tensor value) {
        int n = value.dim(0);
        if (value.rank() == 4) {
            int units = value.dim(1);
            int pixels = value.dim(2) * value.dim(3);
            groups.add(Matrix.of(value.permute(0, 2, 3, 1).copy().reshape(n * pixels, units)));
        } else {
            float[] values = value.toArray();
            int units = value.dim(-1);
            int steps = value.rank() == 3 ? value.dim(1) : 1;
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                int length = value.rank() == 3 && lengths != null ? lengths[i] : steps;
                for (int t = 0; t < length; t++) {
                    double[] row = new double[units];
                    for (int u = 0; u < units; u++) {
                        row[u] = values[(i * steps + t) * units + u];
                    }
                    rows.add(row);
                }
            }
            groups.add(Matrix.ofRows(rows.toArray(double[][]::new)));
        }
    }
}
