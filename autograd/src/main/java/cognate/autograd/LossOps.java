package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.kernel.map.Softmax;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Softmax and what is minimized in training. */
public final class LossOps {
    private static final Shape SCALAR = Shape.of();

    private LossOps() {}

    /** The logarithm of the softmax of every row: x is [n, c]. */
    public static Variable logSoftmax(Tape tape, Variable x) {
        ShapeException.check(x.shape().rank() == 2, "log-softmax: x [n, c]", x.shape());
        Tensor y = tape.allocate(x.shape());
        Softmax.logSoftmax(y, x.value());
        return tape.record(y, x, dy -> {
            Softmax.logSoftmaxGradient(dy, dy, y);
            x.addGradient(dy);
        });
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
        loss.array()[loss.offset()] = Softmax.crossEntropy(probabilities, logits.value(), labels, 0);
        return tape.record(
                loss,
                logits,
                dy -> Softmax.accumulateCrossEntropy(
                        logits.accumulator(), probabilities, labels, 0, dy.item() * share));
    }

    /** The mean over all elements of {@code (x - target)²}, a scalar. */
    public static Variable meanSquaredError(Tape tape, Variable x, Variable target) {
        ShapeException.check(
                x.shape().equals(target.shape()), "mean squared error: equal shapes", x.shape(), target.shape());
        ShapeException.check(x.value().size() > 0, "mean squared error: at least one element", x.shape());
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
}
