package cognate.models.layer;

import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A differentiable function with parameters: what PyTorch calls a module. */
public abstract class Layer implements Wiring.Wired {
    protected Layer() {}

    /** Computes the function of a batch: x is [n, ...], one example a row. */
    public abstract Variable forward(Tape tape, Variable x);

    /**
     * As {@link #forward(Tape, Variable)} of sequences that end early: only layers that mix time steps look at it.
     *
     * @param lengths number of steps of each sequence in the batch, or null where all are as long as x
     */
    public Variable forward(Tape tape, Variable x, int[] lengths) {
        return forward(tape, x);
    }

    /**
     * As {@link #forward(Tape, Variable, int[])}, with the parts of this layer one by one, each telling what it gives
     * out: {@code trace.part(…)} takes the place of {@code part.forward(…)}.
     */
    public Variable trace(Tape tape, Variable x, int[] lengths, Trace trace) {
        return forward(tape, x, lengths);
    }

    /**
     * The linear stand-in for this layer, by which the gradient of an output tells the weights' map from the input:
     * rectifiers are the identity, maximum pooling is average pooling ({@link #linearStandIn} says so), and no
     * parameter gets a gradient. What is not positively homogeneous is as it is in evaluation.
     *
     * @param biases whether biases count, as they must where something is not positively homogeneous
     */
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        return parameters().isEmpty() ? forward(tape, x) : copy().forward(tape, x);
    }

    /** Whether f(c x) = c f(x) for all c > 0, biases aside. */
    public boolean isPositivelyHomogeneous() {
        return layers().stream().allMatch(Layer::isPositivelyHomogeneous);
    }

    /** In a sentence, what {@link #linearized} takes instead that is no limit of this layer; null if nothing is. */
    public String linearStandIn() {
        return layers().stream()
                .map(Layer::linearStandIn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The shape in which this layer, as the first one, takes an example: flat, unless it looks at pixels or steps.
     *
     * @param example as data have it, [c, h, w], [steps, features] or [features]
     * @throws ShapeException if it cannot take such an example
     */
    public Shape inputShape(Shape example) {
        return Shape.of(example.size());
    }

    /**
     * Whether it goes on with what the layer before it gives out, unit for unit, as normalization and activation do:
     * the two are looked at as one.
     */
    public boolean isContinuation() {
        return false;
    }

    /** A layer that computes the same and shares no state with this one, in the same mode. */
    public abstract Layer copy();

    /**
     * This layer and the batch normalization behind it as one layer that computes what both do in evaluation; null if
     * they cannot be one.
     */
    Layer followedBy(BatchNorm norm) {
        return null;
    }

    /**
     * A layer that computes in evaluation what this one does, without batch normalization inside; the layer itself if
     * it has none. One that follows neither a linear layer nor a convolution becomes an {@link Affine}.
     */
    public Layer folded() {
        return this;
    }

    /**
     * Ties the weights to the units that come in and says which symmetries pass.
     *
     * @return the units that go out
     */
    @Override
    public abstract Space wire(Wiring wiring, Space in);

    /** Draws the parameters anew by PyTorch's default initialization. */
    void resetParameters(RandomStream random) {}

    /**
     * A vector of a flattened [units, …] as [units, rest], so that what belongs to a unit is a row; other vectors as
     * they are.
     */
    static Tensor byUnits(Tensor vector, Space units) {
        int n = units.size();
        boolean flattened = n > 0 && !units.isPerStep() && vector.size() > n && vector.size() % n == 0;
        return flattened ? vector.reshape(n, vector.size() / n) : vector;
    }

    /** The parameters by PyTorch's names, in PyTorch's order. */
    public Map<String, Parameter> parameters() {
        return Map.of();
    }

    /** A weight and a bias, which may be null, by their names. */
    static Map<String, Parameter> weightAndBias(Parameter weight, Parameter bias) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        parameters.put("weight", weight);
        if (bias != null) {
            parameters.put("bias", bias);
        }
        return parameters;
    }

    /** Values that belong to the trained state but are not optimized, by PyTorch's names (running means). */
    public Map<String, Tensor> buffers() {
        return Map.of();
    }

    /** All that a checkpoint holds, in PyTorch's order: of each layer its parameters, then its buffers. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        parameters().forEach((name, parameter) -> state.put(name, parameter.value()));
        state.putAll(buffers());
        return state;
    }

    /**
     * Switches between training and evaluation for layers that behave differently in them; layers start in training.
     */
    public void train(boolean training) {}

    /** Whether it is in training; a layer that does not behave differently always is. */
    public boolean isTraining() {
        return true;
    }

    /** The layers that it consists of, directly; none of a layer that is one itself. */
    public List<Layer> layers() {
        return List.of();
    }
}
