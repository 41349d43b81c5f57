package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Layer and group normalization of {@link NormOps}. */
class LayerNormTest {
    /**
     * PyTorch: {@code x, w, b = mat(2,2,3), mat(3), mat(3); y = F.layer_norm(x, (3,), w, b, 1e-5); (y *
     * mat(2,2,3)).sum().backward()}.
     */
    @Test
    void layerNormAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) -> NormOps.layerNorm(tape, x[0], x[1], x[2], 1e-5f),
                new int[][] {{2, 2, 3}, {3}, {3}},
                new double[] {
                    -0.311605275,
                    0.173581272,
                    -0.671144724,
                    -0.314476341,
                    0.148635447,
                    -0.693353891,
                    -0.464921981,
                    -0.149736509,
                    -0.172792166,
                    -0.32040599,
                    0.48865667,
                    -0.0854910761
                },
                new double[] {
                    0.820714951,
                    -1.79213214,
                    0.971417427,
                    0.040572986,
                    -0.0775247887,
                    0.0369517803,
                    0.0583332255,
                    0.0582065061,
                    -0.116539627,
                    -0.231413245,
                    -0.137673676,
                    0.369086802
                },
                new double[] {-0.390030593, -0.124349967, -0.85033983},
                new double[] {-0.46958524, -0.737510443, 1.23702574});
    }

    /**
     * PyTorch: {@code x, w, b = mat(2,4,2), mat(4), mat(4); y = F.group_norm(x, 2, w, b, 1e-5); (y *
     * mat(2,4,2)).sum().backward()}.
     */
    @Test
    void groupNormAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) -> NormOps.groupNorm(tape, x[0], 2, x[1], x[2], 1e-5f),
                new int[][] {{2, 4, 2}, {4}, {4}},
                new double[] {
                    0.413391858,
                    0.329246819,
                    -0.193052396,
                    -0.646708727,
                    -0.0919999033,
                    0.355110258,
                    0.347139627,
                    0.591240108,
                    0.502646029,
                    0.583893895,
                    -0.0904018432,
                    -0.376890898,
                    -0.192109451,
                    0.124363706,
                    0.601263106,
                    0.157337636
                },
                new double[] {
                    0.198803127,
                    -0.343375146,
                    0.159556389,
                    -0.0149843097,
                    0.428032726,
                    -0.220499441,
                    0.0147724114,
                    -0.22230567,
                    0.0430201888,
                    0.0507754274,
                    0.0424909778,
                    -0.136286601,
                    0.165291756,
                    -0.0833673552,
                    -0.0779629871,
                    -0.00396140665
                },
                new double[] {0.724949181, -0.0211989731, -0.757943749, 0.837874353},
                new double[] {-0.0179771781, 0.773975313, -0.0832347274, 0.10020569});
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 6, 5);
        Parameter weight = golden.parameter(6, 5);
        Parameter bias = golden.parameter(6, 5);
        Parameter channelWeight = golden.parameter(6);
        Parameter channelBias = golden.parameter(6);
        GradientCheck.check(5e-3, tape -> NormOps.layerNorm(tape, x, weight, bias, 1e-5f), x, weight, bias);
        for (int groups : new int[] {1, 2, 3, 6}) {
            GradientCheck.check(
                    5e-3,
                    tape -> NormOps.groupNorm(tape, x, groups, channelWeight, channelBias, 1e-5f),
                    x,
                    channelWeight,
                    channelBias);
        }
    }

    /** One group is a layer, and a group a channel is an instance: the same rows are normalized. */
    @Test
    void groupsAreLayersOfTheirChannels() {
        Golden golden = new Golden();
        Tensor x = golden.matrix(2, 6, 7);
        Tensor ones = Tensor.zeros(6);
        for (int i = 0; i < 6; i++) {
            ones.set(1, i);
        }
        try (Tape tape = new Tape(Workers.single())) {
            Variable weight = tape.constant(ones);
            Variable bias = tape.constant(Tensor.zeros(6));
            Variable layerWeight = weight.reshape(6, 1).expand(6, 7);
            Variable layerBias = bias.reshape(6, 1).expand(6, 7);
            Variable layer = NormOps.layerNorm(tape, tape.constant(x), layerWeight, layerBias, 1e-5f);
            Variable group = NormOps.groupNorm(tape, tape.constant(x), 1, weight, bias, 1e-5f);
            assertArrayEquals(layer.value().toArray(), group.value().toArray());
        }
    }

    @Test
    void emptyBatchesPass() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = new Parameter(Tensor.zeros(0, 4, 3)).on(tape);
            Parameter three = new Parameter(Tensor.zeros(3));
            Parameter four = new Parameter(Tensor.zeros(4));
            Variable y = NormOps.layerNorm(tape, x, three, three, 1e-5f);
            Variable z = NormOps.groupNorm(tape, y, 2, four, four, 1e-5f);
            assertEquals(x.shape(), z.shape());
            tape.backward(z.sum());
            Golden.assertClose(three.gradient(), 0, 0, 0);
        }
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 4, 3));
            Variable four = tape.constant(Tensor.zeros(4));
            Variable three = tape.constant(Tensor.zeros(3));
            Variable scalar = tape.constant(Tensor.scalar(1));
            refused(
                    "layerNorm: x [..., size] and weight [size], found [2, 4, 3] and [4]",
                    () -> NormOps.layerNorm(tape, x, four, four, 1e-5f));
            refused(
                    "layerNorm: x [..., size] and weight [size], found [2, 4, 3] and []",
                    () -> NormOps.layerNorm(tape, x, scalar, scalar, 1e-5f));
            refused(
                    "layerNorm: weight and bias of one shape, found [3] and [4]",
                    () -> NormOps.layerNorm(tape, x, three, four, 1e-5f));
            refused(
                    "groupNorm: x [n, c, ...] with c a multiple of 3 groups, found [2, 4, 3]",
                    () -> NormOps.groupNorm(tape, x, 3, four, four, 1e-5f));
            refused("groupNorm: weight [4], found [3]", () -> NormOps.groupNorm(tape, x, 2, three, four, 1e-5f));
            refused("groupNorm: bias [4], found [3]", () -> NormOps.groupNorm(tape, x, 2, four, three, 1e-5f));
            refused("groupNorm: x [n, c, ...], found [4]", () -> NormOps.groupNorm(tape, four, 2, four, four, 1e-5f));
            Variable none = tape.constant(Tensor.zeros(2, 0));
            Variable nothing = tape.constant(Tensor.zeros(0));
            refused(
                    "groupNorm: x [n, c, ...] with c a multiple of 1 groups, found [2, 0]",
                    () -> NormOps.groupNorm(tape, none, 1, nothing, nothing, 1e-5f));
            refused(
                    "layerNorm: x [..., size] and weight [size], found [2, 0] and [0]",
                    () -> NormOps.layerNorm(tape, none, nothing, nothing, 1e-5f));
            refused(
                    "layerNorm: x [..., size] and weight [size], found [3] and [2, 4, 3]",
                    () -> NormOps.layerNorm(tape, three, x, x, 1e-5f));
            refused(
                    "groupNorm: x [n, c, ...] with c a multiple of 0 groups, found [2, 4, 3]",
                    () -> NormOps.groupNorm(tape, x, 0, four, four, 1e-5f));
            assertEquals(
                    three.shape(),
                    NormOps.layerNorm(tape, three, three, three, 1e-5f).shape());
            Variable flat = tape.constant(Tensor.zeros(2, 4, 0));
            refused(
                    "groupNorm: at least one value a channel, found [2, 4, 0]",
                    () -> NormOps.groupNorm(tape, flat, 2, four, four, 1e-5f));
        }
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
    }

    @Test
    void channelsMayHaveOneValueEach() {
        Golden golden = new Golden();
        Tensor x = golden.matrix(3, 4);
        Parameter weight = golden.parameter(4);
        Parameter bias = golden.parameter(4);
        try (Tape tape = new Tape(Workers.single())) {
            Variable rows = NormOps.groupNorm(tape, tape.constant(x), 2, weight, bias, 1e-5f);
            Variable planes = NormOps.groupNorm(tape, tape.constant(x.reshape(3, 4, 1)), 2, weight, bias, 1e-5f);
            assertEquals(planes.value().reshape(3, 4), rows.value());
        }
    }

    /** A frozen weight or bias leaves the other's gradient as it is. */
    @Test
    void weightOrBiasMayBeFrozen() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 4);
        Parameter weight = golden.parameter(4);
        Parameter bias = golden.parameter(4);
        Tensor dy = golden.matrix(3, 4);
        golden.run(tape -> NormOps.layerNorm(tape, x, weight, bias, 1e-5f), dy);
        Tensor dWeight = weight.gradient().copy();
        Tensor dBias = bias.gradient().copy();
        weight.zeroGradient();
        bias.zeroGradient();
        golden.run(tape -> NormOps.layerNorm(tape, x, weight, tape.constant(bias.value()), 1e-5f), dy);
        golden.run(tape -> NormOps.layerNorm(tape, x, tape.constant(weight.value()), bias, 1e-5f), dy);
        assertEquals(dWeight, weight.gradient());
        assertEquals(dBias, bias.gradient());
    }
}
