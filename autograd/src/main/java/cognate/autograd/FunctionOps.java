package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Functions;
import cognate.engine.tensor.Tensor;

/** Exponentials, logarithms, powers and bounds, element by element. Their exact arithmetic is told by the kernels. */
public final class FunctionOps {
    private FunctionOps() {}

    /** {@code eˣ}. */
    public static Variable exp(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.exp(y, x.value());
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Elementwise.multiply(dx, dy, y);
            x.addGradient(dx);
        });
    }

    /** The natural logarithm; −∞ at 0 and NaN below. */
    public static Variable log(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.log(y, x.value());
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Elementwise.divide(dx, dy, x.value());
            x.addGradient(dx);
        });
    }

    /** The square root, whose derivative at 0 is ∞; NaN below 0. */
    public static Variable sqrt(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Functions.sqrt(y, x.value());
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Functions.sqrtGradient(dx, dy, y);
            x.addGradient(dx);
        });
    }

    /**
     * {@code x} to the power of a number. Whole and half exponents are multiplied out, within 0.51 units in the last
     * place up to 2¹⁶ (0.6 up to 2²⁴); others are {@code exp(exponent · ln x)}, within {@code 3 + 5 |exponent · ln x|}
     * units, and NaN of negative x. Every x to the power of 0 is 1, with a gradient of 0.
     *
     * @throws IllegalArgumentException if the exponent is infinite or NaN
     */
    public static Variable pow(Tape tape, Variable x, float exponent) {
        if (!Float.isFinite(exponent)) {
            throw new IllegalArgumentException("pow: a finite exponent, found " + exponent);
        }
        Tensor y = tape.allocate(x.shape());
        Functions.pow(y, x.value(), exponent);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            if (exponent == 0) {
                Elementwise.fill(dx, 0); // also where x to the power of -1 is infinite
            } else {
                Functions.pow(dx, x.value(), exponent - 1);
                Elementwise.scale(dx, dx, exponent);
                Elementwise.multiply(dx, dy, dx);
            }
            x.addGradient(dx);
        });
    }

    /** {@code |x|}; its derivative at 0 is 0. */
    public static Variable abs(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Functions.abs(y, x.value());
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Functions.absGradient(dx, dy, x.value());
            x.addGradient(dx);
        });
    }

    /**
     * {@code min(max(x, least), most)}; the gradient passes where x is within the bounds or at one, as in PyTorch.
     * Bounds may be infinite; NaN stays NaN.
     *
     * @throws IllegalArgumentException if the least is above the most, or one is NaN
     */
    public static Variable clamp(Tape tape, Variable x, float least, float most) {
        if (!(least <= most)) {
            throw new IllegalArgumentException("clamp: bounds in order, found " + least + " and " + most);
        }
        Tensor y = tape.allocate(x.shape());
        Functions.clamp(y, x.value(), least, most);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Functions.clampGradient(dx, dy, x.value(), least, most);
            x.addGradient(dx);
        });
    }
}
