package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NormOpsTest {
    /**
     * PyTorch: {@code x, w, b, m, v = mat(3,2,2,2), mat(2), mat(2), mat(2), mat(2) + 1; y = F.batch_norm(x, m, v, w, b,
     * True); (y * mat(3,2,2,2)).sum().backward()}.
     */
    @Test
    void trainingAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 2, 2, 2);
        Parameter weight = golden.parameter(2);
        Parameter bias = golden.parameter(2);
        Tensor mean = golden.matrix(2);
        Tensor variance = plusOne(golden.matrix(2));
        Tensor r = golden.matrix(3, 2, 2, 2);
        float[] y = golden.run(tape -> NormOps.batchNorm(tape, x, weight, bias, mean, variance, 0.1f, 1e-5f), r);
        Golden.assertClose(
                y,
                0.0351658016,
                0.0652032569,
                0.0910844579,
                -0.0584378429,
                0.399121553,
                0.984738588,
                0.407354742,
                -0.181038886,
                0.020729823,
                -0.02857133,
                0.227453411,
                0.0669451728,
                0.189976603,
                0.661008894,
                -0.347745836,
                0.868227482,
                -0.00139970891,
                0.15718329,
                0.226006687,
                -0.00747027434,
                -0.346456856,
                0.837218642,
                0.417542785,
                -0.241792217);
        Golden.assertClose(
                x.gradient(),
                -0.0785452724,
                -0.167915106,
                -0.16397348,
                0.0428589061,
                0.41819796,
                -0.217142984,
                -0.63146919,
                0.393345594,
                0.229848519,
                -0.147373095,
                -0.0517184064,
                0.186543718,
                -0.650043786,
                0.217743069,
                -0.477122754,
                0.35471645,
                0.171110868,
                0.0863558054,
                0.0314392187,
                -0.138631716,
                0.373197854,
                0.0963348374,
                -0.0618257709,
                0.184068814);
        Golden.assertClose(weight.gradient(), 1.99965763, 0.0554474369);
        Golden.assertClose(bias.gradient(), -0.191597283, 0.0420065522);
        Golden.assertClose(mean, -0.314862102, 0.361298651);
        Golden.assertClose(variance, 0.885890961, 0.866450191);
    }

    /** As {@link #trainingAgreesWithPyTorch} with {@code False}. */
    @Test
    void evaluationAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 2, 2, 2);
        Parameter weight = golden.parameter(2);
        Parameter bias = golden.parameter(2);
        Tensor mean = golden.matrix(2);
        Tensor variance = plusOne(golden.matrix(2));
        Tensor r = golden.matrix(3, 2, 2, 2);
        float[] y = golden.run(tape -> NormOps.batchNormByStatistics(tape, x, weight, bias, mean, variance, 1e-5f), r);
        Golden.assertClose(
                y,
                0.0265254788,
                0.0322300829,
                0.0371453501,
                0.00874861237,
                0.534078181,
                0.720716357,
                0.536702096,
                0.349179029,
                0.0237838496,
                0.0144207524,
                0.0630440488,
                0.0325609036,
                0.467422962,
                0.617542565,
                0.296048939,
                0.683583856,
                0.0195810888,
                0.0496986024,
                0.0627692938,
                0.0184281897,
                0.296459734,
                0.673701227,
                0.539949059,
                0.329816729);
        Golden.assertClose(
                x.gradient(),
                -0.0186761972,
                -0.0305929203,
                -0.02548787,
                -0.0113754468,
                0.132054374,
                -0.0676562861,
                -0.202439189,
                0.121384978,
                0.0374629013,
                -0.0424763225,
                0.0187856052,
                0.0370178372,
                -0.209388942,
                0.0694095567,
                -0.156826198,
                0.114045277,
                0.0225826874,
                0.0331798978,
                0.0343350805,
                -0.0372643434,
                0.114180058,
                0.031551227,
                -0.0208435748,
                0.0543998927);
        Golden.assertClose(weight.gradient(), 0.308224469, -0.000284934329);
        Golden.assertClose(bias.gradient(), -0.191597283, 0.0420065522);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter images = golden.parameter(3, 2, 3, 2);
        Parameter rows = golden.parameter(7, 2);
        Parameter weight = golden.parameter(2);
        Parameter bias = golden.parameter(2);
        for (Parameter x : new Parameter[] {images, rows}) {
            Tensor mean = golden.matrix(2);
            Tensor variance = plusOne(golden.matrix(2));
            GradientCheck.check(
                    3e-3,
                    tape -> NormOps.batchNorm(tape, x, weight, bias, mean.copy(), variance.copy(), 0.1f, 1e-5f),
                    x,
                    weight,
                    bias);
            GradientCheck.check(
                    1e-3,
                    tape -> NormOps.batchNormByStatistics(tape, x, weight, bias, mean, variance, 1e-5f),
                    x,
                    weight,
                    bias);
        }
    }

    @Test
    void oneValueAChannelIsRefused() {
        Parameter one = new Parameter(Tensor.zeros(3));
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(1, 3));
            assertEquals(
                    "batchNorm: more than one value a channel, found [1, 3]",
                    assertThrows(
                                    ShapeException.class,
                                    () -> NormOps.batchNorm(
                                            tape, x, one, one, Tensor.zeros(3), Tensor.zeros(3), 0.1f, 1e-5f))
                            .getMessage());
        }
    }

    private static Tensor plusOne(Tensor x) {
        for (int i = 0; i < x.size(); i++) {
            x.array()[i] += 1;
        }
        return x;
    }

    @Test
    void statisticsThatLieApartAreRefused() {
        Tensor apart = Tensor.zeros(2, 2).select(1, 0);
        Tensor ones = Tensor.ones(2);
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.arange(6).reshape(3, 2));
            Variable w = tape.constant(ones);
            assertThrows(ShapeException.class, () -> NormOps.batchNorm(tape, x, w, w, apart, ones, 0.1f, 1e-5f));
            assertThrows(ShapeException.class, () -> NormOps.batchNormByStatistics(tape, x, w, w, ones, apart, 1e-5f));
        }
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.arange(6).reshape(3, 2));
            Variable w = tape.constant(Tensor.ones(2));
            Tensor ones = Tensor.ones(2);
            Variable line = tape.constant(Tensor.ones(4));
            refused(
                    "batchNorm: x [n, c, ...], found [4]",
                    () -> NormOps.batchNormByStatistics(tape, line, w, w, ones, ones, 1e-5f));
            for (int[] dims : new int[][] {{3}, {1}, {2, 1}}) {
                Tensor other = Tensor.ones(dims);
                Variable v = tape.constant(other);
                refused(
                        "batchNorm: weight [2], found " + other.shape(),
                        () -> NormOps.batchNormByStatistics(tape, x, v, w, ones, ones, 1e-5f));
                refused(
                        "batchNorm: bias [2], found " + other.shape(),
                        () -> NormOps.batchNormByStatistics(tape, x, w, v, ones, ones, 1e-5f));
                refused(
                        "batchNorm: mean [2], found " + other.shape(),
                        () -> NormOps.batchNormByStatistics(tape, x, w, w, other, ones, 1e-5f));
                refused(
                        "batchNorm: variance [2], found " + other.shape(),
                        () -> NormOps.batchNormByStatistics(tape, x, w, w, ones, other, 1e-5f));
            }
        }
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
    }

    /** The running statistics belong to the network: what is refused must not have changed them. */
    @Test
    void variablesOfAnotherTapeAreRefusedBeforeTheStatisticsChange() {
        try (Tape tape = new Tape(Workers.single());
                Tape other = new Tape(Workers.single())) {
            for (int i = 0; i < 3; i++) {
                Variable x = (i == 0 ? other : tape).constant(Tensor.arange(6).reshape(3, 2));
                Variable weight = (i == 1 ? other : tape).constant(Tensor.ones(2));
                Variable bias = (i == 2 ? other : tape).constant(Tensor.ones(2));
                Tensor mean = Tensor.zeros(2);
                Tensor variance = Tensor.ones(2);
                assertEquals(
                        "batchNorm: a variable of this tape, found one " + (i == 0 ? "[3, 2]" : "[2]") + " of another",
                        assertThrows(
                                        IllegalStateException.class,
                                        () -> NormOps.batchNorm(tape, x, weight, bias, mean, variance, 0.1f, 1e-5f))
                                .getMessage());
                assertEquals(Tensor.zeros(2), mean);
                assertEquals(Tensor.ones(2), variance);
            }
        }
    }
}
