package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PoolOpsTest {
    /** PyTorch: {@code y = F.max_pool2d(mat(1,2,5,6), 3, 2, 1); (y * mat(1,2,3,3)).sum().backward()}. */
    @Test
    void maximaAgreeWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(1, 2, 5, 6);
        Tensor r = golden.matrix(1, 2, 3, 3);
        float[] y = golden.run(tape -> PoolOps.maxPool2d(tape, x, 3, 2, 1), r);
        Golden.assertClose(
                y,
                0.308728516,
                0.308728516,
                0.277037263,
                0.308728516,
                0.419604957,
                0.349135429,
                0.171006158,
                0.418747663,
                0.402985007,
                0.141190976,
                0.42246756,
                0.465290099,
                0.141190976,
                0.436970919,
                0.465290099,
                0.0434981734,
                0.408197522,
                0.408197522);
        Golden.assertClose(
                x.gradient(),
                0,
                0,
                0,
                0.0196398292,
                0,
                0,
                0,
                0.495241553,
                0,
                0,
                0,
                0,
                0,
                0,
                -0.4021056,
                0,
                0,
                0,
                0,
                0.281105429,
                0.0167398117,
                0,
                0,
                -0.430250108,
                0,
                0,
                0,
                0,
                0,
                0.43491897,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                -0.518330395,
                -0.481452525,
                0,
                0,
                -0.18373242,
                0,
                0,
                -0.217347324,
                0,
                0,
                0,
                0,
                0,
                0,
                0.148716867,
                0,
                0,
                0.438746393,
                0,
                0,
                0,
                0,
                0);
    }

    /** PyTorch: {@code y = F.avg_pool2d(mat(1,2,5,6), 3, 2, 1); (y * mat(1,2,3,3)).sum().backward()}. */
    @Test
    void averagesAgreeWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(1, 2, 5, 6);
        Tensor r = golden.matrix(1, 2, 3, 3);
        float[] y = golden.run(tape -> PoolOps.averagePool2d(tape, x, 3, 2, 1), r);
        Golden.assertClose(
                y,
                0.0364715569,
                0.0998671874,
                -0.0392607898,
                -0.0118817771,
                0.0707073957,
                -0.0664086714,
                -0.0779312328,
                0.0137900608,
                0.0273784194,
                -0.0225929692,
                0.0890062153,
                0.060058184,
                -0.150721952,
                -0.0149336653,
                -0.0166552402,
                -0.0756508335,
                -0.10340976,
                -0.0709699392);
        Golden.assertClose(
                x.gradient(),
                0.0118938647,
                0.0087794764,
                -0.00311438832,
                -0.000932184979,
                0.00218220335,
                0.00218220335,
                0.0581412278,
                0.0103484392,
                -0.0477927886,
                -0.0934161544,
                -0.0456233621,
                -0.0456233621,
                0.0462473631,
                0.00156896189,
                -0.0446784012,
                -0.0924839675,
                -0.0478055663,
                -0.0478055663,
                0.0774812996,
                0.0346628763,
                -0.0428184234,
                -0.0422996581,
                0.000518765301,
                0.000518765301,
                0.0312339365,
                0.0330939144,
                0.00185997912,
                0.0501843095,
                0.0483243316,
                0.0483243316,
                -0.0037732108,
                -0.0572679378,
                -0.0534947254,
                -0.0566095151,
                -0.00311478972,
                -0.00311478972,
                -0.057592269,
                -0.135236695,
                -0.0776444301,
                -0.0980591476,
                -0.0204147138,
                -0.0204147138,
                -0.0538190566,
                -0.0779687613,
                -0.0241497029,
                -0.0414496288,
                -0.017299924,
                -0.017299924,
                -0.00506945699,
                -0.000664088875,
                0.00440536998,
                -0.0249255318,
                -0.0293308999,
                -0.0293308999,
                0.0487495996,
                0.0773046762,
                0.0285550728,
                0.016524097,
                -0.0120309759,
                -0.0120309759);
    }

    /** PyTorch: {@code y = F.adaptive_avg_pool2d(mat(1,2,3,4), 1); (y * mat(1,2,1,1)).sum().backward()}. */
    @Test
    void globalAveragesAgreeWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(1, 2, 3, 4);
        Tensor r = golden.matrix(1, 2, 1, 1);
        float[] y = golden.run(tape -> PoolOps.globalAveragePool2d(tape, x), r);
        Golden.assertClose(y, 0.00443441654, -0.000479780138);
        Golden.assertClose(
                x.gradient(),
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0075312308,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894,
                -0.0389417894);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 3, 7, 8);
        Parameter apart = new Parameter(Tensor.zeros(2, 3, 7, 8)); // no step of the differences exchanges two pixels
        int[] order = RandomStream.of(1).permutation(apart.value().size());
        for (int i = 0; i < order.length; i++) {
            apart.value().array()[i] = order[i] / 16f;
        }
        GradientCheck.check(1e-3, tape -> PoolOps.maxPool2d(tape, apart, 2, 2, 0), apart);
        GradientCheck.check(1e-3, tape -> PoolOps.maxPool2d(tape, apart, 3, 1, 1), apart);
        GradientCheck.check(1e-3, tape -> PoolOps.averagePool2d(tape, x, 2, 2, 0), x);
        GradientCheck.check(1e-3, tape -> PoolOps.averagePool2d(tape, x, 3, 1, 1), x);
        GradientCheck.check(1e-3, tape -> PoolOps.globalAveragePool2d(tape, x), x);
    }

    @Test
    void windowsThatDoNotFitAreNamed() {
        refused("maxPool2d: images of at least 3 x 3, found [1, 1, 2, 5]", 3, 0, 1, 1, 2, 5);
        refused("maxPool2d: x [n, c, h, w], found [4, 4]", 2, 0, 4, 4);
        refused(
                "maxPool2d: size and stride from 1, padding from 0 to half the size, found 3, 2 and 2",
                3,
                2,
                1,
                1,
                5,
                5);
        int half = 1 << 30;
        refused(
                "maxPool2d: images of at least 2147483647 x 2147483647, found [1, 1, 5, 5]",
                Integer.MAX_VALUE,
                1,
                1,
                1,
                5,
                5);
        refused("maxPool2d: x [n, c, h, w], found [1, 1, 4, 4, 16]", 2, 0, 1, 1, 4, 4, 16);
        refused(
                "maxPool2d: size and stride from 1, padding from 0 to half the size, found 2, 2 and " + half,
                2,
                half,
                1,
                1,
                5,
                5);
    }

    private static void refused(String message, int size, int padding, int... dims) {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(dims));
            assertEquals(
                    message,
                    assertThrows(IllegalArgumentException.class, () -> PoolOps.maxPool2d(tape, x, size, 2, padding))
                            .getMessage());
        }
    }
}
