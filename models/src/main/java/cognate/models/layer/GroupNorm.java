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
 * Group normalization (Wu, He 2018): the channels of x [n, c, ...] in groups of neighbours, each group of a sample
 * brought to mean 0 and variance 1, times {@code weight} [c] plus {@code bias} [c]. Epsilon is 1e-5, as PyTorch's.
 */
public final class GroupNorm extends Layer {
    private static final float EPSILON = 1e-5f;

    private final int groups;
    private final Parameter weight;
    private final Parameter bias;

    /** A layer over these parameters. */
    public GroupNorm(int groups, Tensor weight, Tensor bias) {
        this.groups = groups;
        this.weight = new Parameter(weight);
        this.bias = new Parameter(bias);
    }

    /** A layer with weights of 1 and biases of 0. */
    public GroupNorm(int groups, int channels) {
        this(groups, Tensor.ones(channels), Tensor.zeros(channels));
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return NormOps.groupNorm(tape, x, groups, weight, bias, EPSILON);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable constant = tape.constant(biases ? bias.value() : Tensor.zeros(bias.shape()));
        return NormOps.groupNorm(tape, x, groups, tape.constant(weight.value()), constant, EPSILON);
    }

    /** It takes the size of its input away. */
    @Override
    public boolean isPositivelyHomogeneous() {
        return false;
    }

    @Override
    public boolean isContinuation() {
        return true;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    /** Units change places within a group alone. */
    @Override
    public Space wire(Wiring wiring, Space in) {
        int size = weight.dim(0) / groups;
        for (int from = 0; from < weight.dim(0); from += size) {
            Space group = in.part(from, from + size);
            wiring.vector("weight", weight.value().slice(0, from, from + size), group);
            wiring.vector("bias", bias.value().slice(0, from, from + size), group);
        }
        return wiring.passing(in, EnumSet.noneOf(Symmetry.class));
    }

    @Override
    public Layer copy() {
        return new GroupNorm(groups, weight.value().copy(), bias.value().copy());
    }

    @Override
    public String toString() {
        return "GroupNorm(" + groups + ", " + weight.dim(0) + ")";
    }
}
