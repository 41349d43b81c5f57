package cognate.autograd;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;

/** Broadcasting by NumPy's rules, and, in its backward, the one place where it is undone. */
final class Broadcast {
    private Broadcast() {}

    /** The shape both are broadcast to: aligned at the last dimension, sizes equal or 1. */
    static Shape common(Shape a, Shape b) {
        return Shape.broadcast(a, b);
    }

    /** x repeated to {@code shape}; the gradient is summed over the repetitions, in row-major order. */
    static Variable to(Tape tape, Variable x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        Tensor y = tape.allocate(shape);
        y.copyFrom(x.value().expand(shape));
        return tape.record(y, x, dy -> x.accumulator().expand(shape).accumulate(dy));
    }
}
