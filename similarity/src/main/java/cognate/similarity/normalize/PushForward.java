package cognate.similarity.normalize;

import cognate.models.layer.Activation;
import cognate.models.layer.Dropout;
import cognate.models.layer.Flatten;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Chain normalization in its push-forward form (this project's own): the canonical form of a network under the scaling
 * symmetry of rectifiers. From the first layer to the last but one, each unit's incoming weights and its bias are divided
 * by the norm n of the weights (1 where that is 0), and the next layer's weights of this unit are multiplied by n. The
 * last layer and its bias are divided by the Frobenius norm of its weights.
 *
 * <p>It keeps the function up to one positive factor of the outputs where the units in between are positively homogeneous,
 * and is idempotent to rounding. Units followed by tanh have a sign symmetry instead: they keep their scale, and the first
 * incoming weight of largest magnitude is made positive. Other units stay as they are.
 */
final class PushForward {
    private final List<Layer> layers;
    private final Map<Integer, Stage> stages = new LinkedHashMap<>();
    private final Map<String, List<Integer>> left = new LinkedHashMap<>();

    private PushForward(Sequential network) {
        layers = network.layers().stream().map(PushForward::copy).collect(Collectors.toList());
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Linear) {
                Linear linear = (Linear) layers.get(i);
                stages.put(i, new Stage(linear.weight(), linear.bias()));
            }
        }
    }

    /** The normalized form of a network, which is not changed. */
    static Normalized normalize(Sequential network) {
        PushForward work = new PushForward(FiniteWeights.check(network));
        work.run();
        List<String> notes = new ArrayList<>();
        work.left.forEach((reason, positions) -> notes.add("layers " + positions + ": " + reason));
        return new Normalized(FiniteWeights.check(new Sequential(work.layers)), notes);
    }

    private static Layer copy(Layer layer) {
        if (layer instanceof Linear) {
            Linear linear = (Linear) layer;
            return new Linear(
                    linear.weight().copy(),
                    linear.bias() == null ? null : linear.bias().copy());
        }
        return layer;
    }

    private void run() {
        List<Integer> positions = new ArrayList<>(stages.keySet());
        for (int i = 0; i < positions.size(); i++) {
            int from = positions.get(i);
            Stage stage = stages.get(from);
            int to = i + 1 < positions.size() ? positions.get(i + 1) : layers.size();
            Symmetry symmetry = symmetry(from, to);
            if (to == layers.size()) {
                if (symmetry == Symmetry.SCALE) {
                    stage.divide(stage.norm());
                } else {
                    leave(from, "the outputs keep their scale, which their nonlinearity needs");
                }
            } else if (symmetry != Symmetry.NONE) {
                double[] factors = symmetry == Symmetry.SCALE ? stage.norms() : stage.signs();
                stage.divideUnits(factors);
                stages.get(to).multiplyInputs(factors);
            }
        }
        stages.values().forEach(Stage::write);
    }

    private enum Symmetry {
        SCALE,
        SIGN,
        NONE
    }

    /** What can be moved from the units at one position across all that lies before another position. */
    private Symmetry symmetry(int from, int to) {
        boolean homogeneous = true;
        boolean odd = true;
        for (Layer layer : layers.subList(from + 1, to)) {
            if (layer instanceof Activation) {
                homogeneous &= ((Activation) layer).isPositivelyHomogeneous();
                odd &= ((Activation) layer).isOdd();
            } else if (!(layer instanceof Dropout || layer instanceof Flatten)) {
                homogeneous = false;
                odd = false;
            }
        }
        if (homogeneous) {
            return Symmetry.SCALE;
        }
        if (to < layers.size()) {
            leave(
                    from,
                    odd
                            ? "units keep their scale (no scaling symmetry), their signs are canonical"
                            : "units keep their scale (no scaling symmetry)");
        }
        return odd ? Symmetry.SIGN : Symmetry.NONE;
    }

    private void leave(int position, String reason) {
        left.computeIfAbsent(reason, key -> new ArrayList<>()).add(position);
    }
}
