package cognate.autograd;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Matrix products and changes of shape. */
public final class MatrixOps {
    private MatrixOps() {}

    /**
     * Affine map {@code y = x Wᵀ + b}: x is [n, in] (or [..., in]), weight is [out, in], bias is [out] or null, y is
     * [n, out] (or [..., out]).
     */
    public static Variable linear(Tape tape, Variable x, Variable weight, Variable bias) {
        ShapeException.check(
                x.shape().rank() >= 2 && weight.shape().rank() == 2 && weight.dim(1) == x.dim(-1),
                "linear: x [n, in] and weight [out, in]",
                x.shape(),
                weight.shape());
        int in = weight.dim(1);
        int out = weight.dim(0);
        Tensor rows = matrix(x.value());
        Tensor y = tape.allocate(rows.dim(0), out);
        if (bias == null) {
            Gemm.multiply(tape.workers(), y, rows, weight.value().transpose());
        } else {
            ShapeException.checkVector("linear", "bias", bias.shape(), out);
            Gemm.affine(tape.workers(), y, rows, weight.value().transpose(), bias.value());
        }
        Tensor shaped = x.shape().rank() == 2 ? y : y.reshape(withLast(x.shape(), out));
        return tape.record(shaped, x, weight, bias, dy -> {
            Tensor dRows = matrix(dy);
            if (x.requiresGradient()) {
                if (x.shape().rank() == 2) {
                    x.addProduct(tape.workers(), dRows, weight.value());
                } else {
                    Gemm.accumulate(tape.workers(), x.accumulator().reshape(rows.dim(0), in), dRows, weight.value());
                }
            }
            if (weight.requiresGradient()) {
                weight.addProduct(tape.workers(), dRows.transpose(), rows);
            }
            if (bias != null && bias.requiresGradient()) {
                Reduce.accumulateRows(bias.accumulator(), dRows);
            }
        });
    }

    /** Matrix product: a is [m, k], b is [k, n], the result is [m, n]. */
    public static Variable matmul(Tape tape, Variable a, Variable b) {
        ShapeException.check(
                a.shape().rank() == 2 && b.shape().rank() == 2 && a.dim(1) == b.dim(0),
                "matmul: a [m, k] and b [k, n]",
                a.shape(),
                b.shape());
        Tensor y = tape.allocate(a.dim(0), b.dim(1));
        Gemm.multiply(tape.workers(), y, a.value(), b.value());
        return tape.record(y, a, b, dy -> {
            if (a.requiresGradient()) {
                a.addProduct(tape.workers(), dy, b.value().transpose());
            }
            if (b.requiresGradient()) {
                b.addProduct(tape.workers(), a.value().transpose(), dy);
            }
        });
    }

    /** The same elements in row-major order under another shape. */
    public static Variable reshape(Tape tape, Variable x, int... dims) {
        return reshaped(tape, x, x.value().reshape(dims));
    }

    /** All dimensions after the first as one: [n, ...] becomes [n, m]. */
    public static Variable flatten(Tape tape, Variable x) {
        return x.shape().rank() == 2 ? x : reshaped(tape, x, x.value().flatten());
    }

    private static Variable reshaped(Tape tape, Variable x, Tensor y) {
        return tape.record(y, x, dy -> Elementwise.accumulate(x.accumulator(), dy)); // another shape, so no addGradient
    }

    private static Tensor matrix(Tensor x) {
        return x.rank() == 2 ? x : x.reshape(x.dim(-1) == 0 ? 0 : x.size() / x.dim(-1), x.dim(-1));
    }

    private static Shape withLast(Shape shape, int last) {
        int[] dims = shape.toArray();
        dims[dims.length - 1] = last;
        return Shape.of(dims);
    }
}
