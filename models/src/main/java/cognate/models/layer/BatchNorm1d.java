package cognate.models.layer;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.ShapeException;

/** Batch normalization of features: x is [n, c] or [n, c, length]. */
public final class BatchNorm1d extends BatchNorm {
    public BatchNorm1d(int channels) {
        this(channels, EPSILON, MOMENTUM);
    }

    /** With this epsilon, and this share of a batch's statistics in the running ones after it. */
    public BatchNorm1d(int channels, float epsilon, float momentum) {
        super(channels, epsilon, momentum);
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        ShapeException.check(
                x.shape().rank() == 2 || x.shape().rank() == 3, "batchNorm1d: x [n, c] or [n, c, length]", x.shape());
        return super.forward(tape, x);
    }

    @Override
    public Layer copy() {
        return new BatchNorm1d(runningMean().size(), epsilon(), momentum()).with(this);
    }
}
