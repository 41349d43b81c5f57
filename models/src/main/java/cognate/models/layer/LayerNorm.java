package cognate.models.layer;

import cognate.autograd.NormOps;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Wiring;
import java.util.EnumSet;
import java.util.Map;

/**
 * Layer normalization (Ba, Kiros, Hinton 2016): every sample of x [..., size] brought to mean 0 and variance 1, times
 * {@code weight} plus {@code bias}, both [size], or of the shape of the last dimensions that are normalized together.
 * Epsilon is 1e-5, as PyTorch's.
 */
public final class LayerNorm extends Layer {
    private static final float EPSILON = 1e-5f;

    private final Parameter weight;
    private final Parameter bias;

    /** A layer over these parameters. */
    public LayerNorm(Tensor weight, Tensor bias) {
        this.weight = new Parameter(weight);
        this.bias = new Parameter(bias);
    }

    /** A layer with weights of 1 and biases of 0. */
    public LayerNorm(int... dims) {
        this(Tensor.ones(dims), Tensor.zeros(dims));
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return NormOps.layerNorm(tape, x, weight, bias, EPSILON);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable constant = tape.constant(biases ? bias.value() : Tensor.zeros(bias.shape()));
        return NormOps.layerNorm(tape, x, tape.constant(weight.value()), constant, EPSILON);
    }

    /** It takes the size of its input away. */
    @Override
    public boolean isPositivelyHomogeneous() {
        return false;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    /** A unit's scale moves the statistics of all: units change places alone. */
    @Override
    public Space wire(Wiring wiring, Space in) {
        wiring.vector("weight", byUnits(weight.value(), in), in);
        wiring.vector("bias", byUnits(bias.value(), in), in);
        return wiring.passing(in, EnumSet.noneOf(Symmetry.class));
    }

    @Override
    public Layer copy() {
        return new LayerNorm(weight.value().copy(), bias.value().copy());
    }

    @Override
    public String toString() {
        return "LayerNorm(" + weight.shape() + ")";
    }
}
