package cognate.models.layer;

import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.ShapeException;

/** Batch normalization of images: x is [n, c, h, w]. */
public final class BatchNorm2d extends BatchNorm {
    public BatchNorm2d(int channels) {
        this(channels, EPSILON, MOMENTUM);
    }

    /** With this epsilon, and this share of a batch's statistics in the running ones after it. */
    public BatchNorm2d(int channels, float epsilon, float momentum) {
        super(channels, epsilon, momentum);
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        ShapeException.check(x.shape().rank() == 4, "batchNorm2d: x [n, c, h, w]", x.shape());
        return super.forward(tape, x);
    }

    @Override
    public Layer copy() {
        return new BatchNorm2d(runningMean().size(), epsilon(), momentum()).with(this);
    }
}
