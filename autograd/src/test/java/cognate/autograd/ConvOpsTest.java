package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.autograd.ConvOps.Then;
import cognate.engine.kernel.conv.ImageLayout;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConvOpsTest {
    /**
     * PyTorch: {@code y = F.conv2d(mat(2,2,4,5), mat(3,2,3,2), mat(3), stride=2, padding=1); (y *
     * mat(2,3,2,3)).sum().backward()}.
     */
    @Test
    void aStridedConvolutionAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 2, 4, 5);
        Parameter weight = golden.parameter(3, 2, 3, 2);
        Parameter bias = golden.parameter(3);
        Tensor r = golden.matrix(2, 3, 2, 3);
        float[] y = golden.run(tape -> ConvOps.conv2d(tape, x, weight, bias, 2, 1, 1), r);
        Golden.assertClose(
                y,
                0.671987355,
                0.405150086,
                0.0465517342,
                0.265316963,
                0.4130705,
                0.668358982,
                0.366659462,
                -0.0700398386,
                0.175306648,
                0.239101812,
                0.394571632,
                0.30542776,
                -0.331928909,
                0.416877985,
                0.553217113,
                0.0642025173,
                0.0382035822,
                0.252452582,
                0.624399662,
                0.542648494,
                0.58093828,
                0.214661732,
                0.790425181,
                0.725270629,
                0.351584166,
                0.0972275138,
                0.492182612,
                0.220851302,
                0.189030275,
                0.100772984,
                -0.276164114,
                0.43332839,
                0.488540828,
                0.472316206,
                0.411588848,
                0.0821798295);
        Golden.assertClose(
                x.gradient(),
                0.0579996631,
                -0.106955476,
                -0.173839062,
                -0.391268283,
                -0.367098957,
                0.0756030306,
                -0.186225221,
                -0.276155829,
                -0.0658954084,
                -0.318693489,
                0.09592361,
                0.0828896835,
                0.113941669,
                -0.0845807642,
                0.0344468281,
                -0.0822946876,
                0.0907235816,
                0.0412144102,
                0.184574351,
                0.0878357142,
                -0.0583390146,
                0.055320967,
                -2.66695006e-05,
                0.0790441111,
                0.297421396,
                0.063401781,
                0.111147165,
                -0.129910827,
                0.0246511325,
                -0.313462496,
                -0.226888642,
                0.217434168,
                -0.177425086,
                0.290361702,
                -0.0102240201,
                -0.036700923,
                0.204982087,
                0.264695972,
                0.105383083,
                0.312934458,
                0.219903111,
                0.0608136393,
                -0.00878496654,
                0.0854642242,
                0.0798357427,
                0.0880620554,
                -0.127772272,
                -0.124476306,
                0.148879185,
                -0.0437844694,
                -0.185367689,
                -0.0761678442,
                -0.0688632503,
                0.0684084222,
                0.190045476,
                -0.0819702223,
                -0.00378361973,
                0.0356635675,
                0.301853597,
                0.273977935,
                -0.338178962,
                -0.172375426,
                -0.00189252989,
                0.0650228485,
                -0.115933061,
                -0.157247856,
                -0.0865979642,
                -0.245218128,
                0.191428259,
                -0.0434050187,
                0.236161321,
                -0.146777555,
                0.159915596,
                0.252207428,
                -0.112115979,
                -0.0351603739,
                -0.173598871,
                -0.151840642,
                0.148232862,
                0.415683717);
        Golden.assertClose(
                weight.gradient(),
                0.0196965616,
                -0.0274710506,
                0.130626351,
                -0.345944792,
                0.223901451,
                -0.0622039028,
                -0.109982215,
                -0.182820231,
                -0.088443175,
                0.148584366,
                -0.187413484,
                0.0862377211,
                -0.0828836262,
                0.137876555,
                -0.136251405,
                0.19287245,
                -0.05739801,
                0.430628836,
                -0.147401586,
                0.0762150288,
                0.106885046,
                -0.0476779118,
                -0.187275782,
                0.609604061,
                -0.244179934,
                0.0504168347,
                -0.563997924,
                0.358216792,
                -0.262418866,
                -0.234741464,
                0.0274209268,
                0.257455766,
                -0.0522397123,
                0.382948667,
                0.225969493,
                -0.485308588);
        Golden.assertClose(bias.gradient(), 0.712392688, 0.981726706, 0.700261474);
    }

    /**
     * PyTorch: {@code y = F.conv2d(mat(1,2,5,5), mat(2,2,2,3), mat(2), padding=2, dilation=2); (y *
     * mat(1,2,7,5)).sum().backward()}.
     */
    @Test
    void aDilatedConvolutionAgreesWithPyTorch() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(1, 2, 5, 5);
        Parameter weight = golden.parameter(2, 2, 2, 3);
        Parameter bias = golden.parameter(2);
        Tensor r = golden.matrix(1, 2, 7, 5);
        float[] y = golden.run(tape -> ConvOps.conv2d(tape, x, weight, bias, 1, 2, 2), r);
        Golden.assertClose(
                y,
                -0.206800029,
                -0.169344872,
                -0.0617743656,
                -0.192641288,
                -0.159750298,
                -0.218916535,
                -0.186683044,
                -0.118844345,
                -0.102076955,
                -0.167797118,
                -0.0604724586,
                -0.150339052,
                -0.330983341,
                0.125413448,
                -0.387822837,
                -0.505063295,
                -0.188659504,
                -0.0167538524,
                -0.314893097,
                -0.210457683,
                -0.358846903,
                -0.131191239,
                -0.12182869,
                -0.38862589,
                0.0479841977,
                -0.0870843306,
                -0.0526173115,
                -0.105376512,
                -0.293457776,
                -0.125363141,
                0.147692055,
                -0.425399125,
                -0.128656849,
                0.148770064,
                -0.00354395807,
                0.621585071,
                0.493379116,
                0.170735091,
                0.676657021,
                0.227985099,
                0.277945876,
                0.368294537,
                0.570679307,
                0.344920576,
                0.225356594,
                0.176867634,
                0.544746816,
                0.193955794,
                0.320646882,
                0.734541953,
                0.153802663,
                0.101522177,
                0.459893227,
                0.477956951,
                0.529738724,
                0.447482795,
                0.149998158,
                0.452463508,
                0.567599952,
                0.880396545,
                0.458760947,
                0.81064111,
                -0.0909268856,
                0.526999652,
                0.402218312,
                0.768487573,
                0.252956927,
                0.566176653,
                0.727568328,
                0.308206558);
        Golden.assertClose(
                x.gradient(),
                0.266837507,
                0.327640355,
                -0.525690675,
                -0.364089102,
                0.150059208,
                -0.104789242,
                0.574145854,
                0.151329458,
                -0.390837133,
                -0.0633487627,
                -0.180699766,
                0.0643228441,
                -0.030977346,
                0.111876383,
                0.464614511,
                0.237977415,
                0.266748756,
                -0.028520871,
                -0.137606099,
                -0.183499336,
                0.183707848,
                -0.239148021,
                -0.338238895,
                0.215037838,
                0.108213425,
                0.198229834,
                -0.282134086,
                0.339295924,
                -0.428690314,
                -0.0999168307,
                -0.104060583,
                0.116230756,
                -0.211907685,
                -0.313575983,
                -0.334150285,
                -0.306568146,
                0.143721864,
                -0.0451164469,
                0.0905447602,
                0.0531263985,
                -0.401788414,
                -0.144994482,
                -0.377289414,
                -0.513205767,
                -0.266104907,
                -0.314834774,
                -0.28449434,
                0.128380254,
                -0.124772713,
                -0.0193815976);
        Golden.assertClose(
                weight.gradient(),
                -0.45200485,
                0.299454689,
                0.467837662,
                0.0205969382,
                0.332296848,
                -0.371377498,
                0.305130988,
                -0.0249845386,
                -0.891444206,
                -0.675563157,
                -0.899963915,
                0.672414958,
                0.150447711,
                -0.162150055,
                -0.131451905,
                -0.413015217,
                -0.0973039642,
                0.0177189112,
                -0.148321986,
                -0.0467741266,
                0.329966992,
                0.595326304,
                -0.170170054,
                0.0343388468);
        Golden.assertClose(bias.gradient(), 0.397459, 3.7312541);
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 2, 6, 5);
        Parameter weight = golden.parameter(3, 2, 3, 2);
        Parameter bias = golden.parameter(3);
        for (int stride = 1; stride <= 3; stride++) {
            for (int padding = 0; padding <= 2; padding++) {
                for (int dilation = 1; dilation <= 2; dilation++) {
                    int s = stride;
                    int p = padding;
                    int d = dilation;
                    GradientCheck.check(1e-3, tape -> ConvOps.conv2d(tape, x, weight, bias, s, p, d), x, weight, bias);
                }
            }
        }
        GradientCheck.check(1e-3, tape -> ConvOps.conv2d(tape, x, weight, null, 1, 1, 1), x, weight);
    }

    @Test
    void imagesThatAreTheirOwnKernels() {
        Parameter x = new Golden().parameter(2, 2, 3, 3);
        GradientCheck.check(1e-3, tape -> ConvOps.conv2d(tape, x, x, null, 1, 1, 1), x);
        Parameter flat = new Golden().parameter(2, 1, 3, 3);
        GradientCheck.check(1e-3, tape -> ConvOps.conv2d(tape, flat, flat, null, 1, 1, 1, 1), flat);
    }

    private static ImageVariable fused(
            Tape tape, ImageVariable x, Variable weight, Variable bias, int padding, Then then, boolean interleaved) {
        return ConvOps.conv2d(tape, x, weight, bias, new ConvolutionSteps(1, padding, 1), then, interleaved);
    }

    private static Variable fused(Tape tape, Variable x, Variable weight, Variable bias, Then then) {
        return fused(tape, ImageVariable.of(x), weight, bias, 0, then, false).variable();
    }

    private static void assertSame(
            Golden golden,
            Tensor r,
            Function<Tape, Variable> expected,
            Function<Tape, Variable> found,
            Parameter... parameters) {
        float[] y = golden.run(expected, r);
        float[][] gradients = new float[parameters.length][];
        for (int i = 0; i < parameters.length; i++) {
            gradients[i] = parameters[i].gradient().toArray();
            parameters[i].zeroGradient();
        }
        assertArrayEquals(y, golden.run(found, r));
        for (int i = 0; i < parameters.length; i++) {
            assertArrayEquals(gradients[i], parameters[i].gradient().toArray());
            parameters[i].zeroGradient();
        }
    }

    @Test
    void whatFollowsInOnePassIsTheSame() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 2, 6, 5);
        Parameter weight = golden.parameter(7, 2, 3, 2);
        Parameter bias = golden.parameter(7);
        assertSame(
                golden,
                golden.matrix(3, 7, 4, 4),
                tape -> ActivationOps.relu(tape, ConvOps.conv2d(tape, x, weight, bias, 1, 0, 1)),
                tape -> fused(tape, x, weight, bias, Then.RELU),
                x,
                weight,
                bias);
        assertSame(
                golden,
                golden.matrix(3, 7, 2, 2),
                tape -> PoolOps.maxPool2d(
                        tape, ActivationOps.relu(tape, ConvOps.conv2d(tape, x, weight, bias, 1, 0, 1)), 2, 2, 0),
                tape -> fused(tape, x, weight, bias, Then.RELU_AND_POOL),
                x,
                weight,
                bias);
        Tensor r = golden.matrix(3, 7, 4, 4);
        assertSame(
                golden,
                r,
                tape -> ConvOps.conv2d(tape, x, tape.constant(weight.value()), null, 1, 0, 1),
                tape -> fused(tape, x, tape.constant(weight.value()), null, Then.NOTHING),
                x);
    }

    @ParameterizedTest
    @EnumSource(Then.class)
    void imagesMayBeHandedOnInterleaved(Then then) {
        for (int n : new int[] {3, 16, 30}) {
            Golden golden = new Golden();
            Parameter x = golden.parameter(n, 2, 8, 6);
            Parameter first = golden.parameter(5, 2, 3, 3);
            Parameter second = golden.parameter(4, 5, 1, 1);
            Tensor r = then == Then.RELU_AND_POOL ? golden.matrix(n, 4, 4, 3) : golden.matrix(n, 4, 8, 6);
            assertSame(
                    golden,
                    r,
                    tape -> {
                        ImageVariable y = fused(tape, ImageVariable.of(x), first, null, 1, then, false);
                        return ConvOps.conv2d(tape, y.variable(), second, null, 1, 0, 1);
                    },
                    tape -> {
                        ImageVariable y = fused(tape, ImageVariable.of(x), first, null, 1, then, true);
                        assertEquals(n < 16 ? ImageLayout.SEPARATE : ImageLayout.INTERLEAVED, y.layout());
                        return fused(tape, y, second, null, 0, Then.NOTHING, false)
                                .variable();
                    },
                    x,
                    first,
                    second);
        }
    }

    /** Five dimensions are five dimensions, and what lies interleaved is no variable of its own. */
    @Test
    void theLayoutIsNotGuessedFromTheRank() {
        refused(
                "conv2d: x [n, in, h, w] and weight [out, in, kh, kw], found [1, 2, 8, 8, 16] and [4, 2, 3, 3]",
                new int[] {1, 2, 8, 8, 16},
                new int[] {4, 2, 3, 3},
                1);
        try (Tape tape = new Tape(Workers.single())) {
            ImageVariable x = ImageVariable.of(tape.constant(Tensor.zeros(16, 2, 4, 4)));
            Parameter weight = new Parameter(Tensor.zeros(5, 2, 3, 3));
            ImageVariable y = fused(tape, x, weight, null, 0, Then.NOTHING, true);
            assertEquals(
                    "images: one after another, found INTERLEAVED [1, 5, 2, 2, 16]",
                    assertThrows(IllegalStateException.class, y::variable).getMessage());
            Variable five = tape.constant(Tensor.zeros(1, 5, 2, 2, 16));
            assertThrows(IllegalArgumentException.class, () -> ImageVariable.of(five));
        }
    }

    /** Each group is a convolution of its own channels. */
    @Test
    void groupsAreConvolutionsOfTheirChannels() {
        for (int groups : new int[] {1, 2, 4}) {
            for (int n : new int[] {2, 18}) {
                Golden golden = new Golden();
                Parameter x = golden.parameter(n, 4, 5, 6);
                Parameter weight = golden.parameter(8, 4 / groups, 3, 2);
                Parameter bias = golden.parameter(8);
                Tensor r = golden.matrix(n, 8, 3, 4);
                float[] y = golden.run(tape -> ConvOps.conv2d(tape, x, weight, bias, 2, 1, 1, groups), r);
                for (int group = 0; group < groups; group++) {
                    int in = 4 / groups;
                    int out = 8 / groups;
                    Parameter xs = new Parameter(
                            x.value().slice(1, group * in, (group + 1) * in).copy());
                    Parameter ws = new Parameter(weight.value()
                            .slice(0, group * out, (group + 1) * out)
                            .copy());
                    Parameter bs = new Parameter(bias.value()
                            .slice(0, group * out, (group + 1) * out)
                            .copy());
                    Tensor rs = r.slice(1, group * out, (group + 1) * out).copy();
                    float[] ys = golden.run(tape -> ConvOps.conv2d(tape, xs, ws, bs, 2, 1, 1), rs);
                    Tensor all = Tensor.of(y, n, 8, 3, 4);
                    assertArrayEquals(
                            ys, all.slice(1, group * out, (group + 1) * out).toArray());
                    assertArrayEquals(
                            xs.gradient().toArray(),
                            x.gradient().slice(1, group * in, (group + 1) * in).toArray());
                    assertArrayEquals(
                            ws.gradient().toArray(),
                            weight.gradient()
                                    .slice(0, group * out, (group + 1) * out)
                                    .toArray());
                    assertArrayEquals(
                            bs.gradient().toArray(),
                            bias.gradient()
                                    .slice(0, group * out, (group + 1) * out)
                                    .toArray());
                }
            }
        }
    }

    @Test
    void gradientsOfGroupsAndOfOneDimensionAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 4, 4, 5);
        Parameter weight = golden.parameter(4, 1, 3, 2);
        Parameter bias = golden.parameter(4);
        GradientCheck.check(1e-3, tape -> ConvOps.conv2d(tape, x, weight, bias, 1, 1, 1, 4), x, weight, bias);
        Parameter line = golden.parameter(3, 4, 9);
        Parameter lines = golden.parameter(6, 2, 3);
        Parameter six = golden.parameter(6);
        GradientCheck.check(1e-3, tape -> ConvOps.conv1d(tape, line, lines, six, 2, 1, 2, 2), line, lines, six);
        GradientCheck.check(1e-3, tape -> ConvOps.conv1d(tape, line, lines, null, 1, 0, 1, 2), line, lines);
    }

    @Test
    void oneDimensionIsAnImageOfOneRow() {
        Golden golden = new Golden();
        Tensor x = golden.matrix(3, 2, 7);
        Tensor weight = golden.matrix(4, 2, 3);
        Tensor bias = golden.matrix(4);
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = ConvOps.conv1d(tape, tape.constant(x), tape.constant(weight), tape.constant(bias), 2, 2, 1, 1);
            assertArrayEquals(new int[] {3, 4, 5}, y.shape().toArray());
            for (int i = 0; i < y.value().size(); i++) {
                int column = i % 5;
                int filter = i / 5 % 4;
                float sum = bias.get(filter);
                for (int t = 0; t < 6; t++) {
                    int at = 2 * column - 2 + t % 3;
                    float pixel = at < 0 || at > 6 ? 0f : x.get(i / 20, t / 3, at);
                    sum = Math.fma(weight.get(filter, t / 3, t % 3), pixel, sum);
                }
                assertEquals(sum, y.value().get(i / 20, filter, column), 0f);
            }
        }
    }

    @Test
    void groupsThatDoNotFitAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 4, 5, 5));
            Variable weight = tape.constant(Tensor.zeros(6, 2, 3, 3));
            for (int groups : new int[] {-1, 0, 1, 3, 4}) {
                String message = assertThrows(
                                IllegalArgumentException.class,
                                () -> ConvOps.conv2d(tape, x, weight, null, 1, 0, 1, groups))
                        .getMessage();
                assertEquals(
                        "conv2d: channels and filters in " + groups + " groups, found [2, 4, 5, 5] and [6, 2, 3, 3]",
                        message);
            }
            assertThrows(IllegalArgumentException.class, () -> ConvOps.conv1d(tape, x, weight, null, 1, 0, 1, 2));
        }
    }

    @Test
    void anInputOfTwoConvolutionsGathersBothGradients() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(2, 1, 4, 4);
        Parameter weight = golden.parameter(2, 1, 3, 3);
        GradientCheck.check(
                1e-3,
                tape -> MathOps.add(
                        tape,
                        ConvOps.conv2d(tape, x, weight, null, 1, 1, 1),
                        ConvOps.conv2d(tape, x, weight, null, 1, 1, 1)),
                x,
                weight);
    }

    @Test
    void whatRequiresNoGradientGetsNone() {
        Golden golden = new Golden();
        Tensor image = golden.matrix(2, 1, 4, 4);
        Parameter weight = golden.parameter(2, 1, 3, 3);
        Parameter bias = golden.parameter(2);
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(image);
            Variable y = ConvOps.conv2d(tape, x, tape.constant(weight.value()), bias, 1, 0, 1);
            tape.backward(y, golden.matrix(2, 2, 2, 2));
            assertFalse(x.hasGradient());
            assertFalse(weight.hasGradient());
        }
        float[] alone = bias.gradient().toArray();
        golden = new Golden();
        golden.matrix(2, 1, 4, 4);
        golden.parameter(2, 1, 3, 3);
        golden.parameter(2);
        bias.zeroGradient();
        golden.run(
                tape -> ConvOps.conv2d(tape, tape.constant(image), weight, bias, 1, 0, 1), golden.matrix(2, 2, 2, 2));
        assertArrayEquals(alone, bias.gradient().toArray());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        refused(
                "conv2d: x [n, in, h, w] and weight [out, in, kh, kw], found [2, 3, 8, 8] and [4, 2, 3, 3]",
                new int[] {2, 3, 8, 8},
                new int[] {4, 2, 3, 3},
                1);
        refused(
                "conv2d: an image at least as large as the kernel, found [2, 3, 8, 2] and [4, 3, 3, 3]",
                new int[] {2, 3, 8, 2},
                new int[] {4, 3, 3, 3},
                1);
        refused(
                "conv2d: stride and dilation from 1, padding from 0, found 0, 1 and 0",
                new int[] {2, 3, 8, 8},
                new int[] {4, 3, 3, 3},
                0);
    }

    @Test
    void stepsServeImagesOfEverySize() {
        Golden golden = new Golden();
        Parameter weight = golden.parameter(4, 2, 3, 3);
        ConvolutionSteps kept = new ConvolutionSteps(1, 1, 1);
        try (Tape tape = new Tape(Workers.single())) {
            for (int[] sizes : new int[][] {{2, 2, 8, 6}, {2, 2, 6, 8}, {1, 2, 8, 6}, {2, 2, 8, 6}}) {
                Variable x = tape.constant(golden.parameter(sizes).value());
                Variable expected = ConvOps.conv2d(tape, x, weight, null, 1, 1, 1);
                ImageVariable found =
                        ConvOps.conv2d(tape, ImageVariable.of(x), weight, null, kept, Then.NOTHING, false);
                assertEquals(expected.value(), found.variable().value());
            }
        }
    }

    private static void refused(String message, int[] x, int[] weight, int stride) {
        try (Tape tape = new Tape(Workers.single())) {
            assertEquals(
                    message,
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> ConvOps.conv2d(
                                            tape,
                                            tape.constant(Tensor.zeros(x)),
                                            tape.constant(Tensor.zeros(weight)),
                                            null,
                                            stride,
                                            0,
                                            1))
                            .getMessage());
        }
    }
}
