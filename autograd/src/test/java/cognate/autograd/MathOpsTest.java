package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MathOpsTest {
    /** PyTorch: {@code x, y, w = mat(2,3), mat(1,3), mat(2,1); z = (x + y) * w - y; (z * mat(2,3)).sum().backward()}. */
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

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(4, 33);
        Parameter y = golden.parameter(33);
        Parameter z = golden.parameter(2, 4, 1);
        GradientCheck.check(1e-3, tape -> MathOps.add(tape, x, y), x, y);
        GradientCheck.check(1e-3, tape -> MathOps.multiply(tape, x, z), x, z);
        GradientCheck.check(1e-3, tape -> MathOps.multiply(tape, x, x), x);
        GradientCheck.check(1e-3, tape -> ReduceOps.sum(tape, x), x);
        GradientCheck.check(1e-3, tape -> ReduceOps.mean(tape, x), x);
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
