package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Arithmetic, element by element. Operands of different shapes are broadcast by NumPy's rules. */
public final class MathOps {
    private static final Shape SCALAR = Shape.of();

    private MathOps() {}

    /** {@code a + b}. */
    public static Variable add(Tape tape, Variable a, Variable b) {
        Shape shape = Broadcast.common(a.shape(), b.shape());
        Variable x = Broadcast.to(tape, a, shape);
        Variable y = Broadcast.to(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Elementwise.add(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            if (x.requiresGradient()) {
                Elementwise.accumulate(x.gradient(), dz);
            }
            if (y.requiresGradient()) {
                Elementwise.accumulate(y.gradient(), dz);
            }
        });
    }

    /** {@code a - b}. */
    public static Variable subtract(Tape tape, Variable a, Variable b) {
        return add(tape, a, scale(tape, b, -1));
    }

    /** {@code a · b}, element by element. */
    public static Variable multiply(Tape tape, Variable a, Variable b) {
        Shape shape = Broadcast.common(a.shape(), b.shape());
        Variable x = Broadcast.to(tape, a, shape);
        Variable y = Broadcast.to(tape, b, shape);
        Tensor z = tape.allocate(shape);
        Elementwise.multiply(z, x.value(), y.value());
        return tape.record(z, x, y, dz -> {
            if (x.requiresGradient()) {
                Elementwise.accumulateProduct(x.gradient(), dz, y.value());
            }
            if (y.requiresGradient()) {
                Elementwise.accumulateProduct(y.gradient(), dz, x.value());
            }
        });
    }

    /** {@code factor · x}. */
    public static Variable scale(Tape tape, Variable x, float factor) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.scale(y, x.value(), factor);
        return tape.record(y, x, dy -> Elementwise.accumulate(x.gradient(), dy, factor));
    }

    /** The sum of all elements, a scalar. */
    public static Variable sum(Tape tape, Variable x) {
        Tensor y = tape.allocate(SCALAR);
        y.array()[y.offset()] = Reduce.sum(x.value());
        return tape.record(y, x, dy -> addToAll(x, dy.item()));
    }

    /** The mean of all elements, a scalar. */
    public static Variable mean(Tape tape, Variable x) {
        ShapeException.check(x.value().size() > 0, "mean: at least one element", x.shape());
        Tensor y = tape.allocate(SCALAR);
        y.array()[y.offset()] = Reduce.sum(x.value()) / x.value().size();
        return tape.record(y, x, dy -> addToAll(x, dy.item() / x.value().size()));
    }

    private static void addToAll(Variable x, float dx) {
        float[] gradient = x.gradient().array();
        int offset = x.gradient().offset();
        for (int i = 0; i < x.value().size(); i++) {
            gradient[offset + i] += dx;
        }
    }
}
