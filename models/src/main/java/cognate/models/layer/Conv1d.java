package cognate.models.layer;

import cognate.autograd.ConvOps;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import java.util.Map;

/**
 * One-dimensional convolution: x is [n, in, l], y is [n, out, ol]; {@code weight} is [out, in / groups, k],
 * {@code bias} is [out].
 */
public final class Conv1d extends Layer {
    private final Parameter weight;
    private final Parameter bias;
    private final int stride;
    private final int padding;
    private final int dilation;
    private final int groups;

    /** A layer over these parameters; bias may be null. */
    public Conv1d(Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
        this.weight = new Parameter(weight);
        this.bias = bias == null ? null : new Parameter(bias);
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.groups = groups;
    }

    @Override
    void resetParameters(RandomStream random) {
        Initialization.uniformByInputs(weight.value(), bias == null ? null : bias.value(), random);
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return ConvOps.conv1d(tape, x, weight, bias, stride, padding, dilation, groups);
    }

    @Override
    public Shape inputShape(Shape example) {
        return example.rank() == 2 ? example : super.inputShape(example);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable constant = bias == null || !biases ? null : tape.constant(bias.value());
        return ConvOps.conv1d(tape, x, tape.constant(weight.value()), constant, stride, padding, dilation, groups);
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Space out = wiring.units(weight.dim(0));
        Conv2d.wireGroups(wiring, weight.value(), out, in, groups);
        wiring.vector("bias", bias == null ? null : bias.value(), out);
        return out;
    }

    @Override
    public Layer copy() {
        Tensor biases = bias == null ? null : bias.value().copy();
        return new Conv1d(weight.value().copy(), biases, stride, padding, dilation, groups);
    }

    @Override
    Layer followedBy(BatchNorm norm) {
        Tensor folded = weight.value().copy();
        Tensor biases = norm.foldInto(folded, bias == null ? null : bias.value());
        return new Conv1d(folded, biases, stride, padding, dilation, groups);
    }

    @Override
    public String toString() {
        return "Conv1d(in=" + groups * weight.dim(1) + ", out=" + weight.dim(0) + ", kernel=" + weight.dim(2)
                + ", stride=" + stride + ", padding=" + padding + ", dilation=" + dilation
                + (groups == 1 ? "" : ", groups=" + groups) + ", bias=" + (bias != null) + ")";
    }
}
