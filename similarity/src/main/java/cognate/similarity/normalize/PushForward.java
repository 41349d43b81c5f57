package cognate.similarity.normalize;

import cognate.models.layer.Activation;
import cognate.models.layer.AvgPool2d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Dropout;
import cognate.models.layer.Flatten;
import cognate.models.layer.GlobalAvgPool2d;
import cognate.models.layer.LastStep;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chain normalization in its push-forward form (this project's own): the canonical form of a network under the scaling
 * symmetry of rectifiers. From the first layer to the last but one, each unit's incoming weights and its bias are
 * divided by the norm n of the weights (1 where that is 0), and the next layer's weights of this unit are multiplied by
 * n; so are a recurrent unit's weights to itself and others, while its row of them is divided. The last layer and its
 * bias are divided by the Frobenius norm of its weights. A filter is a unit, and its channel feeds all columns of its
 * pixels and taps. Batch normalization is folded first.
 *
 * <p>It keeps the function up to one positive factor of the outputs where the units in between are positively
 * homogeneous, and is idempotent to rounding. tanh units have a sign symmetry instead: they keep their scale, and the
 * first incoming weight of largest magnitude is made positive. Other units, as gated ones, stay as they are.
 */
final class PushForward {
    private static final String OUTPUTS = "the outputs keep their scale, which the nonlinearity behind them needs";
    private static final String SIGNS =
            "units have no scaling symmetry and keep their scale; their signs are canonical";
    private static final String NOTHING = "units have no scaling symmetry and keep scale and sign";

    /** Layers through which both scale and sign of a unit pass. */
    private static final Set<Class<? extends Layer>> PASSING =
            Set.of(Dropout.class, Flatten.class, LastStep.class, AvgPool2d.class, GlobalAvgPool2d.class);

    private enum Symmetry {
        SCALE,
        SIGN,
        NONE
    }

    /** Weights that are rescaled as one, and what can be moved from its units to the next ones. */
    private record Step(int position, Stage stage, Symmetry symmetry) {}

    private final List<Layer> layers;
    private final Map<String, Set<Integer>> left = new LinkedHashMap<>();

    private PushForward(Sequential network) {
        layers = network.folded().copy().layers();
    }

    /** The normalized form of a network, which is not changed. */
    static Normalized normalize(Sequential network) {
        PushForward work = new PushForward(FiniteWeights.check(network));
        work.run();
        List<String> notes = new ArrayList<>();
        work.left.forEach((reason, positions) -> notes.add("layers " + positions + ": " + reason));
        return new Normalized(FiniteWeights.check(new Sequential(work.layers)), notes);
    }

    private void run() {
        List<Step> steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i == steps.size() - 1) {
                finish(step);
            } else if (step.symmetry() == Symmetry.NONE) {
                leave(step, NOTHING);
            } else {
                boolean scale = step.symmetry() == Symmetry.SCALE;
                double[] factors = scale ? step.stage().norms() : step.stage().signs();
                step.stage().divideUnits(factors);
                steps.get(i + 1).stage().multiplyInputs(factors);
                if (!scale) {
                    leave(step, SIGNS);
                }
            }
        }
        steps.forEach(step -> step.stage().write());
    }

    private void finish(Step last) {
        if (last.symmetry() == Symmetry.SCALE && layers.get(last.position()) instanceof Linear) {
            last.stage().divideUnits(last.stage().commonNorm());
        } else {
            leave(last, OUTPUTS);
        }
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Linear) {
                Linear linear = (Linear) layer;
                steps.add(new Step(i, Stage.of(linear.weight(), linear.bias()), symmetryAfter(i, true, true)));
            } else if (layer instanceof Conv2d) {
                Conv2d conv = (Conv2d) layer;
                steps.add(new Step(i, Stage.of(conv.weight(), conv.bias()), symmetryAfter(i, true, true)));
            } else if (layer instanceof Recurrent) {
                boolean plain = layer instanceof Rnn;
                boolean relu = plain && ((Rnn) layer).isRelu();
                int depth = ((Recurrent) layer).depth();
                for (int l = 0; l < depth; l++) {
                    Symmetry symmetry =
                            l < depth - 1 ? symmetry(relu, plain && !relu) : symmetryAfter(i, relu, plain && !relu);
                    steps.add(new Step(i, Stage.of((Recurrent) layer, l), symmetry));
                }
            }
        }
        return steps;
    }

    /** What can be moved from units that are homogeneous or odd across all layers up to the next one with weights. */
    private Symmetry symmetryAfter(int position, boolean homogeneous, boolean odd) {
        for (Layer layer : layers.subList(position + 1, layers.size())) {
            if (layer instanceof Linear || layer instanceof Conv2d || layer instanceof Recurrent) {
                break;
            }
            if (layer instanceof Activation) {
                homogeneous &= ((Activation) layer).isPositivelyHomogeneous();
                odd &= ((Activation) layer).isOdd();
            } else if (layer instanceof MaxPool2d) {
                odd = false;
            } else if (!PASSING.contains(layer.getClass())) {
                return Symmetry.NONE;
            }
        }
        return symmetry(homogeneous, odd);
    }

    private static Symmetry symmetry(boolean homogeneous, boolean odd) {
        return homogeneous ? Symmetry.SCALE : odd ? Symmetry.SIGN : Symmetry.NONE;
    }

    private void leave(Step step, String reason) {
        left.computeIfAbsent(reason, key -> new TreeSet<>()).add(step.position());
    }
}
