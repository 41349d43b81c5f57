package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MathOpsTest {
    /**
     * PyTorch: {@code x, y, w = mat(2,3), mat(1,3), mat(2,1); z = (x + y) * w - y; (z * mat(2,3)).sum().backward()}.
     */
    @Test
    void broadcastArithmeticAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 3);
        Parameter y = golden.parameter(1, 3);
        Parameter w = golden.parameter(2, 1);
        Tensor r = golden.matrix(2, 3);
        float[] z =
                golden.run(tape -> MathOps.subtract(tape, MathOps.multiply(tape, MathOps.add(tape, x, y), w), y), r);
        Golden.assertClose(z, 0.0825456902, -0.238122374, -0.0955092311, 0.0208375826, -0.382310569, 0.000224933028);
        Golden.assertClose(
                x.gradient(), 0.00348035316, 0.0133169349, -0.0540087633, -0.133317173, 0.123636663, -0.0503197014);
        Golden.assertClose(y.gradient(), -0.565636694, 0.46412304, -0.0113899261);
        Golden.assertClose(w.gradient(), 0.000672072172, -0.0646503195);
    }

    /** PyTorch: {@code x, y = mat(2,3), mat(3); z = x / (y + 1); (z * mat(2,3)).sum().backward()}. */
    @Test
    void divisionAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) -> MathOps.divide(tape, x[0], MathOps.add(tape, x[1], 1)),
                new int[][] {{2, 3}, {3}},
                new double[] {0.0897193849, 0.0151435155, -0.0305873957, 0.301984459, -0.0589388683, -0.419501036},
                new double[] {0.234256133, -0.242770508, 0.0145593267, 0.0675470009, -0.192030445, 0.377227336},
                new double[] {-0.0414154604, -0.00764165865, 0.158692598});
    }

    /**
     * PyTorch: {@code x = mat(2,3); maximum(x, mat(3)), minimum(x, mat(2,1)), where(tensor([1, 0, 1]) != 0, x,
     * mat(2,1))}.
     */
    @Test
    void choicesAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> MathOps.maximum(tape, x[0], x[1]),
                new int[][] {{2, 3}, {3}},
                new double[] {0.082307592, 0.308728516, 0.112339683, 0.277037263, 0.308728516, 0.112339683},
                new double[] {0.21490404, 0, 0, 0.0619668886, 0, 0},
                new double[] {0, -0.569036365, 0.435799867});
        Agreement.check(
                (tape, x) -> MathOps.minimum(tape, x[0], x[1]),
                new int[][] {{2, 3}, {2, 1}},
                new double[] {-0.0826108679, -0.0826108679, -0.0826108679, 0.277037263, -0.0771349743, -0.466627657},
                new double[] {0, 0, 0, 0.0161949173, 0.0619668886, -0.251315713},
                new double[] {0.0095230341, 0});
        Agreement.check(
                (tape, x) -> MathOps.where(tape, Tensor.of(new float[] {1, 0, -2}, 3), x[0], x[1]),
                new int[][] {{2, 3}, {2, 1}},
                new double[] {0.082307592, -0.0826108679, -0.0340235755, 0.277037263, 0.308728516, -0.466627657},
                new double[] {0.112339683, 0, -0.317720681, 0.0161949173, 0, -0.251315713},
                new double[] {0.21490404, 0.0619668886});
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(4, 33);
        Parameter y = golden.parameter(33);
        Parameter z = golden.parameter(2, 4, 1);
        GradientCheck.check(1e-3, tape -> MathOps.add(tape, x, y), x, y);
        GradientCheck.check(1e-3, tape -> MathOps.multiply(tape, x, z), x, z);
        GradientCheck.check(1e-3, tape -> MathOps.multiply(tape, x, x), x);
        GradientCheck.check(1e-3, tape -> MathOps.add(tape, x, 3), x);
        GradientCheck.check(1e-3, tape -> MathOps.negate(tape, x), x);
        GradientCheck.check(1e-3, tape -> MathOps.divide(tape, x, 3), x);
        GradientCheck.check(2e-3, tape -> MathOps.divide(tape, x, MathOps.add(tape, z, 2)), x, z);
        GradientCheck.check(1e-3, tape -> MathOps.maximum(tape, x, MathOps.add(tape, x, 1)), x);
        GradientCheck.check(1e-3, tape -> MathOps.minimum(tape, x, MathOps.add(tape, x, 1)), x);
        GradientCheck.check(1e-3, tape -> MathOps.where(tape, MathOpsTest.pattern(4, 33), x, y), x, y);
    }

    private static Tensor pattern(int... dims) {
        Tensor result = Tensor.zeros(dims);
        for (int i = 0; i < result.size(); i++) {
            result.array()[i] = i % 3 == 0 ? 0 : i;
        }
        return result;
    }

    /** PyTorch: equal elements get half of the gradient each. */
    @Test
    void tiesAreSplitEvenly() {
        Parameter x = new Parameter(Tensor.of(new float[] {1, 2, 0, 3}, 4));
        Parameter y = new Parameter(Tensor.of(new float[] {1, 3, -0f, 2}, 4));
        Tensor seed = Tensor.of(new float[] {5, 6, 7, 8}, 4);
        new Golden().run(tape -> MathOps.maximum(tape, x, y), seed);
        Golden.assertClose(x.gradient(), 2.5, 0, 3.5, 8);
        Golden.assertClose(y.gradient(), 2.5, 6, 3.5, 0);
        x.zeroGradient();
        y.zeroGradient();
        new Golden().run(tape -> MathOps.minimum(tape, x, y), seed);
        Golden.assertClose(x.gradient(), 2.5, 6, 3.5, 0);
        Golden.assertClose(y.gradient(), 2.5, 0, 3.5, 8);
        x.zeroGradient();
        new Golden().run(tape -> MathOps.maximum(tape, x, x), seed);
        Golden.assertClose(x.gradient(), 5, 6, 7, 8);
    }

    @Test
    void emptyTensorsAndScalarsPass() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable empty = new Parameter(Tensor.zeros(0, 3)).on(tape);
            Variable row = new Parameter(Tensor.zeros(3)).on(tape);
            Variable scalar = new Parameter(Tensor.scalar(2)).on(tape);
            Variable y =
                    empty.add(row).divide(scalar).maximum(row).minimum(scalar).where(row.value(), scalar);
            assertEquals(empty.shape(), y.shape());
            Variable z = scalar.add(1).divide(scalar).maximum(scalar).where(scalar.value(), scalar.negate());
            assertEquals(2, z.value().item());
            tape.backward(y.sum().add(z));
        }
    }

    @Test
    void shapesThatDoNotBroadcastAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 3));
            Variable y = tape.constant(Tensor.zeros(4));
            String message = assertThrows(ShapeException.class, () -> MathOps.add(tape, x, y))
                    .getMessage();
            assertEquals("broadcast: sizes that are equal or 1, found [2, 3] and [4]", message);
        }
    }
}
