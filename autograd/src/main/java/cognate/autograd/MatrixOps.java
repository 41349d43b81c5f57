package cognate.autograd;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Layout;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/** Matrix products. */
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

    /**
     * Matrix product: a is [m, k], b is [k, n], the result is [m, n]. Dimensions before these count batches of matrices
     * and are broadcast by NumPy's rules: a [..., m, k] and b [..., k, n] make [..., m, n].
     */
    public static Variable matmul(Tape tape, Variable a, Variable b) {
        ShapeException.check(
                a.shape().rank() >= 2 && b.shape().rank() >= 2 && a.dim(-1) == b.dim(-2),
                "matmul: a [..., m, k] and b [..., k, n]",
                a.shape(),
                b.shape());
        if (a.shape().rank() > 2 || b.shape().rank() > 2) {
            return batched(tape, a, b);
        }
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

    /** Gradients of a matrix that meets several others are accumulated in the row-major order of the batches. */
    private static Variable batched(Tape tape, Variable a, Variable b) {
        int[] dims = Shape.broadcast(batches(a.shape()), batches(b.shape())).toArray();
        Shape batches = Shape.of(dims);
        int[] aPlaces = places(a.shape(), batches);
        int[] bPlaces = places(b.shape(), batches);
        Shape aShape = Shape.of(a.dim(-2), a.dim(-1));
        Shape bShape = Shape.of(b.dim(-2), b.dim(-1));
        Shape yShape = Shape.of(a.dim(-2), b.dim(-1));
        dims = Arrays.copyOf(dims, dims.length + 2);
        dims[dims.length - 2] = yShape.dim(0);
        dims[dims.length - 1] = yShape.dim(1);
        Tensor y = tape.allocate(Shape.of(dims));
        for (int i = 0; i < aPlaces.length; i++) {
            Tensor left = matrix(a.value(), aPlaces[i], aShape);
            Gemm.multiply(tape.workers(), matrix(y, i, yShape), left, matrix(b.value(), bPlaces[i], bShape));
        }
        return tape.record(y, a, b, dy -> {
            Tensor da = a.requiresGradient() ? a.accumulator() : null;
            Tensor db = b.requiresGradient() ? b.accumulator() : null;
            for (int i = 0; i < aPlaces.length; i++) {
                Tensor d = matrix(dy, i, yShape);
                if (da != null) {
                    Tensor right = matrix(b.value(), bPlaces[i], bShape);
                    Gemm.accumulate(tape.workers(), matrix(da, aPlaces[i], aShape), d, right.transpose());
                }
                if (db != null) {
                    Tensor left = matrix(a.value(), aPlaces[i], aShape);
                    Gemm.accumulate(tape.workers(), matrix(db, bPlaces[i], bShape), left.transpose(), d);
                }
            }
        });
    }

    private static Shape batches(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    /** For every batch in row-major order, which of an operand's matrices takes part. */
    private static int[] places(Shape operand, Shape batches) {
        Layout layout = Layout.rowMajor(0, batches(operand)).expand(batches);
        int[] places = new int[batches.size()];
        int[] index = new int[batches.rank()];
        for (int i = 0; i < places.length; i++) {
            places[i] = layout.position(index);
            for (int d = index.length - 1; d >= 0 && ++index[d] == batches.dim(d); d--) {
                index[d] = 0;
            }
        }
        return places;
    }

    /** One of the matrices of a contiguous tensor. */
    private static Tensor matrix(Tensor x, int place, Shape shape) {
        return Tensor.of(x.array(), x.offset() + place * shape.size(), shape);
    }

    private static Tensor matrix(Tensor x) {
        if (x.rank() == 2) {
            return x;
        }
        int rows = 1;
        for (int i = 0; i < x.rank() - 1; i++) {
            rows *= x.dim(i);
        }
        return x.reshape(rows, x.dim(-1));
    }

    private static Shape withLast(Shape shape, int last) {
        int[] dims = shape.toArray();
        dims[dims.length - 1] = last;
        return Shape.of(dims);
    }
}
