package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ActivationOpsTest {
    /** PyTorch: {@code x = mat(6); y = f(4 * x); (y * mat(6)).sum().backward()}, f as named. */
    private static void check(BiFunction<Tape, Variable, Variable> f, double[] y, double[] gradient) {
        Golden golden = new Golden();
        Parameter x = golden.parameter(6);
        Tensor r = golden.matrix(6);
        Golden.assertClose(golden.run(tape -> f.apply(tape, MathOps.scale(tape, x, 4)), r), y);
        Golden.assertClose(x.gradient(), gradient);
        Parameter wide = golden.parameter(3, 70);
        for (int i = 0; i < wide.value().size(); i++) { // a difference across a kink is not the derivative
            wide.value().array()[i] = awayFromZero(wide.value().array()[i]);
        }
        GradientCheck.check(2e-3, tape -> f.apply(tape, MathOps.scale(tape, wide, 4)), wide);
    }

    private static float awayFromZero(float x) {
        return Math.abs(x) < 0.02f ? 0.02f : x;
    }

    @Test
    void reluAgreesWithPyTorch() {
        double[] y = {0.329230368, 0.0792749971, 0, 1.10814905, 0, 0};
        double[] gradient = {-0.330443472, 1.23491406, 0, 0.85961616, 0, 0};
        check(ActivationOps::relu, y, gradient);
    }

    @Test
    void leakyReluAgreesWithPyTorch() {
        double[] y = {0.329230368, 0.0792749971, -0.00136094296, 1.10814905, -0.00308539881, -0.0186651051};
        double[] gradient = {-0.330443472, 1.23491406, 0.00449358718, 0.85961616, -0.0127088269, 0.000647796667};
        check((tape, x) -> ActivationOps.leakyRelu(tape, x, 0.01f), y, gradient);
    }

    @Test
    void tanhAgreesWithPyTorch() {
        double[] y = {0.317829072, 0.0791093484, -0.135260254, 0.803407133, -0.299108207, -0.953276753};
        double[] gradient = {-0.297063619, 1.22718561, 0.441137552, 0.304765731, -1.15718222, 0.00591201475};
        check(ActivationOps::tanh, y, gradient);
    }

    @Test
    void sigmoidAgreesWithPyTorch() {
        double[] y = {0.581572115, 0.519808352, 0.46602881, 0.751783848, 0.423471153, 0.133945987};
        double[] gradient = {-0.0804120898, 0.30824396, 0.111821108, 0.160408586, -0.310277551, 0.00751473056};
        check(ActivationOps::sigmoid, y, gradient);
    }

    @Test
    void anInfiniteGradientOfAnInactiveUnitAddsNothing() {
        Tensor infinite = Tensor.of(
                new float[] {
                    Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
                },
                4);
        List<BiFunction<Tape, Variable, Variable>> rectifiers =
                List.of(ActivationOps::relu, (tape, x) -> ActivationOps.leakyRelu(tape, x, 0));
        for (BiFunction<Tape, Variable, Variable> relu : rectifiers) {
            Parameter x = new Parameter(Tensor.of(new float[] {-1, 0, Float.MIN_VALUE, Float.NEGATIVE_INFINITY}, 4));
            float[] y = new Golden().run(tape -> relu.apply(tape, x), infinite);
            assertArrayEquals(new float[] {0, 0, Float.MIN_VALUE, 0}, y);
            assertArrayEquals(
                    new float[] {0, 0, Float.POSITIVE_INFINITY, 0}, x.gradient().toArray());
        }
        Parameter x = new Parameter(Tensor.of(new float[] {-1, 0, Float.MIN_VALUE, -2}, 4));
        new Golden().run(tape -> ActivationOps.leakyRelu(tape, x, 0.1f), infinite);
        assertArrayEquals(infinite.toArray(), x.gradient().toArray());
    }

    @Test
    void dropoutKeepsTheExpectationAndMasksTheGradientAlike() {
        Parameter x = new Parameter(Tensor.zeros(100, 100));
        Arrays.fill(x.value().array(), 1);
        Tensor ones = x.value().copy();
        float[] y = new Golden().run(tape -> ActivationOps.dropout(tape, x, 0.25f, RandomStream.of(1)), ones);
        int zeros = 0;
        for (int i = 0; i < y.length; i++) {
            zeros += y[i] == 0 ? 1 : 0;
            assertEquals(y[i] == 0 ? 0 : 1 / 0.75f, y[i]);
            assertEquals(y[i], x.gradient().array()[i]);
        }
        assertEquals(2500, zeros, 4 * Math.sqrt(10000 * 0.25 * 0.75));
        try (Tape tape = new Tape(Workers.single())) {
            assertSame(x, ActivationOps.dropout(tape, x, 0, RandomStream.of(1)));
        }
    }

    @Test
    void dropoutKeepsAtLeastAShare() {
        Parameter x = new Parameter(Tensor.zeros(2));
        try (Tape tape = new Tape(Workers.single())) {
            for (float probability : new float[] {1, 1.5f, -0.25f, Float.NaN}) {
                assertEquals(
                        "dropout: a probability in [0, 1), found " + probability,
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> ActivationOps.dropout(tape, x, probability, RandomStream.of(1)))
                                .getMessage());
            }
        }
    }
}
