package cognate.autograd;

import cognate.engine.kernel.conv.Convolution;
import cognate.engine.kernel.conv.ConvolutionGradients;
import cognate.engine.kernel.conv.ConvolutionOutput;
import cognate.engine.kernel.conv.Geometry;
import cognate.engine.kernel.conv.Images;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Convolutions. Zeros of the padding count like pixels: an infinite weight makes NaN of them. */
public final class ConvOps {
    private ConvOps() {}

    /**
     * Two-dimensional convolution, as PyTorch's {@code conv2d}: x is [n, in, h, w], weight is [out, in, kh, kw], bias
     * is [out] or null, y is [n, out, oh, ow] with oh = ⌊(h + 2 padding − dilation (kh − 1) − 1) / stride⌋ + 1.
     */
    public static Variable conv2d(
            Tape tape, Variable x, Variable weight, Variable bias, int stride, int padding, int dilation) {
        checkRank("conv2d", 4, x, weight);
        ImageVariable images = ImageVariable.of(x);
        ConvolutionSteps steps = new ConvolutionSteps(stride, padding, dilation);
        return conv2d(tape, images, weight, bias, steps, Then.NOTHING, false).variable();
    }

    /**
     * As {@link #conv2d(Tape, Variable, Variable, Variable, int, int, int)} of so many groups of channels, each with
     * its own filters: weight is [out, in / groups, kh, kw]. Depthwise if there are as many groups as channels.
     */
    public static Variable conv2d(
            Tape tape, Variable x, Variable weight, Variable bias, int stride, int padding, int dilation, int groups) {
        checkRank("conv2d", 4, x, weight);
        checkGroups("conv2d", x, weight, bias, groups);
        checkSteps("conv2d", stride, padding, dilation);
        Geometry group = new Geometry(
                weight.dim(1),
                x.dim(2),
                x.dim(3),
                weight.dim(0) / groups,
                weight.dim(2),
                weight.dim(3),
                stride,
                padding,
                dilation);
        checkExtent("conv2d", group, x, weight);
        Convolution convolution = Convolution.of(group);
        Tensor y = tape.allocate(x.dim(0), weight.dim(0), group.outputHeight(), group.outputWidth());
        return grouped(tape, y, x, weight, bias, convolution, groups);
    }

    /**
     * One-dimensional convolution, as PyTorch's {@code conv1d}: x is [n, in, l], weight is [out, in / groups, k], bias
     * is [out] or null, y is [n, out, ol] with ol = ⌊(l + 2 padding − dilation (k − 1) − 1) / stride⌋ + 1.
     */
    public static Variable conv1d(
            Tape tape, Variable x, Variable weight, Variable bias, int stride, int padding, int dilation, int groups) {
        checkRank("conv1d", 3, x, weight);
        checkGroups("conv1d", x, weight, bias, groups);
        checkSteps("conv1d", stride, padding, dilation);
        int filters = weight.dim(0) / groups;
        Geometry group =
                new Geometry(weight.dim(1), 1, x.dim(2), filters, 1, weight.dim(2), stride, 0, padding, dilation);
        checkExtent("conv1d", group, x, weight);
        Convolution convolution = Convolution.of(group);
        Tensor y = tape.allocate(x.dim(0), weight.dim(0), group.outputWidth());
        return grouped(tape, y, x, weight, bias, convolution, groups);
    }

    private static void checkRank(String operation, int rank, Variable x, Variable weight) {
        if (x.shape().rank() != rank || weight.shape().rank() != rank) {
            throw new ShapeException(operation
                    + (rank == 4
                            ? ": x [n, in, h, w] and weight [out, in, kh, kw]"
                            : ": x [n, in, l] and weight [out, in, k]")
                    + ", found " + x.shape() + " and " + weight.shape());
        }
    }

    private static void checkGroups(String operation, Variable x, Variable weight, Variable bias, int groups) {
        boolean fits = groups > 0 && weight.dim(0) % groups == 0 && (long) weight.dim(1) * groups == x.dim(1);
        if (!fits) {
            throw new ShapeException(operation + ": channels and filters in " + groups + " groups, found " + x.shape()
                    + " and " + weight.shape());
        }
        checkBias(operation, weight, bias);
    }

    private static void checkBias(String operation, Variable weight, Variable bias) {
        if (bias != null) {
            ShapeException.checkVector(operation, "bias", bias.shape(), weight.dim(0));
        }
    }

    static void checkSteps(String operation, int stride, int padding, int dilation) {
        if (stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException(operation + ": stride and dilation from 1, padding from 0, found "
                    + stride + ", " + dilation + " and " + padding);
        }
    }

    private static void checkExtent(String operation, Geometry geometry, Variable x, Variable weight) {
        if (weight.value().size() == 0) {
            throw new ShapeException(operation + ": at least one weight, found " + weight.shape());
        }
        if (geometry.outputHeight() < 1 || geometry.outputWidth() < 1) {
            throw new ShapeException(operation + ": an image at least as large as the kernel, found " + x.shape()
                    + " and " + weight.shape());
        }
    }

    private static boolean requires(Variable variable) {
        return variable != null && variable.requiresGradient();
    }

    /** The convolution of each group's channels. */
    private static Variable grouped(
            Tape tape, Tensor y, Variable x, Variable weight, Variable bias, Convolution convolution, int groups) {
        Images images = Images.of(x.value());
        Images outputs = Images.of(y);
        for (int group = 0; group < groups; group++) {
            convolution.forward(
                    tape.workers(),
                    ConvolutionOutput.of(filters(outputs, convolution, group)),
                    channels(images, convolution, group),
                    slice(weight.value(), groups, group),
                    bias == null ? null : slice(bias.value(), groups, group));
        }
        return tape.record(y, x, weight, bias, dy -> {
            Tensor dx = summand(tape, x, weight);
            Tensor dWeight = weight.requiresGradient() ? weight.accumulator() : null;
            Tensor dBias = requires(bias) ? bias.accumulator() : null;
            for (int group = 0; group < groups; group++) {
                convolution.backward(
                        tape.workers(),
                        new ConvolutionGradients(
                                dx == null ? null : channels(images.in(dx), convolution, group),
                                dWeight == null ? null : slice(dWeight, groups, group),
                                dBias == null ? null : slice(dBias, groups, group)),
                        channels(images, convolution, group),
                        slice(weight.value(), groups, group),
                        filters(outputs.in(dy), convolution, group),
                        ConvolutionOutput.of(filters(outputs, convolution, group)));
            }
            if (dx != null) {
                x.addGradient(dx);
            }
        });
    }

    /** Where x's gradient is written, or null; no buffer to which the weight's is added meanwhile, if they are one. */
    private static Tensor summand(Tape tape, Variable x, Variable weight) {
        if (!x.requiresGradient()) {
            return null;
        }
        return x == weight ? tape.allocate(x.shape()) : x.summand();
    }

    private static Images channels(Images images, Convolution convolution, int group) {
        Geometry g = convolution.geometry();
        return images.channels(group * g.channels(), g.height() * g.width());
    }

    private static Images filters(Images outputs, Convolution convolution, int group) {
        Geometry g = convolution.geometry();
        return outputs.channels(group * g.filters(), g.positions());
    }

    private static Tensor slice(Tensor parameter, int groups, int group) {
        int size = parameter.dim(0) / groups;
        return parameter.slice(0, group * size, (group + 1) * size);
    }

    /** The convolution of images of these sizes with kernels of the size of the weight's, [out, in, kh, kw]. */
    static Convolution convolution(ImageVariable x, Variable weight, ConvolutionSteps steps) {
        ShapeException.check(
                weight.shape().rank() == 4 && weight.dim(1) == x.channels(),
                "conv2d: x [n, in, h, w] and weight [out, in, kh, kw]",
                x.stored().shape(),
                weight.shape());
        Geometry geometry = new Geometry(
                x.channels(),
                x.height(),
                x.width(),
                weight.dim(0),
                weight.dim(2),
                weight.dim(3),
                steps.stride(),
                steps.padding(),
                steps.dilation());
        checkExtent("conv2d", geometry, x.stored(), weight);
        return Convolution.of(geometry);
    }

    /**
     * What follows a convolution in the same pass over the images: {@code relu}, then {@code maxPool2d(…, 2, 2, 0)}.
     */
    public enum Then {
        NOTHING,
        RELU,
        RELU_AND_POOL
    }

    /**
     * As {@link #conv2d(Tape, Variable, Variable, Variable, int, int, int)}, with what follows it, and images in either
     * layout: convolutions compute and hand on many images faster when these are interleaved.
     *
     * @param steps kept from call to call, where sizes repeat
     * @param then what follows; a pool needs an even number of rows and columns
     * @param interleaved whether the result may be interleaved
     */
    public static ImageVariable conv2d(
            Tape tape,
            ImageVariable x,
            Variable weight,
            Variable bias,
            ConvolutionSteps steps,
            Then then,
            boolean interleaved) {
        Convolution convolution = steps.of(x, weight);
        checkBias("conv2d", weight, bias);
        Geometry geometry = convolution.geometry();
        boolean pooled = then == Then.RELU_AND_POOL;
        int shrink = pooled ? 2 : 1;
        ShapeException.check(
                geometry.outputHeight() % shrink == 0 && geometry.outputWidth() % shrink == 0,
                "conv2d: an even number of outputs to pool",
                x.stored().shape(),
                weight.shape());
        int n = x.count();
        boolean gains = convolution.prefersInterleaved(tape.workers(), n);
        if (pooled && !gains) {
            ImageVariable rectified = conv2d(tape, x, weight, bias, steps, Then.RELU, false);
            return ImageVariable.of(PoolOps.maxPool2d(tape, rectified.variable(), 2, 2, 0));
        }
        int height = geometry.outputHeight() / shrink;
        int width = geometry.outputWidth() / shrink;
        Tensor y = interleaved && gains
                ? tape.allocate(Images.interleavedShape(n, geometry.filters(), height, width))
                : tape.allocate(n, geometry.filters(), height, width);
        Images outputs = interleaved && gains ? Images.interleaved(y, n) : Images.of(y);
        Tensor winners = pooled ? tape.allocate(1, convolution.winners(n)) : null;
        ConvolutionOutput output = new ConvolutionOutput(outputs, then != Then.NOTHING, winners);
        Tensor biases = bias == null ? null : bias.value();
        convolution.forward(tape.workers(), output, x.images(), weight.value(), biases);
        Variable stored = x.stored();
        Variable result = tape.record(y, stored, weight, bias, dy -> {
            Tensor dx = summand(tape, stored, weight);
            ConvolutionGradients to = new ConvolutionGradients(
                    dx == null ? null : x.images().in(dx),
                    weight.requiresGradient() ? weight.accumulator() : null,
                    requires(bias) ? bias.accumulator() : null);
            convolution.backward(tape.workers(), to, x.images(), weight.value(), outputs.in(dy), output);
            if (dx != null) {
                stored.addGradient(dx);
            }
        });
        return new ImageVariable(result, outputs);
    }
}
