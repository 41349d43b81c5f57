package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LossOpsTest {
    @Test
    void keepsTheLabelsOfItsBatch() {
        Parameter logits = new Parameter(Tensor.zeros(1, 2));
        int[] labels = {0};
        try (Tape tape = new Tape(Workers.single())) {
            Variable loss = LossOps.crossEntropy(tape, logits, labels);
            labels[0] = 1; // the next batch's
            tape.backward(loss);
        }
        assertEquals(Tensor.of(new float[] {-0.5f, 0.5f}, 1, 2), logits.gradient());
    }

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
        Parameter aim = new Parameter(target);
        GradientCheck.check(1e-3, tape -> LossOps.meanSquaredError(tape, x, aim), x, aim);
    }

    /**
     * PyTorch: {@code x = mat(2,3,2); y = softmax(6 * x, 1) and log_softmax(6 * x, 0); (y *
     * mat(2,3,2)).sum().backward()}.
     */
    @Test
    void softmaxOverAnyDimensionAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) -> LossOps.softmax(tape, MathOps.scale(tape, x[0], 6), 1),
                new int[][] {{2, 3, 2}},
                new double[] {
                    0.531416953,
                    0.174396336,
                    0.264425606,
                    0.816185474,
                    0.204157457,
                    0.00941827707,
                    0.223963216,
                    0.573920786,
                    0.721393704,
                    0.326864094,
                    0.0546430871,
                    0.0992150679
                },
                new double[] {
                    -0.364291251,
                    0.116917908,
                    0.386145771,
                    -0.127740264,
                    -0.0218545645,
                    0.0108226333,
                    -0.727555513,
                    0.546405256,
                    0.831191778,
                    -0.746902347,
                    -0.103636332,
                    0.200497046
                });
        Agreement.check(
                (tape, x) -> LossOps.logSoftmax(tape, MathOps.scale(tape, x[0], 6), 0),
                new int[][] {{2, 3, 2}},
                new double[] {
                    -0.316093475,
                    -1.89614904,
                    -1.22568965,
                    -0.524020255,
                    -0.211958528,
                    -2.95065832,
                    -1.30560422,
                    -0.162690401,
                    -0.347510159,
                    -0.896819651,
                    -1.65547287,
                    -0.0537228473
                },
                new double[] {
                    1.47729087,
                    -1.43554544,
                    1.04101324,
                    0.356965423,
                    0.615385056,
                    -1.08493662,
                    -1.47729075,
                    1.43554544,
                    -1.04101348,
                    -0.356965244,
                    -0.615385056,
                    1.08493662
                });
    }

    /**
     * PyTorch: {@code x, t = mat(2,3), mat(2,3); F.binary_cross_entropy(x + 0.5, t + 0.5),
     * F.binary_cross_entropy_with_logits(6 * x, t + 0.5)}.
     */
    @Test
    void binaryCrossEntropyAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) ->
                        LossOps.binaryCrossEntropy(tape, MathOps.add(tape, x[0], 0.5f), MathOps.add(tape, x[1], 0.5f)),
                new int[][] {{2, 3}, {2, 3}},
                new double[] {0.850105464},
                new double[] {0.113007933, -0.192909613, -0.0980294272, 0.059772063, 0.16430071, -2.49453974},
                new double[] {-0.055375576, -0.0132194161, 0.0227174964, -0.208080605, 0.0518371873, 0.561014295});
        Agreement.check(
                (tape, x) -> LossOps.binaryCrossEntropyWithLogits(
                        tape, MathOps.scale(tape, x[0], 6), MathOps.add(tape, x[1], 0.5f)),
                new int[][] {{2, 3}, {2, 3}},
                new double[] {0.811354816},
                new double[] {0.203622788, -0.279035389, -0.163198531, 0.125632167, 0.20404014, -0.458858132},
                new double[] {-0.082307592, -0.0198187493, 0.0340235755, -0.277037263, 0.0771349743, 0.466627687});
    }

    /**
     * PyTorch: {@code x, t = mat(2,3), mat(2,3); F.kl_div(log_softmax(6 * x, 1), softmax(6 * t, 1),
     * reduction='batchmean').backward()}.
     */
    @Test
    void klDivergenceAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) -> LossOps.klDivergence(
                        tape,
                        LossOps.logSoftmax(tape, MathOps.scale(tape, x[0], 6), 1),
                        LossOps.softmax(tape, MathOps.scale(tape, x[1], 6), 1)),
                new int[][] {{2, 3}, {2, 3}},
                new double[] {0.488660812},
                new double[] {1.16877151, -1.19400108, 0.0252295285, 0.421234846, 0.225453928, -0.646688819},
                new double[] {-0.48004216, 0.797373533, -0.317331374, -1.574435, -0.162252814, 1.73668718});
    }

    @Test
    void gradientsOfDistributionsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 5, 4);
        Parameter t = golden.parameter(3, 5, 4);
        for (int[] dims : new int[][] {{0}, {1}, {2}, {0, 2}, {-1, -2}}) {
            GradientCheck.check(1e-3, tape -> LossOps.softmax(tape, x, dims), x);
            GradientCheck.check(1e-3, tape -> LossOps.logSoftmax(tape, x, dims), x);
        }
        GradientCheck.check(
                1e-3,
                tape -> LossOps.binaryCrossEntropy(
                        tape, MathOps.add(tape, MathOps.scale(tape, x, 0.8f), 0.5f), MathOps.add(tape, t, 0.5f)),
                x,
                t);
        GradientCheck.check(1e-3, tape -> LossOps.binaryCrossEntropyWithLogits(tape, x, t), x, t);
        GradientCheck.check(2e-3, tape -> LossOps.klDivergence(tape, x, MathOps.add(tape, t, 1)), x, t);
    }

    /** PyTorch: logarithms of probabilities are cut at −100; logits need no cut. */
    @Test
    void certainMistakesStayFinite() {
        Parameter p = new Parameter(Tensor.of(new float[] {0, 1, 0, 1}, 4));
        Parameter x = new Parameter(Tensor.of(new float[] {-200, 200, -200, 200}, 4));
        Tensor t = Tensor.of(new float[] {1, 0, 0, 1}, 4);
        Tensor one = Tensor.scalar(1);
        float[] loss = new Golden().run(tape -> LossOps.binaryCrossEntropy(tape, p, tape.constant(t)), one);
        assertEquals(50, loss[0]);
        Golden.assertClose(p.gradient().select(0, 2).unsqueeze(0), 0);
        loss = new Golden().run(tape -> LossOps.binaryCrossEntropyWithLogits(tape, x, tape.constant(t)), one);
        assertEquals(100, loss[0]);
        Golden.assertClose(x.gradient(), -0.25, 0.25, 0, 0);
    }
}
