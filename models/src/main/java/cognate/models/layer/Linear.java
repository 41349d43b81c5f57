package cognate.models.layer;

import cognate.autograd.MatrixOps;
import cognate.autograd.Parameter;
import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import java.util.Map;

/**
 * Affine map {@code y = x Wᵀ + b}: x is [n, in], y is [n, out]; {@code weight} is [out, in], {@code bias} is [out]. An
 * x whose last dimension is another, as [n, c, h, w], is flattened.
 */
public final class Linear extends Layer {
    private final Parameter weight;
    private final Parameter bias;

    /** A layer over these parameters; bias may be null. */
    public Linear(Tensor weight, Tensor bias) {
        this.weight = new Parameter(weight);
        this.bias = bias == null ? null : new Parameter(bias);
    }

    /** A layer with PyTorch's default initialization: weight and bias uniform within ±1/√in. */
    public Linear(int in, int out, boolean bias, RandomStream random) {
        this(Tensor.zeros(out, in), bias ? Tensor.zeros(out) : null);
        resetParameters(random);
    }

    @Override
    void resetParameters(RandomStream random) {
        Initialization.uniformByInputs(weight(), bias(), random);
    }

    /** [out, in]. */
    public Tensor weight() {
        return weight.value();
    }

    /** [out], or null. */
    public Tensor bias() {
        return bias == null ? null : bias.value();
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return MatrixOps.linear(tape, rows(tape, x), weight, bias);
    }

    private Variable rows(Tape tape, Variable x) {
        return x.dim(-1) == weight.dim(1) ? x : ShapeOps.flatten(tape, x);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable constant = bias == null || !biases ? null : tape.constant(bias());
        return MatrixOps.linear(tape, rows(tape, x), tape.constant(weight()), constant);
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Space out = wiring.units(weight.dim(0));
        wiring.weight("weight", weight(), out, in);
        wiring.vector("bias", bias(), out);
        return in.isPerStep() && weight.dim(1) == in.size() ? out.perStep() : out;
    }

    @Override
    public Layer copy() {
        return new Linear(weight().copy(), bias == null ? null : bias().copy());
    }

    @Override
    Layer followedBy(BatchNorm norm) {
        Tensor folded = weight().copy();
        return new Linear(folded, norm.foldInto(folded, bias()));
    }

    @Override
    public String toString() {
        return "Linear(in=" + weight.dim(1) + ", out=" + weight.dim(0) + ", bias=" + (bias != null) + ")";
    }
}
