package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Normalization;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Batch normalization (Ioffe, Szegedy 2015). */
public final class NormOps {
    private NormOps() {}

    /**
     * Each channel of x [n, c, ...] normalized by the mean and the biased variance of this batch: {@code y = weight (x −
     * mean) / √(variance + epsilon) + bias}, with weight and bias [c]. The running statistics [c] become {@code (1 −
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

    private static float get(Tensor x, int i) {
        return x.array()[x.offset() + i];
    }

    private static void set(Tensor x, int i, float value) {
        x.array()[x.offset() + i] = value;
    }
}
