package cognate.models.layer;

import cognate.autograd.ConvOps;
import cognate.autograd.ConvolutionSteps;
import cognate.autograd.ImageVariable;
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
 * Two-dimensional convolution: x is [n, in, h, w], y is [n, out, oh, ow]; {@code weight} is [out, in / groups, kh, kw],
 * {@code bias} is [out]. Stride, padding (zeros) and dilation are those of both directions.
 */
public final class Conv2d extends Layer {
    private final Parameter weight;
    private final Parameter bias;
    private final ConvolutionSteps steps;
    private final int groups;

    /** A layer over these parameters; bias may be null. */
    public Conv2d(Tensor weight, Tensor bias, int stride, int padding, int dilation) {
        this(weight, bias, stride, padding, dilation, 1);
    }

    /** A layer of so many groups of channels, each with its own filters; bias may be null. */
    public Conv2d(Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
        this.weight = new Parameter(weight);
        this.bias = bias == null ? null : new Parameter(bias);
        steps = new ConvolutionSteps(stride, padding, dilation);
        this.groups = groups;
    }

    /**
     * A layer with a square kernel, stride 1, no dilation and a bias, and with PyTorch's default initialization: weight
     * and bias uniform within ±1/√(in · kernel²).
     */
    public Conv2d(int in, int out, int kernel, int padding, RandomStream random) {
        this(Tensor.zeros(out, in, kernel, kernel), Tensor.zeros(out), 1, padding, 1);
        resetParameters(random);
    }

    @Override
    void resetParameters(RandomStream random) {
        Initialization.uniformByInputs(weight(), bias(), random);
    }

    /** [out, in, kh, kw]. */
    public Tensor weight() {
        return weight.value();
    }

    /** [out], or null. */
    public Tensor bias() {
        return bias == null ? null : bias.value();
    }

    public int stride() {
        return steps.stride();
    }

    public int padding() {
        return steps.padding();
    }

    public int dilation() {
        return steps.dilation();
    }

    public int groups() {
        return groups;
    }

    /** Whether a layer is a convolution that hands images on to the next in their layout. */
    static boolean isOfOneGroup(Layer layer) {
        return layer instanceof Conv2d && ((Conv2d) layer).groups == 1;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return groups == 1
                ? ConvOps.conv2d(tape, x, weight, bias, stride(), padding(), dilation())
                : ConvOps.conv2d(tape, x, weight, bias, stride(), padding(), dilation(), groups);
    }

    @Override
    public Shape inputShape(Shape example) {
        return example.rank() == 3 ? example : super.inputShape(example);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable constant = bias == null || !biases ? null : tape.constant(bias());
        return ConvOps.conv2d(tape, x, tape.constant(weight()), constant, stride(), padding(), dilation(), groups);
    }

    /** As {@link #forward(Tape, Variable)} with what follows it, the same bits; see {@link ConvOps}. */
    ImageVariable forward(Tape tape, ImageVariable x, ConvOps.Then then, boolean interleaved) {
        return ConvOps.conv2d(tape, x, weight, bias, steps, then, interleaved);
    }

    /** Whether the result's rows and columns come in pairs. */
    boolean makesPairs(ImageVariable x) {
        return isEven(x.height(), weight.dim(2)) && isEven(x.width(), weight.dim(3));
    }

    private boolean isEven(int extent, int kernel) {
        return Math.floorDiv(extent + 2 * padding() - dilation() * (kernel - 1) - 1, stride()) % 2 != 0;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Space out = wiring.units(weight.dim(0));
        wireGroups(wiring, weight(), out, in, groups);
        wiring.vector("bias", bias(), out);
        return out;
    }

    /** Ties each group's filters to its own channels: units change places within a group alone. */
    static void wireGroups(Wiring wiring, Tensor weight, Space out, Space in, int groups) {
        int filters = weight.dim(0) / groups;
        int channels = weight.dim(1);
        for (int g = 0; g < groups; g++) {
            Tensor part = groups == 1 ? weight : weight.slice(0, g * filters, (g + 1) * filters);
            Space rows = groups == 1 ? out : out.part(g * filters, (g + 1) * filters);
            wiring.weight("weight", part, rows, groups == 1 ? in : in.part(g * channels, (g + 1) * channels));
        }
    }

    @Override
    public Layer copy() {
        return new Conv2d(
                weight().copy(), bias == null ? null : bias().copy(), stride(), padding(), dilation(), groups);
    }

    @Override
    Layer followedBy(BatchNorm norm) {
        Tensor folded = weight().copy();
        return new Conv2d(folded, norm.foldInto(folded, bias()), stride(), padding(), dilation(), groups);
    }

    @Override
    public String toString() {
        return "Conv2d(in=" + groups * weight.dim(1) + ", out=" + weight.dim(0) + ", kernel=" + weight.dim(2) + "x"
                + weight.dim(3) + ", stride=" + stride() + ", padding=" + padding() + ", dilation=" + dilation()
                + (groups == 1 ? "" : ", groups=" + groups) + ", bias="
                + (bias != null) + ")";
    }
}
