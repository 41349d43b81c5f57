package cognate.engine.math;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * Arithmetic on tensors of any strides, without a tape. Every result is a new row-major tensor, with the bits of the
 * recorded operation of the same name (but for {@link #max}, which puts +0 above −0); operands of different shapes are
 * broadcast by NumPy's rules, and a {@link ShapeException} says where they cannot be.
 */
public final class TensorMath {
    private TensorMath() {}

    /** {@code a + b}. */
    public static Tensor add(Tensor a, Tensor b) {
        Tensor z = result(a, b);
        Elementwise.add(z, operand(a, z), operand(b, z));
        return z;
    }

    /** {@code a − b}. */
    public static Tensor subtract(Tensor a, Tensor b) {
        Tensor z = result(a, b);
        Elementwise.subtract(z, operand(a, z), operand(b, z));
        return z;
    }

    /** {@code a · b}, element by element. */
    public static Tensor multiply(Tensor a, Tensor b) {
        Tensor z = result(a, b);
        Elementwise.multiply(z, operand(a, z), operand(b, z));
        return z;
    }

    /** {@code a / b}, element by element. */
    public static Tensor divide(Tensor a, Tensor b) {
        Tensor z = result(a, b);
        Elementwise.divide(z, operand(a, z), operand(b, z));
        return z;
    }

    /** {@code −x}. */
    public static Tensor negate(Tensor x) {
        return scale(x, -1);
    }

    /** {@code factor · x}. */
    public static Tensor scale(Tensor x, float factor) {
        Tensor z = x.copy();
        Elementwise.scale(z, z, factor);
        return z;
    }

    private static Tensor result(Tensor a, Tensor b) {
        return Tensor.zeros(Shape.broadcast(a.shape(), b.shape()));
    }

    private static Tensor operand(Tensor x, Tensor result) {
        return x.expand(result.shape()).contiguous();
    }

    /** The sum of all elements; 0 of none. */
    public static float sum(Tensor x) {
        return Reduce.sum(x.contiguous());
    }

    /**
     * The mean of all elements.
     *
     * @throws ShapeException if there are none
     */
    public static float mean(Tensor x) {
        ShapeException.check(x.size() > 0, "mean: at least one element", x.shape());
        return sum(x) / x.size();
    }

    /**
     * The largest element; NaN if one is NaN, and +0 is larger than −0.
     *
     * @throws ShapeException if there are none
     */
    public static float max(Tensor x) {
        ShapeException.check(x.size() > 0, "max: at least one element", x.shape());
        return Reduce.max(x.contiguous());
    }
}
