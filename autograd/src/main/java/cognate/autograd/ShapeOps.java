package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Parts, arrangements and joints of tensors, as the views of {@link Tensor} of the same names, whose errors these
 * throw. Dimensions below 0 count from the last. A result that lies in its input without gaps shares its storage.
 */
public final class ShapeOps {
    private ShapeOps() {}

    /** The same elements in row-major order under another shape. */
    public static Variable reshape(Tape tape, Variable x, int... dims) {
        return reshaped(tape, x, x.value().reshape(dims));
    }

    /** All dimensions after the first as one: [n, ...] becomes [n, m]. */
    public static Variable flatten(Tape tape, Variable x) {
        x.checkUsableOn(tape, "flatten");
        return x.shape().rank() == 2 ? x : reshaped(tape, x, x.value().flatten());
    }

    private static Variable reshaped(Tape tape, Variable x, Tensor y) {
        return tape.record(y, x, dy -> Elementwise.accumulate(x.accumulator(), dy)); // another shape, so no addGradient
    }

    /** The indices {@code [from, to)} along a dimension. */
    public static Variable slice(Tape tape, Variable x, int dim, int from, int to) {
        return view(tape, x, t -> t.slice(dim, from, to));
    }

    /** One index along a dimension, which the result does not have. */
    public static Variable select(Tape tape, Variable x, int dim, int index) {
        return view(tape, x, t -> t.select(dim, index));
    }

    /** Two dimensions exchanged. */
    public static Variable transpose(Tape tape, Variable x, int first, int second) {
        return view(tape, x, t -> t.transpose(first, second));
    }

    /** The dimensions in another order: dimension {@code i} of the result is dimension {@code dims[i]}. */
    public static Variable permute(Tape tape, Variable x, int... dims) {
        int[] order = dims.clone();
        return view(tape, x, t -> t.permute(order));
    }

    /**
     * Dimensions of size 1, and new ones before the first, repeated to these sizes; the gradient is summed over the
     * repetitions, one by one in row-major order.
     */
    public static Variable expand(Tape tape, Variable x, int... dims) {
        return expand(tape, x, Shape.of(dims));
    }

    /** Also the one place where broadcasting is done and, in its backward, undone. */
    static Variable expand(Tape tape, Variable x, Shape shape) {
        x.checkUsableOn(tape, "record"); // as every operation that broadcasts
        return x.shape().equals(shape) ? x : view(tape, x, t -> t.expand(shape));
    }

    /** What is read through a view: its gradient is added through the same view. */
    private static Variable view(Tape tape, Variable x, UnaryOperator<Tensor> view) {
        Tensor y = tape.contiguous(view.apply(x.value()));
        return tape.record(y, x, dy -> view.apply(x.accumulator()).accumulate(dy));
    }

    /**
     * Tensors one behind the other along a dimension.
     *
     * @param xs at least one; their sizes along the other dimensions are equal
     */
    public static Variable concat(Tape tape, int dim, Variable... xs) {
        checkSome("concat", xs);
        Shape first = xs[0].shape();
        int axis = first.axis(dim);
        int[] dims = first.toArray();
        dims[axis] = 0;
        for (Variable x : xs) {
            ShapeException.check(
                    agree(first, x.shape(), axis), "concat: equal sizes but for dimension " + axis, first, x.shape());
            dims[axis] += x.dim(axis);
        }
        Tensor y = tape.allocate(Shape.of(dims));
        Variable[] parts = xs.clone();
        int from = 0;
        for (Variable x : parts) {
            y.slice(axis, from, from + x.dim(axis)).copyFrom(x.value());
            from += x.dim(axis);
        }
        return tape.record(y, parts, dy -> {
            int at = 0;
            for (Variable x : parts) {
                x.addGradient(dy.slice(axis, at, at + x.dim(axis)));
                at += x.dim(axis);
            }
        });
    }

    /** Whether two shapes are the same but for one dimension. */
    private static boolean agree(Shape a, Shape b, int axis) {
        boolean agree = a.rank() == b.rank();
        for (int i = 0; agree && i < a.rank(); i++) {
            agree = i == axis || a.dim(i) == b.dim(i);
        }
        return agree;
    }

    /** Tensors of one shape, at least one, along a new dimension before dimension {@code dim}, or after the last. */
    public static Variable stack(Tape tape, int dim, Variable... xs) {
        checkSome("stack", xs);
        Shape first = xs[0].shape();
        for (Variable x : xs) {
            ShapeException.check(x.shape().equals(first), "stack: equal shapes", first, x.shape());
        }
        Shape one = xs[0].value().unsqueeze(dim).shape();
        int axis = one.axis(dim);
        int[] dims = one.toArray();
        dims[axis] = xs.length;
        Tensor y = tape.allocate(Shape.of(dims));
        Variable[] parts = xs.clone();
        for (int i = 0; i < parts.length; i++) {
            y.select(axis, i).copyFrom(parts[i].value());
        }
        return tape.record(y, parts, dy -> {
            for (int i = 0; i < parts.length; i++) {
                parts[i].addGradient(dy.select(axis, i));
            }
        });
    }

    private static void checkSome(String operation, Variable[] xs) {
        if (xs.length == 0) {
            throw new ShapeException(operation + ": at least one tensor, found none");
        }
    }

    /**
     * Chosen elements along a dimension, as PyTorch's {@code gather}: of three dimensions and the second {@code y[i, j,
     * k] = x[i, index[i, j, k], k]}. The gradients of an element that is chosen more than once are added in row-major
     * order.
     *
     * @param index whole numbers from 0 on and below the dimension's size, in a tensor of the result's shape, which
     *     along the other dimensions is not larger than x
     */
    public static Variable gather(Tape tape, Variable x, int dim, Tensor index) {
        int[] positions = positions(x.shape(), x.shape().axis(dim), index);
        Tensor y = tape.allocate(index.shape());
        float[] from = x.value().array();
        int offset = x.value().offset();
        for (int i = 0; i < positions.length; i++) {
            y.array()[y.offset() + i] = from[offset + positions[i]];
        }
        return tape.record(y, x, dy -> {
            Tensor dx = x.accumulator();
            for (int i = 0; i < positions.length; i++) {
                dx.array()[dx.offset() + positions[i]] += dy.array()[dy.offset() + i];
            }
        });
    }

    /** Where in a contiguous tensor the chosen elements lie. */
    private static int[] positions(Shape shape, int axis, Tensor index) {
        boolean fits = index.rank() == shape.rank();
        for (int i = 0; fits && i < shape.rank(); i++) {
            fits = i == axis || index.dim(i) <= shape.dim(i);
        }
        if (!fits) {
            throw new ShapeException("gather: x and an index no larger but in dimension " + axis + ", found " + shape
                    + " and " + index.shape());
        }
        float[] chosen = index.toArray();
        int[] positions = new int[chosen.length];
        int[] at = new int[shape.rank()];
        for (int i = 0; i < chosen.length; i++) {
            int choice = (int) chosen[i];
            if (choice != chosen[i] || choice < 0 || choice >= shape.dim(axis)) {
                throw new IndexOutOfBoundsException(
                        "gather: indices from 0 to " + (shape.dim(axis) - 1) + ", found " + chosen[i]);
            }
            for (int d = 0; d < at.length; d++) {
                positions[i] = positions[i] * shape.dim(d) + (d == axis ? choice : at[d]);
            }
            for (int d = at.length - 1; d >= 0 && ++at[d] == index.dim(d); d--) {
                at[d] = 0;
            }
        }
        return positions;
    }
}
