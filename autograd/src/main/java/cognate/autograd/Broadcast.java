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
        walk(x.value(), y, false);
        return tape.record(y, x, dy -> walk(x.gradient(), dy, true));
    }

    /** Visits the large tensor in row-major order beside the small one's element: adds to it, or reads from it. */
    private static void walk(Tensor small, Tensor large, boolean add) {
        float[] s = small.array();
        float[] l = large.array();
        Shape shape = large.shape();
        int rank = shape.rank();
        int[] strides = new int[rank];
        for (int i = 1; i <= small.rank(); i++) {
            strides[rank - i] = small.dim(-i) == 1 ? 0 : small.stride(-i);
        }
        int[] index = new int[rank];
        int position = small.offset();
        for (int i = large.offset(), end = i + large.size(); i < end; i++) {
            if (add) {
                s[position] += l[i];
            } else {
                l[i] = s[position];
            }
            for (int d = rank - 1; d >= 0; d--) {
                position += strides[d];
                if (++index[d] < shape.dim(d)) {
                    break;
                }
                position -= index[d] * strides[d];
                index[d] = 0;
            }
        }
    }
}
