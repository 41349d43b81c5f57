package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MatrixOpsTest {
    /** PyTorch: {@code y = F.linear(mat(3,4), mat(2,4), mat(2)); (y * mat(3,2)).sum().backward()}. */
    @Test
    void linearAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 4);
        Parameter weight = golden.parameter(2, 4);
        Parameter bias = golden.parameter(2);
        Tensor r = golden.matrix(3, 2);
        float[] y = golden.run(tape -> MatrixOps.linear(tape, x, weight, bias), r);
        Golden.assertClose(y, 0.296785533, -0.300793707, 0.376437306, -0.221893698, 0.232081041, -0.284823984);
        Golden.assertClose(
                x.gradient(),
                0.0497560538,
                -0.0374239981,
                -0.147383943,
                0.0944880024,
                -0.0796101317,
                0.102870338,
                0.109143205,
                -0.0447433256,
                0.0522482991,
                -0.0687748045,
                -0.0679161027,
                0.0262437109);
        Golden.assertClose(
                weight.gradient(),
                0.00704597216,
                0.0546173938,
                -0.0105124786,
                -0.0515933521,
                0.0989345014,
                0.290308833,
                -0.06986586,
                -0.0426223055);
        Golden.assertClose(bias.gradient(), -0.11360395, 0.185846895);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(5, 7);
        Parameter weight = golden.parameter(3, 7);
        Parameter bias = golden.parameter(3);
        Parameter sequence = golden.parameter(2, 5, 7);
        Parameter b = golden.parameter(7, 4);
        GradientCheck.check(1e-3, tape -> MatrixOps.linear(tape, x, weight, bias), x, weight, bias);
        GradientCheck.check(1e-3, tape -> MatrixOps.linear(tape, x, weight, null), x, weight);
        GradientCheck.check(1e-3, tape -> MatrixOps.linear(tape, sequence, weight, bias), sequence, weight, bias);
        GradientCheck.check(1e-3, tape -> MatrixOps.matmul(tape, x, b), x, b);
        GradientCheck.check(1e-3, tape -> ShapeOps.flatten(tape, sequence), sequence);
    }

    @Test
    void emptyBatchesPass() {
        Parameter weight = new Parameter(Tensor.zeros(3, 7));
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = MatrixOps.linear(tape, tape.constant(Tensor.zeros(0, 7)), weight, null);
            assertEquals(Tensor.zeros(0, 3).shape(), y.shape());
            tape.backward(y, Tensor.zeros(0, 3));
        }
        Golden.assertClose(weight.gradient(), new double[21]);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(64, 784));
            Variable w = tape.constant(Tensor.zeros(100, 800));
            String message = assertThrows(ShapeException.class, () -> MatrixOps.linear(tape, x, w, null))
                    .getMessage();
            assertEquals("linear: x [n, in] and weight [out, in], found [64, 784] and [100, 800]", message);
        }
    }
}
