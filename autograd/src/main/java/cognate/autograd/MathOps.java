package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Selections;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;

/** Arithmetic, element by element. Operands of different shapes are broadcast by NumPy's rules. */
public final class MathOps {
    private MathOps() {}

    /** {@code a + b}. */
    public static Variable add(Tape tape, Variable a, Variable b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        Variable x = ShapeOps.expand(tape, a, shape);
        Variable y = ShapeOps.expand(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Elementwise.add(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            x.addGradient(dz);
            y.addGradient(dz);
        });
    }

    /** {@code a - b}. */
    public static Variable subtract(Tape tape, Variable a, Variable b) {
        return add(tape, a, scale(tape, b, -1));
    }

    /** {@code a · b}, element by element. */
    public static Variable multiply(Tape tape, Variable a, Variable b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        Variable x = ShapeOps.expand(tape, a, shape);
        Variable y = ShapeOps.expand(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Elementwise.multiply(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            if (x.requiresGradient()) {
                Elementwise.accumulateProduct(x.accumulator(), dz, y.value());
            }
            if (y.requiresGradient()) {
                Elementwise.accumulateProduct(y.accumulator(), dz, x.value());
            }
        });
    }

    /** {@code factor · x}. */
    public static Variable scale(Tape tape, Variable x, float factor) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.scale(y, x.value(), factor);
        return tape.record(y, x, dy -> Elementwise.accumulate(x.accumulator(), dy, factor));
    }

    /** {@code x + summand}. */
    public static Variable add(Tape tape, Variable x, float summand) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.add(y, x.value(), summand);
        return tape.record(y, x, x::addGradient);
    }

    /** {@code −x}. */
    public static Variable negate(Tape tape, Variable x) {
        return scale(tape, x, -1);
    }

    /** {@code a / b}, element by element. */
    public static Variable divide(Tape tape, Variable a, Variable b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        Variable x = ShapeOps.expand(tape, a, shape);
        Variable y = ShapeOps.expand(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Elementwise.divide(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            if (x.requiresGradient()) {
                Tensor dx = x.summand();
                Elementwise.divide(dx, dz, y.value());
                x.addGradient(dx);
            }
            if (y.requiresGradient()) {
                Tensor dy = y.summand();
                Elementwise.divisorGradient(dy, dz, z, y.value());
                y.addGradient(dy);
            }
        });
    }

    /** {@code x / divisor}. */
    public static Variable divide(Tape tape, Variable x, float divisor) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.divide(y, x.value(), divisor);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Elementwise.divide(dx, dy, divisor);
            x.addGradient(dx);
        });
    }

    /** The larger of two elements, NaN if one is; the gradient of equal ones goes to each by half. */
    public static Variable maximum(Tape tape, Variable a, Variable b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        Variable x = ShapeOps.expand(tape, a, shape);
        Variable y = ShapeOps.expand(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Selections.maximum(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            addExtremeGradient(x, dz, x.value(), y.value());
            addExtremeGradient(y, dz, y.value(), x.value());
        });
    }

    /** The smaller of two elements, NaN if one is; the gradient of equal ones goes to each by half. */
    public static Variable minimum(Tape tape, Variable a, Variable b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        Variable x = ShapeOps.expand(tape, a, shape);
        Variable y = ShapeOps.expand(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Selections.minimum(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            addExtremeGradient(x, dz, y.value(), x.value());
            addExtremeGradient(y, dz, x.value(), y.value());
        });
    }

    private static void addExtremeGradient(Variable x, Tensor dz, Tensor less, Tensor more) {
        if (x.requiresGradient()) {
            Tensor dx = x.summand();
            Selections.extremeGradient(dx, dz, less, more);
            x.addGradient(dx);
        }
    }

    /**
     * {@code a} where the condition is not 0, otherwise {@code b}: all three are broadcast to one shape. What is not
     * chosen gets a gradient of 0.
     */
    public static Variable where(Tape tape, Tensor condition, Variable a, Variable b) {
        Shape shape = Shape.broadcast(condition.shape(), Shape.broadcast(a.shape(), b.shape()));
        Tensor c = tape.allocate(shape); // a copy: the caller's may change before backward
        c.copyFrom(condition.expand(shape));
        Variable x = ShapeOps.expand(tape, a, shape);
        Variable y = ShapeOps.expand(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Selections.where(z, c, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            if (x.requiresGradient()) {
                Tensor dx = x.summand();
                Selections.keepWhere(dx, dz, c);
                x.addGradient(dx);
            }
            if (y.requiresGradient()) {
                Tensor dy = y.summand();
                Selections.dropWhere(dy, dz, c);
                y.addGradient(dy);
            }
        });
    }
}
