package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Losses;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.kernel.map.Softmax;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/** Softmax and what is minimized in training. */
public final class LossOps {
    private static final Shape SCALAR = Shape.of();

    private LossOps() {}

    /** The softmax over dimensions: {@code exp(x) / Σ exp(x)} of the elements along them. */
    public static Variable softmax(Tape tape, Variable x, int... dims) {
        Reduction over = over("softmax", x, dims);
        Tensor y = tape.allocate(over.matrix());
        Softmax.softmax(y, over.rows(tape, x.value()));
        return tape.record(over.restore(y), x, dy -> {
            Tensor dRows = over.rows(tape, dy);
            Softmax.softmaxGradient(dRows, dRows, y);
            x.addGradient(over.restore(dRows));
        });
    }

    /** The logarithm of the {@link #softmax} over dimensions. */
    public static Variable logSoftmax(Tape tape, Variable x, int... dims) {
        Reduction over = over("log-softmax", x, dims);
        Tensor y = tape.allocate(over.matrix());
        Softmax.logSoftmax(y, over.rows(tape, x.value()));
        return tape.record(over.restore(y), x, dy -> {
            Tensor dRows = over.rows(tape, dy);
            Softmax.logSoftmaxGradient(dRows, dRows, y);
            x.addGradient(over.restore(dRows));
        });
    }

    /** The logarithm of the softmax of every row: x is [n, c]. */
    public static Variable logSoftmax(Tape tape, Variable x) {
        ShapeException.check(x.shape().rank() == 2, "log-softmax: x [n, c]", x.shape());
        return logSoftmax(tape, x, 1);
    }

    private static Reduction over(String operation, Variable x, int[] dims) {
        if (dims.length == 0) {
            throw new ShapeException(operation + ": at least one dimension of x " + x.shape() + ", found none");
        }
        return new Reduction(operation, x.shape(), false, dims);
    }

    /**
     * The mean over the rows of the cross-entropy between softmax and label, in nats: logits is [n, c].
     *
     * @param labels a class for each of the first n entries; -1 leaves the row out of the mean
     * @return a scalar
     * @throws IllegalArgumentException if another label is negative or not below c
     */
    public static Variable crossEntropy(Tape tape, Variable logits, int[] labels) {
        ShapeException.check(
                logits.shape().rank() == 2 && labels.length >= logits.dim(0),
                "cross-entropy: logits [n, c] and n labels",
                logits.shape());
        int rows = logits.dim(0);
        int classes = logits.dim(1);
        int counted = 0;
        for (int i = 0; i < rows; i++) {
            if (labels[i] < -1 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "cross-entropy: labels from -1 to " + (classes - 1) + ", found " + labels[i] + " in row " + i);
            }
            counted += labels[i] < 0 ? 0 : 1;
        }
        float share = counted == 0 ? 0 : 1f / counted;
        Tensor probabilities = tape.allocate(logits.shape());
        Tensor loss = tape.allocate(SCALAR);
        int[] kept = Arrays.copyOf(labels, rows); // the caller's array may hold the next batch before backward
        loss.array()[loss.offset()] = Softmax.crossEntropy(probabilities, logits.value(), kept, 0);
        return tape.record(
                loss,
                logits,
                dy -> Softmax.accumulateCrossEntropy(logits.accumulator(), probabilities, kept, 0, dy.item() * share));
    }

    /** The mean over all elements of {@code (x - target)²}, a scalar. */
    public static Variable meanSquaredError(Tape tape, Variable x, Variable target) {
        checkPair("mean squared error", x, target);
        Tensor difference = tape.allocate(x.shape());
        Elementwise.subtract(difference, x.value(), target.value());
        int n = difference.size();
        Tensor loss = tape.allocate(SCALAR);
        loss.array()[loss.offset()] = Reduce.squaredNorm(difference) / n;
        return tape.record(loss, x, target, dy -> {
            float factor = 2 * dy.item() / n;
            if (x.requiresGradient()) {
                Elementwise.accumulate(x.accumulator(), difference, factor);
            }
            if (target.requiresGradient()) {
                Elementwise.accumulate(target.accumulator(), difference, -factor);
            }
        });
    }

    /**
     * The mean over all elements of the cross-entropy between two probabilities each, {@code −t ln p − (1 − t) ln(1 −
     * p)} in nats, where no logarithm counts for less than −100, as PyTorch's {@code binary_cross_entropy}; a scalar.
     *
     * @throws IllegalArgumentException if a probability p is outside [0, 1]
     */
    public static Variable binaryCrossEntropy(Tape tape, Variable p, Variable target) {
        checkPair("binary cross-entropy", p, target);
        for (int i = 0; i < p.shape().size(); i++) {
            float probability = p.value().array()[p.value().offset() + i];
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("binary cross-entropy: probabilities from 0 to 1, found "
                        + probability + " at " + i + " of x " + p.shape());
            }
        }
        Tensor losses = tape.allocate(p.shape());
        Losses.binaryCrossEntropy(losses, p.value(), target.value());
        int n = losses.size();
        return tape.record(total(tape, losses, n), p, target, dy -> {
            float factor = dy.item() / n;
            if (p.requiresGradient()) {
                Tensor dp = p.summand();
                Losses.binaryCrossEntropyGradient(dp, p.value(), target.value(), factor);
                p.addGradient(dp);
            }
            if (target.requiresGradient()) {
                Tensor dt = target.summand();
                Losses.binaryCrossEntropyTargetGradient(dt, p.value(), factor);
                target.addGradient(dt);
            }
        });
    }

    /**
     * The {@link #binaryCrossEntropy} of sigmoid(x), computed as {@code max(x, 0) − x t + ln(1 + exp(−|x|))}: finite
     * and with all its digits for every finite x; a scalar.
     */
    public static Variable binaryCrossEntropyWithLogits(Tape tape, Variable x, Variable target) {
        checkPair("binary cross-entropy", x, target);
        Tensor losses = tape.allocate(x.shape());
        Losses.binaryCrossEntropyWithLogits(losses, x.value(), target.value());
        int n = losses.size();
        return tape.record(total(tape, losses, n), x, target, dy -> {
            float factor = dy.item() / n;
            if (x.requiresGradient()) {
                Tensor dx = x.summand();
                Losses.binaryCrossEntropyWithLogitsGradient(dx, x.value(), target.value(), factor);
                x.addGradient(dx);
            }
            if (target.requiresGradient()) {
                Tensor dt = target.summand();
                Elementwise.scale(dt, x.value(), -factor);
                target.addGradient(dt);
            }
        });
    }

    /**
     * The mean over the first dimension of the Kullback-Leibler divergence of a distribution q from a target t,
     * {@code Σ t (ln t − ln q)} in nats, as PyTorch's {@code kl_div} with {@code batchmean}; a scalar. Where t is 0,
     * nothing is added.
     *
     * @param logarithms ln q, [n, ...]
     * @param target t, of the same shape; NaN comes of negative ones
     */
    public static Variable klDivergence(Tape tape, Variable logarithms, Variable target) {
        checkPair("KL divergence", logarithms, target);
        ShapeException.check(logarithms.shape().rank() > 0, "KL divergence: ln q [n, ...]", logarithms.shape());
        Tensor losses = tape.allocate(logarithms.shape());
        Losses.klDivergence(losses, logarithms.value(), target.value());
        int n = losses.dim(0);
        return tape.record(total(tape, losses, n), logarithms, target, dy -> {
            float factor = dy.item() / n;
            if (logarithms.requiresGradient()) {
                Tensor dx = logarithms.summand();
                Elementwise.scale(dx, target.value(), -factor);
                logarithms.addGradient(dx);
            }
            if (target.requiresGradient()) {
                Tensor dt = target.summand();
                Losses.klDivergenceTargetGradient(dt, logarithms.value(), target.value(), factor);
                target.addGradient(dt);
            }
        });
    }

    private static void checkPair(String operation, Variable x, Variable target) {
        ShapeException.check(x.shape().equals(target.shape()), operation + ": equal shapes", x.shape(), target.shape());
        ShapeException.check(x.shape().size() > 0, operation + ": at least one element", x.shape());
    }

    /** The sum of the losses over n, a scalar. */
    private static Tensor total(Tape tape, Tensor losses, int n) {
        Tensor loss = tape.allocate(SCALAR);
        loss.array()[loss.offset()] = Reduce.sum(losses) / n;
        return loss;
    }
}
