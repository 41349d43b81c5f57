package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossOpsTest {
    /** PyTorch: {@code x = mat(4,3); F.cross_entropy(6 * x, tensor([2, 0, 1, 2])).backward()}. */
    @Test
    void crossEntropyAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(4, 3);
        int[] labels = {2, 0, 1, 2};
        float[] loss =
                golden.run(tape -> LossOps.crossEntropy(tape, MathOps.scale(tape, x, 6), labels), Tensor.scalar(1));
        Golden.assertClose(loss, 0.857439458);
        Golden.assertClose(
                x.gradient(),
                0.686523616,
                0.471871912,
                -1.15839553,
                -0.173702896,
                0.1583983,
                0.0153046539,
                0.102137849,
                -0.431127548,
                0.328989744,
                1.11567974,
                0.0456713252,
                -1.16135097);
        GradientCheck.check(1e-3, tape -> LossOps.crossEntropy(tape, x, labels), x);
    }

    /** A row whose label is -1 counts for nothing. */
    @Test
    void crossEntropyLeavesOutPadding() {
        Golden golden = new Golden();
        Parameter all = golden.parameter(4, 3);
        Parameter two = new Parameter(all.value().slice(0, 0, 2).copy());
        float[] some = golden.run(tape -> LossOps.crossEntropy(tape, all, new int[] {2, 0, -1, -1}), Tensor.scalar(1));
        float[] alone = golden.run(tape -> LossOps.crossEntropy(tape, two, new int[] {2, 0}), Tensor.scalar(1));
        assertEquals(alone[0], some[0]);
        double[] expected = new double[12];
        for (int i = 0; i < 6; i++) {
            expected[i] = two.gradient().array()[i];
        }
        Golden.assertClose(all.gradient(), expected);
    }

    /** PyTorch: {@code x = mat(4,3); y = log_softmax(6 * x, 1); (y * mat(4,3)).sum().backward()}. */
    @Test
    void logSoftmaxAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(4, 3);
        Tensor r = golden.matrix(4, 3);
        float[] y = golden.run(tape -> LossOps.logSoftmax(tape, MathOps.scale(tape, x, 6)), r);
        Golden.assertClose(
                y,
                -0.781579792,
                -1.15651286,
                -1.47956681,
                -0.123074196,
                -2.24810767,
                -4.58506346,
                -2.68689704,
                -0.33886078,
                -1.51719379,
                -0.296001315,
                -3.49174976,
                -1.48825598);
        Golden.assertClose(
                x.gradient(),
                -0.260503769,
                -1.94249988,
                2.20300364,
                -0.200580925,
                1.20515275,
                -1.00457168,
                -2.00063515,
                -0.149905875,
                2.15054083,
                -1.7256918,
                -0.516451895,
                2.24214387);
        Parameter wide = golden.parameter(3, 70);
        GradientCheck.check(1e-3, tape -> LossOps.logSoftmax(tape, wide), wide);
    }

    /** PyTorch: {@code x = mat(4,3); F.mse_loss(x, mat(4,3)).backward()}. */
    @Test
    void meanSquaredErrorAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(4, 3);
        Tensor target = golden.matrix(4, 3);
        float[] loss = golden.run(tape -> LossOps.meanSquaredError(tape, x, tape.constant(target)), Tensor.scalar(1));
        Golden.assertClose(loss, 0.128010377);
        Golden.assertClose(
                x.gradient(),
                0.00339011732,
                0.0451890789,
                -0.0756047592,
                0.111028932,
                -0.0392520241,
                -0.0491824076,
                0.0386833511,
                0.0229537264,
                -0.0510680005,
                0.097236082,
                -0.0380556285,
                -0.0554900877);
        GradientCheck.check(1e-3, tape -> LossOps.meanSquaredError(tape, x, tape.constant(target)), x);
    }

    @Test
    void labelsOutOfRangeAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 3));
            for (int label : new int[] {3, -2, -5, Integer.MIN_VALUE}) {
                String message = assertThrows(
                                IllegalArgumentException.class,
                                () -> LossOps.crossEntropy(tape, x, new int[] {-1, label, 99}))
                        .getMessage();
                assertEquals("cross-entropy: labels from -1 to 2, found " + label + " in row 1", message);
            }
        }
    }
}
