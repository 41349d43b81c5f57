package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FunctionOpsTest {
    /** PyTorch: {@code x = mat(6); y = (4 * x).exp() and (x + 1).log(); (y * mat(6)).sum().backward()}. */
    @Test
    void exponentialsAndLogarithmsAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> FunctionOps.exp(tape, MathOps.scale(tape, x[0], 4)),
                new int[][] {{6}},
                new double[] {1.38989806, 1.08250201, 0.872760296, 3.02874708, 0.734518647, 0.1546624},
                new double[] {-0.459282726, 1.336797, 0.392182469, 2.60355997, -0.933487058, 0.0100189792});
        Agreement.check(
                (tape, x) -> FunctionOps.log(tape, MathOps.add(tape, x[0], 1)),
                new int[][] {{6}},
                new double[] {0.0790954083, 0.0196249485, -0.0346158594, 0.244542763, -0.0802722797, -0.628535509},
                new double[] {-0.0763284564, 0.302728802, 0.116296507, 0.168283299, -0.344276428, 0.0303632487});
    }

    /**
     * PyTorch: {@code x = mat(6); y = (x + 1).sqrt(), (4 * x).pow(3), (x + 1).pow(-1.5) and (x + 1).pow(0.3); (y *
     * mat(6)).sum().backward()}.
     */
    @Test
    void powersAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> FunctionOps.sqrt(tape, MathOps.add(tape, x[0], 1)),
                new int[][] {{6}},
                new double[] {1.04034019, 1.00986075, 0.982841015, 1.13006079, 0.960658669, 0.730323434},
                new double[] {-0.0397037752, 0.152856976, 0.0571504869, 0.0950851664, -0.165366068, 0.0110874968});
        Agreement.check(
                (tape, x) -> FunctionOps.pow(tape, MathOps.scale(tape, x[0], 4), 3),
                new int[][] {{6}},
                new double[] {0.0356861465, 0.000498205714, -0.0025206923, 1.36080074, -0.0293720309, -6.50266552},
                new double[] {-0.107452914, 0.0232825447, 0.0249686074, 3.16681123, -0.362952143, 0.677050292});
        Agreement.check(
                (tape, x) -> FunctionOps.pow(tape, MathOps.add(tape, x[0], 1), -1.5f),
                new int[][] {{6}},
                new double[] {0.888124704, 0.970991611, 1.05329549, 0.692938447, 1.12795746, 2.56716776},
                new double[] {0.101683788, -0.440920681, -0.183741882, -0.174914941, 0.582493782, -0.116921328});
        Agreement.check(
                (tape, x) -> FunctionOps.pow(tape, MathOps.add(tape, x[0], 1), 0.3f),
                new int[][] {{6}},
                new double[] {1.02401233, 1.00590479, 0.989668965, 1.07612085, 0.976205945, 0.828150272},
                new double[] {-0.0234483872, 0.0913549066, 0.0345285162, 0.0543279573, -0.100825414, 0.00754360063});
    }

    /** PyTorch: {@code x = mat(6); y = (4 * x).abs() and (4 * x).clamp(-0.5, 1); (y * mat(6)).sum().backward()}. */
    @Test
    void boundsAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> FunctionOps.abs(tape, MathOps.scale(tape, x[0], 4)),
                new int[][] {{6}},
                new double[] {0.329230368, 0.0792749971, 0.136094302, 1.10814905, 0.308539897, 1.86651063},
                new double[] {-0.330443472, 1.23491406, -0.449358732, 0.85961616, 1.27088273, -0.064779669});
        Agreement.check(
                (tape, x) -> FunctionOps.clamp(tape, MathOps.scale(tape, x[0], 4), -0.5f, 1),
                new int[][] {{6}},
                new double[] {0.329230368, 0.0792749971, -0.136094302, 1, -0.308539897, -0.5},
                new double[] {-0.330443472, 1.23491406, 0.449358732, 0, -1.27088273, 0});
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Parameter x = new Golden().parameter(3, 70);
        for (int i = 0; i < x.shape().size(); i++) { // no kink within a step of a difference
            x.value().array()[i] = 0.95f + 0.9f * x.value().array()[i];
        }
        GradientCheck.check(2e-3, tape -> FunctionOps.exp(tape, x), x);
        GradientCheck.check(2e-3, tape -> FunctionOps.log(tape, x), x);
        GradientCheck.check(2e-3, tape -> FunctionOps.sqrt(tape, x), x);
        GradientCheck.check(2e-3, tape -> FunctionOps.abs(tape, x), x);
        GradientCheck.check(2e-3, tape -> FunctionOps.clamp(tape, x, -1, 3), x);
        for (float exponent : new float[] {0, 1, 2, 7, -2, 0.5f, 0.3f, -1.7f}) {
            GradientCheck.check(5e-3, tape -> FunctionOps.pow(tape, x, exponent), x);
        }
    }

    /**
     * PyTorch: the gradient passes at the bounds of clamp, abs has none at 0, and x to the power of 0 none anywhere.
     */
    @Test
    void gradientsAtKinksAreThoseOfPyTorch() {
        float inf = Float.POSITIVE_INFINITY;
        gradient(x -> x.abs(), new float[] {0, -0f, 2, -2}, 0, 0, 1, -1);
        gradient(x -> x.clamp(0, 1), new float[] {0, 1, -1e-9f, 1.0000001f}, 1, 1, 0, 0);
        gradient(x -> x.clamp(Float.NEGATIVE_INFINITY, 1), new float[] {-inf, 1}, 1, 1);
        gradient(x -> x.clamp(1, 1), new float[] {0, 1, 2}, 0, 1, 0);
        gradient(x -> x.pow(0), new float[] {0, 1, inf}, 0, 0, 0);
        gradient(x -> x.pow(1), new float[] {0, 1, inf}, 1, 1, 1);
        gradient(x -> x.pow(2), new float[] {0, 3, -3}, 0, 6, -6);
        gradient(x -> x.pow(0.5f), new float[] {0, 4}, inf, 0.25f);
        gradient(x -> x.sqrt(), new float[] {0, 4}, inf, 0.25f);
    }

    private static void gradient(UnaryOperator<Variable> f, float[] at, float... expected) {
        Parameter x = new Parameter(Tensor.of(at, at.length));
        try (Tape tape = new Tape(Workers.single())) {
            tape.backward(f.apply(x.on(tape)).sum());
        }
        assertArrayEquals(expected, x.gradient().toArray());
    }

    @Test
    void everyShapePasses() {
        for (int[] dims : new int[][] {{}, {0}, {2, 0, 3}, {1, 1}}) {
            try (Tape tape = new Tape(Workers.single())) {
                Variable x = new Parameter(Tensor.zeros(dims)).on(tape);
                Variable y = x.exp().sqrt().log().abs().pow(2).pow(0.3f).clamp(0, 1);
                assertEquals(x.shape(), y.shape());
                tape.backward(y.sum());
            }
        }
    }

    @Test
    void badNumbersAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2));
            refused("pow: a finite exponent, found NaN", () -> x.pow(Float.NaN));
            refused("clamp: bounds in order, found 1.0 and 0.0", () -> x.clamp(1, 0));
            refused("clamp: bounds in order, found NaN and 0.0", () -> x.clamp(Float.NaN, 0));
        }
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
