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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Batch normalization of the channels of x [n, c, ...]: in training by the batch's own statistics, which the running
 * ones follow; in evaluation by the running ones. {@code weight}, {@code bias}, {@code running_mean} and
 * {@code running_var} are [c] and begin as 1, 0, 0 and 1. Epsilon is 1e-5 and the running statistics' momentum 0.1, as
 * PyTorch's, if nothing else is said.
 */
public abstract class BatchNorm extends Layer {
    static final float EPSILON = 1e-5f;
    static final float MOMENTUM = 0.1f;

    private final Parameter weight;
    private final Parameter bias;
    private final Tensor runningMean;
    private final Tensor runningVariance;
    private final float epsilon;
    private final float momentum;
    private boolean training = true;

    BatchNorm(int channels, float epsilon, float momentum) {
        this.epsilon = epsilon;
        this.momentum = momentum;
        weight = new Parameter(Tensor.ones(channels));
        bias = new Parameter(Tensor.zeros(channels));
        runningMean = Tensor.zeros(channels);
        runningVariance = Tensor.ones(channels);
    }

    /** [c]: what a normalized channel is multiplied by. */
    public Tensor weight() {
        return weight.value();
    }

    /** [c]: what is then added. */
    public Tensor bias() {
        return bias.value();
    }

    /** [c]. */
    public Tensor runningMean() {
        return runningMean;
    }

    /** [c]. */
    public Tensor runningVariance() {
        return runningVariance;
    }

    /** What is added to a variance before its root is taken. */
    public float epsilon() {
        return epsilon;
    }

    /** The share of a batch's statistics in the running ones after it. */
    public float momentum() {
        return momentum;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return training
                ? NormOps.batchNorm(tape, x, weight, bias, runningMean, runningVariance, momentum, epsilon)
                : NormOps.batchNormByStatistics(tape, x, weight, bias, runningMean, runningVariance, epsilon);
    }

    @Override
    public Map<String, Parameter> parameters() {
        return weightAndBias(weight, bias);
    }

    @Override
    public Map<String, Tensor> buffers() {
        Map<String, Tensor> buffers = new LinkedHashMap<>();
        buffers.put("running_mean", runningMean);
        buffers.put("running_var", runningVariance);
        return buffers;
    }

    @Override
    public boolean isTraining() {
        return training;
    }

    @Override
    public void train(boolean training) {
        this.training = training;
    }

    @Override
    public boolean isContinuation() {
        return true;
    }

    /** What the units before and the statistics would undo together is for folding: here units change places alone. */
    @Override
    public Space wire(Wiring wiring, Space in) {
        wiring.vector("weight", byUnits(weight(), in), in);
        wiring.vector("bias", byUnits(bias(), in), in);
        wiring.vector("running_mean", byUnits(runningMean, in), in);
        wiring.vector("running_var", byUnits(runningVariance, in), in);
        return wiring.passing(in, EnumSet.noneOf(Symmetry.class));
    }

    /**
     * Changes a weight [c, …] of the layer before in place, {@code W γ / √(σ² + ε)}, and returns its new bias,
     * {@code (b - μ) γ / √(σ² + ε) + β}.
     *
     * @param biasBefore the old bias, or null
     */
    Tensor foldInto(Tensor before, Tensor biasBefore) {
        Tensor folded = Tensor.zeros(before.dim(0));
        int row = before.size() / before.dim(0);
        for (int i = 0; i < before.dim(0); i++) {
            double factor = weight().get(i) / Math.sqrt(runningVariance.get(i) + (double) epsilon);
            for (int j = i * row; j < (i + 1) * row; j++) {
                before.array()[j] = (float) (before.array()[j] * factor);
            }
            double centred = (biasBefore == null ? 0 : biasBefore.get(i)) - (double) runningMean.get(i);
            folded.set((float) (centred * factor + bias().get(i)), i);
        }
        return folded;
    }

    /** The same function of evaluation, as a layer of its own. */
    Affine affine() {
        Tensor factor = Tensor.ones(weight().dim(0));
        Tensor summand = foldInto(factor, null);
        return new Affine(factor, summand);
    }

    /** Takes over the state of another one. */
    BatchNorm with(BatchNorm other) {
        weight().copyFrom(other.weight());
        bias().copyFrom(other.bias());
        runningMean.copyFrom(other.runningMean);
        runningVariance.copyFrom(other.runningVariance);
        training = other.training;
        return this;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + runningMean.size() + ")";
    }
}
