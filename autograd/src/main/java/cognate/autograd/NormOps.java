package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.LayerNormalization;
import cognate.engine.kernel.map.Normalization;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * Batch normalization (Ioffe, Szegedy 2015), layer normalization (Ba, Kiros, Hinton 2016) and group normalization (Wu,
 * He 2018).
 */
public final class NormOps {
    private NormOps() {}

    /**
     * Each channel of x [n, c, ...] normalized by the mean and the biased variance of this batch: {@code y = weight (x
     * − mean) / √(variance + epsilon) + bias}, with weight and bias [c]. The running statistics [c] become {@code (1 −
     * momentum) running + momentum batch}, where the batch's variance is the unbiased one.
     *
     * @param runningMean contiguous, as the variance: both are changed in place
     */
    public static Variable batchNorm(
            Tape tape,
            Variable x,
            Variable weight,
            Variable bias,
            Tensor runningMean,
            Tensor runningVariance,
            float momentum,
            float epsilon) {
        check(x, weight, bias, runningMean, runningVariance);
        x.checkUsableOn(tape, "batchNorm"); // before the running statistics change
        weight.checkUsableOn(tape, "batchNorm");
        bias.checkUsableOn(tape, "batchNorm");
        if (runningMean == runningVariance) {
            throw new IllegalArgumentException("batchNorm: two running statistics, found one tensor for both");
        }
        int channels = x.dim(1);
        int count = channels == 0 ? 0 : x.value().size() / channels;
        ShapeException.check(count > 1, "batchNorm: more than one value a channel", x.shape());
        Tensor mean = tape.allocate(weight.shape());
        Tensor variance = tape.allocate(weight.shape());
        Normalization.statistics(mean, variance, x.value());
        Elementwise.scale(runningMean, runningMean, 1 - momentum);
        Elementwise.accumulate(runningMean, mean, momentum);
        Elementwise.scale(runningVariance, runningVariance, 1 - momentum);
        Elementwise.accumulate(runningVariance, variance, (float) ((double) momentum * count / (count - 1)));
        return normalize(tape, x, weight, bias, mean, variance, epsilon, count);
    }

    /** As {@link #batchNorm} in evaluation: with given statistics [c], which the gradient takes for constants. */
    public static Variable batchNormByStatistics(
            Tape tape, Variable x, Variable weight, Variable bias, Tensor mean, Tensor variance, float epsilon) {
        check(x, weight, bias, mean, variance);
        return normalize(tape, x, weight, bias, mean, variance, epsilon, 0);
    }

    private static void check(Variable x, Variable weight, Variable bias, Tensor mean, Tensor variance) {
        ShapeException.check(x.shape().rank() >= 2, "batchNorm: x [n, c, ...]", x.shape());
        int channels = x.dim(1);
        ShapeException.checkVector("batchNorm", "weight", weight.shape(), channels);
        ShapeException.checkVector("batchNorm", "bias", bias.shape(), channels);
        ShapeException.checkVector("batchNorm", "mean", mean.shape(), channels);
        ShapeException.checkVector("batchNorm", "variance", variance.shape(), channels);
        ShapeException.check(
                mean.isContiguous() && variance.isContiguous(),
                "batchNorm: contiguous statistics",
                mean.shape(),
                variance.shape());
    }

    /** The operation; {@code count} is the number of values that made the statistics, 0 if they are constants. */
    private static Variable normalize(
            Tape tape,
            Variable x,
            Variable weight,
            Variable bias,
            Tensor mean,
            Tensor variance,
            float epsilon,
            int count) {
        Shape channels = mean.shape();
        Tensor factor = tape.allocate(channels);
        Tensor scale = tape.allocate(channels);
        for (int c = 0; c < channels.size(); c++) {
            set(scale, c, (float) (1 / Math.sqrt((double) get(variance, c) + epsilon)));
            set(factor, c, get(weight.value(), c) * get(scale, c));
        }
        Tensor y = tape.allocate(x.shape());
        Normalization.apply(y, x.value(), mean, factor, bias.value());
        return tape.record(y, x, weight, bias, dy -> {
            Tensor sumDy = tape.allocate(channels);
            Tensor sumDyX = tape.allocate(channels);
            Normalization.gradientSums(sumDy, sumDyX, dy, x.value(), mean);
            if (weight.requiresGradient()) {
                Elementwise.accumulateProduct(weight.accumulator(), sumDyX, scale);
            }
            bias.addGradient(sumDy);
            if (x.requiresGradient()) {
                // dx = factor (dy − mean(dy) − (x − mean) scale² mean(dy (x − mean)))
                for (int c = 0; c < channels.size(); c++) {
                    double share = count == 0 ? 0 : -(double) get(factor, c) / count;
                    double squaredScale = (double) get(scale, c) * get(scale, c);
                    set(sumDyX, c, (float) (share * squaredScale * get(sumDyX, c)));
                    set(sumDy, c, (float) (share * get(sumDy, c)));
                }
                Tensor dx = x.summand();
                Normalization.inputGradient(dx, dy, x.value(), mean, factor, sumDyX, sumDy);
                x.addGradient(dx);
            }
        });
    }

    /**
     * Every sample normalized by its own mean and biased variance over the last dimensions, which are those of the
     * weight: {@code y = weight (x − mean) / √(variance + epsilon) + bias}, as PyTorch's {@code layer_norm}.
     *
     * @param x [..., size], or more dimensions in place of the last
     * @param weight [size], or the dimensions of x that it stands for
     * @param bias of the weight's shape
     */
    public static Variable layerNorm(Tape tape, Variable x, Variable weight, Variable bias, float epsilon) {
        int size = weight.shape().size();
        int rank = weight.shape().rank();
        boolean fits = rank >= 1 && rank <= x.shape().rank() && size > 0;
        for (int i = 1; fits && i <= rank; i++) {
            fits = x.dim(-i) == weight.dim(-i);
        }
        ShapeException.check(fits, "layerNorm: x [..., size] and weight [size]", x.shape(), weight.shape());
        ShapeException.check(
                bias.shape().equals(weight.shape()),
                "layerNorm: weight and bias of one shape",
                weight.shape(),
                bias.shape());
        return affine(tape, standardize(tape, x, size, epsilon), weight, bias, 1);
    }

    /**
     * The channels of x [n, c, ...] in groups of neighbours, each group of a sample normalized by its own mean and
     * biased variance, with weight and bias [c], as PyTorch's {@code group_norm}.
     */
    public static Variable groupNorm(Tape tape, Variable x, int groups, Variable weight, Variable bias, float epsilon) {
        ShapeException.check(x.shape().rank() >= 2, "groupNorm: x [n, c, ...]", x.shape());
        int channels = x.dim(1);
        ShapeException.check(
                groups > 0 && channels > 0 && channels % groups == 0,
                "groupNorm: x [n, c, ...] with c a multiple of " + groups + " groups",
                x.shape());
        ShapeException.checkVector("groupNorm", "weight", weight.shape(), channels);
        ShapeException.checkVector("groupNorm", "bias", bias.shape(), channels);
        int plane = 1;
        for (int i = 2; i < x.shape().rank(); i++) {
            plane *= x.dim(i);
        }
        ShapeException.check(plane > 0, "groupNorm: at least one value a channel", x.shape());
        return affine(tape, standardize(tape, x, channels / groups * plane, epsilon), weight, bias, plane);
    }

    /** Every run of {@code size} elements, brought to mean 0 and variance 1. */
    private static Variable standardize(Tape tape, Variable x, int size, float epsilon) {
        int rows = x.shape().size() / size;
        Tensor y = tape.allocate(x.shape());
        Tensor matrix = y.reshape(rows, size);
        Tensor scale = tape.allocate(Shape.of(rows));
        LayerNormalization.standardize(matrix, scale, x.value().reshape(rows, size), epsilon);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            LayerNormalization.standardizeGradient(dx.reshape(rows, size), dy.reshape(rows, size), matrix, scale);
            x.addGradient(dx);
        });
    }

    /** {@code weight x + bias} by channels, of which each is a plane of neighbours. */
    private static Variable affine(Tape tape, Variable x, Variable weight, Variable bias, int plane) {
        Tensor y = tape.allocate(x.shape());
        LayerNormalization.affine(y, x.value(), weight.value(), bias.value(), plane);
        return tape.record(y, x, weight, bias, dy -> {
            if (weight.requiresGradient() || bias.requiresGradient()) {
                Tensor dWeight = tape.allocate(weight.shape());
                Tensor dBias = tape.allocate(bias.shape());
                LayerNormalization.affineSums(dWeight, dBias, dy, x.value(), plane);
                weight.addGradient(dWeight);
                bias.addGradient(dBias);
            }
            if (x.requiresGradient()) {
                Tensor dx = x.summand();
                LayerNormalization.affineGradient(dx, dy, weight.value(), plane);
                x.addGradient(dx);
            }
        });
    }

    private static float get(Tensor x, int i) {
        return x.array()[x.offset() + i];
    }

    private static void set(Tensor x, int i, float value) {
        x.array()[x.offset() + i] = value;
    }
}
