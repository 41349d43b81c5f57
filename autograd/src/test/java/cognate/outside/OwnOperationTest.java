package cognate.outside;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.autograd.GradientCheck;
import cognate.autograd.MathOps;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Operations written with what other modules see: allocate, record and addGradient. */
class OwnOperationTest {
    /** {@code x / (1 + |x|)}, element by element. */
    private static Variable softsign(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        int at = x.value().offset() - y.offset();
        for (int i = y.offset(), end = i + y.size(); i < end; i++) {
            float v = x.value().array()[at + i];
            y.array()[i] = v / (1 + Math.abs(v));
        }
        return tape.record(y, x, dy -> {
            Tensor dx = tape.allocate(x.shape());
            for (int i = 0; i < dx.size(); i++) {
                float slope = 1 - Math.abs(y.array()[y.offset() + i]);
                dx.array()[dx.offset() + i] = dy.array()[dy.offset() + i] * slope * slope;
            }
            x.addGradient(dx);
        });
    }

    /** The transposed matrix; its gradient is a view of the result's. */
    private static Variable transpose(Tape tape, Variable x) {
        return tape.record(x.value().transpose(), x, dy -> x.addGradient(dy.transpose()));
    }

    /** {@code a x + b y} for numbers a and b; its gradients are made of the result's, in place. */
    private static Variable combine(Tape tape, float a, Variable x, float b, Variable y) {
        Tensor z = tape.allocate(x.shape());
        for (int i = 0; i < x.dim(0); i++) {
            for (int j = 0; j < x.dim(1); j++) {
                z.set(a * x.value().get(i, j) + b * y.value().get(i, j), i, j);
            }
        }
        return tape.record(z, x, y, dz -> {
            scale(dz, a);
            x.addGradient(dz);
            scale(dz, b / a);
            y.addGradient(dz);
        });
    }

    private static void scale(Tensor x, float factor) {
        for (int i = x.offset(), end = i + x.size(); i < end; i++) {
            x.array()[i] *= factor;
        }
    }

    private static Parameter parameter(int rows, int columns) {
        RandomStream random = RandomStream.of(3).split("outside").split(rows);
        Tensor value = Tensor.zeros(rows, columns);
        for (int i = 0; i < value.size(); i++) {
            value.array()[i] = (float) random.nextGaussian();
        }
        return new Parameter(value);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Parameter x = parameter(4, 5);
        Parameter y = parameter(5, 4);
        GradientCheck.check(1e-3, tape -> softsign(tape, x), x);
        GradientCheck.check(1e-3, tape -> transpose(tape, x), x);
        GradientCheck.check(1e-3, tape -> combine(tape, 2, transpose(tape, x), -3, y), x, y);
        GradientCheck.check(1e-3, tape -> combine(tape, 2, softsign(tape, x), -3, softsign(tape, x)), x);
        GradientCheck.check(
                1e-3, tape -> MathOps.multiply(tape, transpose(tape, softsign(tape, x)), transpose(tape, x)), x);
    }

    @Test
    void dataAmongTheInputsNeedsNoCare() {
        Parameter x = parameter(4, 5);
        Tensor ones = Tensor.zeros(4, 5);
        Arrays.fill(ones.array(), 1);
        Tape tape = new Tape(Workers.single());
        for (int step = 0; step < 3; step++) {
            try (tape) {
                tape.backward(combine(tape, 2, tape.constant(ones), 0.5f, x), ones);
            }
        }
        float[] expected = new float[20];
        Arrays.fill(expected, 1.5f);
        assertArrayEquals(expected, x.gradient().toArray());
    }

    @Test
    void aVariableOfAnotherTapeIsRefused() {
        try (Tape tape = new Tape(Workers.single());
                Tape other = new Tape(Workers.single())) {
            Variable x = other.constant(Tensor.zeros(2, 2));
            String message = assertThrows(IllegalStateException.class, () -> softsign(tape, x))
                    .getMessage();
            assertEquals("record: a variable of this tape, found one [2, 2] of another", message);
        }
    }
}
