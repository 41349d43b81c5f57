package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.autograd.ConvOps.Then;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What {@link ConvOps} refuses, and what it just does not. */
class ConvOpsArgumentsTest {
    private final Tape tape = new Tape(Workers.single());
    private final Golden golden = new Golden();

    private Variable data(int... dims) {
        return tape.constant(golden.matrix(dims));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void ranksAreThoseOfTheDimensions() {
        Variable line = data(2, 4, 5);
        Variable image = data(2, 4, 5, 5);
        Variable interleaved = data(2, 4, 5, 5, 16);
        Variable short1 = data(4, 2, 3);
        Variable kernels = data(4, 2, 3, 3);
        String two = "conv2d: x [n, in, h, w] and weight [out, in, kh, kw], found ";
        refused(two + "[2, 4, 5] and [4, 2, 3, 3]", () -> grouped(line, kernels, null));
        refused(two + "[2, 4, 5, 5, 16] and [4, 2, 3, 3]", () -> grouped(interleaved, kernels, null));
        refused(two + "[2, 4, 5, 5] and [4, 2, 3]", () -> grouped(image, short1, null));
        String one = "conv1d: x [n, in, l] and weight [out, in, k], found ";
        refused(one + "[2, 4, 5, 5] and [4, 2, 3]", () -> lines(image, short1, null));
        refused(one + "[2, 4, 5] and [4, 2, 3, 3]", () -> lines(line, kernels, null));
    }

    private Variable grouped(Variable x, Variable weight, Variable bias) {
        return ConvOps.conv2d(tape, x, weight, bias, 1, 0, 1, 2);
    }

    private Variable lines(Variable x, Variable weight, Variable bias) {
        return ConvOps.conv1d(tape, x, weight, bias, 1, 0, 1, 2);
    }

    @Test
    void strideAndDilationStartFromOneAndPaddingFromZero() {
        Variable image = data(2, 4, 5, 5);
        Variable kernels = data(4, 2, 3, 3);
        Variable line = data(2, 4, 5);
        Variable short1 = data(4, 2, 3);
        for (int[] s : new int[][] {{0, 0, 1}, {1, -1, 1}, {1, 0, 0}}) {
            String expected =
                    ": stride and dilation from 1, padding from 0, found " + s[0] + ", " + s[2] + " and " + s[1];
            refused("conv2d" + expected, () -> new ConvolutionSteps(s[0], s[1], s[2]));
            refused("conv2d" + expected, () -> ConvOps.conv2d(tape, image, kernels, null, s[0], s[1], s[2], 2));
            refused("conv1d" + expected, () -> ConvOps.conv1d(tape, line, short1, null, s[0], s[1], s[2], 2));
        }
    }

    @Test
    void groupsDivideTheChannelsOfLinesToo() {
        Variable line = data(2, 4, 5);
        Variable short1 = data(6, 2, 3);
        for (int groups : new int[] {-1, 0, 1, 3, 4}) {
            refused(
                    "conv1d: channels and filters in " + groups + " groups, found [2, 4, 5] and [6, 2, 3]",
                    () -> ConvOps.conv1d(tape, line, short1, null, 1, 0, 1, groups));
        }
    }

    @Test
    void kernelsFitTheImage() {
        Variable kernels = data(4, 2, 3, 3);
        String expected = "an image at least as large as the kernel, found ";
        refused(
                "conv2d: " + expected + "[2, 4, 5, 2] and [4, 2, 3, 3]",
                () -> grouped(data(2, 4, 5, 2), kernels, null));
        refused(
                "conv2d: " + expected + "[2, 4, 2, 5] and [4, 2, 3, 3]",
                () -> grouped(data(2, 4, 2, 5), kernels, null));
        refused("conv1d: " + expected + "[2, 4, 2] and [4, 2, 3]", () -> lines(data(2, 4, 2), data(4, 2, 3), null));
        assertEquals(
                Shape.of(2, 4, 1, 1), grouped(data(2, 4, 3, 3), kernels, null).shape());
        assertEquals(
                Shape.of(2, 4, 1), lines(data(2, 4, 3), data(4, 2, 3), null).shape());
    }

    @Test
    void atLeastOneWeightIsNeeded() {
        refused(
                "conv2d: at least one weight, found [0, 2, 3, 3]",
                () -> grouped(data(2, 4, 5, 5), data(0, 2, 3, 3), null));
        refused("conv1d: at least one weight, found [4, 2, 0]", () -> lines(data(2, 4, 5), data(4, 2, 0), null));
    }

    @Test
    void aBiasHasAValueForEachFilter() {
        Variable image = data(2, 4, 5, 5);
        for (int[] dims : new int[][] {{3}, {5}, {4, 1}, {1}}) {
            Variable bias = data(dims);
            String expected = ": bias [4], found " + bias.shape();
            refused("conv2d" + expected, () -> ConvOps.conv2d(tape, image, data(4, 4, 3, 3), bias, 1, 0, 1));
            refused("conv2d" + expected, () -> grouped(image, data(4, 2, 3, 3), bias));
            refused("conv1d" + expected, () -> lines(data(2, 4, 5), data(4, 2, 3), bias));
        }
    }

    /** Whether the pool is computed in the same pass, as for many images, or after it. */
    @Test
    void anOddNumberOfOutputsIsNotPooled() {
        Variable weight = data(7, 2, 3, 3);
        for (int n : new int[] {1, 32}) {
            for (int[] sizes : new int[][] {{6, 5}, {5, 6}}) {
                Variable x = data(n, 2, sizes[0], sizes[1]);
                refused(
                        "conv2d: an even number of outputs to pool, found " + x.shape() + " and [7, 2, 3, 3]",
                        () -> kept(new ConvolutionSteps(1, 0, 1), x, weight, Then.RELU_AND_POOL));
            }
        }
    }

    private Tensor kept(ConvolutionSteps steps, Variable x, Variable weight, Then then) {
        return ConvOps.conv2d(tape, ImageVariable.of(x), weight, null, steps, then, false)
                .variable()
                .value();
    }

    /** Steps that have served one size notice every other, whichever dimension differs. */
    @Test
    void keptStepsNoticeEverySize() {
        ConvolutionSteps steps = new ConvolutionSteps(1, 1, 1);
        int[] image = {1, 1, 4, 4};
        int[] kernels = {2, 1, 3, 3};
        int[][] images = {{1, 1, 5, 4}, {1, 1, 4, 5}, image, image, image, {1, 2, 4, 4}};
        int[][] weights = {kernels, kernels, {3, 1, 3, 3}, {2, 1, 2, 3}, {2, 1, 3, 2}, {2, 2, 3, 3}};
        for (int i = 0; i < images.length; i++) {
            kept(steps, data(image), data(kernels), Then.NOTHING);
            Variable x = data(images[i]);
            Variable weight = data(weights[i]);
            assertEquals(ConvOps.conv2d(tape, x, weight, null, 1, 1, 1).value(), kept(steps, x, weight, Then.NOTHING));
        }
        int[][] others = {{1, 2, 4, 4}, image, image};
        int[][] misfits = {kernels, {2, 2, 3, 3}, {2, 1, 3, 3, 1}};
        for (int i = 0; i < others.length; i++) {
            kept(steps, data(image), data(kernels), Then.NOTHING);
            Variable x = data(others[i]);
            Variable weight = data(misfits[i]);
            refused(
                    "conv2d: x [n, in, h, w] and weight [out, in, kh, kw], found " + x.shape() + " and "
                            + weight.shape(),
                    () -> kept(steps, x, weight, Then.NOTHING));
        }
    }
}
