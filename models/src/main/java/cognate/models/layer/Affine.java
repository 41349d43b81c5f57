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
 * Each channel of x [n, c, ...] times its {@code weight} [c] plus its {@code bias} [c]: what batch normalization is in
 * evaluation where no weights before it can take it in.
 */
public final class Affine extends Layer {
    private final Parameter weight;
    private final Parameter bias;
    private final Tensor zeros;
    private final Tensor ones;

    public Affine(Tensor weight, Tensor bias) {
        this.weight = new Parameter(weight);
        this.bias = new Parameter(bias);
        zeros = Tensor.zeros(weight.dim(0));
        ones = Tensor.ones(weight.dim(0));
    }

    /** The absolute values of its factors, as batch normalization: what a layer before can take in. */
    BatchNorm sizes() {
        int channels = weight.dim(0);
        BatchNorm sizes = new BatchNorm1d(channels, 0, 0);
        for (int i = 0; i < channels; i++) {
            sizes.weight().set(Math.abs(weight.value().get(i)), i);
        }
        return sizes;
    }

    /** What is left without {@link #sizes}: the signs of its factors, and its summands. */
    Affine signs() {
        Tensor signs = weight.value().copy();
        for (int i = 0; i < signs.size(); i++) {
            signs.set(Math.signum(signs.get(i)), i);
        }
        return new Affine(signs, bias.value().copy());
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return NormOps.batchNormByStatistics(tape, x, weight, bias, zeros, ones, 0);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable constant = tape.constant(biases ? bias.value() : zeros);
        return NormOps.batchNormByStatistics(tape, x, tape.constant(weight.value()), constant, zeros, ones, 0);
    }

    @Override
    public boolean isContinuation() {
        return true;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    /** A scale or sign would have to pass the product and not the sum: units change places alone. */
    @Override
    public Space wire(Wiring wiring, Space in) {
        wiring.vector("weight", byUnits(weight.value(), in), in);
        wiring.vector("bias", byUnits(bias.value(), in), in);
        return wiring.passing(in, EnumSet.noneOf(Symmetry.class));
    }

    @Override
    public Layer copy() {
        return new Affine(weight.value().copy(), bias.value().copy());
    }

    @Override
    public String toString() {
        return "Affine(" + weight.dim(0) + ")";
    }
}
