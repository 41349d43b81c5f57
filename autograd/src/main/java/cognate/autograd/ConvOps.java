package cognate.autograd;

import cognate.engine.kernel.conv.Convolution;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Convolutions. */
public final class ConvOps {
    private ConvOps() {}

    /**
     * Two-dimensional convolution, as PyTorch's {@code conv2d}: x is [n, in, h, w], weight is [out, in, kh, kw], bias is
     * [out] or null, y is [n, out, oh, ow] with oh = ⌊(h + 2 padding − dilation (kh − 1) − 1) / stride⌋ + 1.
     */
    public static Variable conv2d(
            Tape tape, Variable x, Variable weight, Variable bias, int stride, int padding, int dilation) {
        Convolution convolution = convolution(x, weight, stride, padding, dilation);
        return conv2d(tape, x, x.dim(0), weight, bias, convolution, Then.NOTHING, false);
    }

    /** The convolution of images of the size of x's with kernels of the size of the weight's. */
    public static Convolution convolution(Variable x, Variable weight, int stride, int padding, int dilation) {
        ShapeException.check(
                x.shape().rank() >= 4 && weight.shape().rank() == 4 && weight.dim(1) == x.dim(1),
                "conv2d: x [n, in, h, w] and weight [out, in, kh, kw]",
                x.shape(),
                weight.shape());
        if (stride < 1 || padding < 0 || dilation < 1) {
            throw new IllegalArgumentException("conv2d: stride and dilation from 1, padding from 0, found " + stride
                    + ", " + dilation + " and " + padding);
        }
        Convolution.Geometry geometry = new Convolution.Geometry(
                x.dim(1), x.dim(2), x.dim(3), weight.dim(0), weight.dim(2), weight.dim(3), stride, padding, dilation);
        ShapeException.check(
                weight.value().size() > 0 && geometry.outputHeight() > 0 && geometry.outputWidth() > 0,
                "conv2d: an image at least as large as the kernel",
                x.shape(),
                weight.shape());
        return Convolution.of(geometry);
    }

    /** What follows a convolution in the same pass over the images: {@code relu}, then {@code maxPool2d(…, 2, 2, 0)}. */
    public enum Then {
        NOTHING,
        RELU,
        RELU_AND_POOL
    }

    /**
     * As {@link #conv2d(Tape, Variable, Variable, Variable, int, int, int)}, with what follows it and images in either
     * of two layouts: one after another, [n, c, h, w], or sixteen pixel by pixel, [⌈n / 16⌉, c, h, w, 16], in which
     * convolutions compute and hand on their results faster.
     *
     * @param images n
     * @param convolution the {@link #convolution} of x and weight
     * @param then what follows; a pool needs an even number of rows and columns
     * @param interleaved whether the result may be laid pixel by pixel
     */
    public static Variable conv2d(
            Tape tape,
            Variable x,
            int images,
            Variable weight,
            Variable bias,
            Convolution convolution,
            Then then,
            boolean interleaved) {
        ShapeException.check(
                convolution.isOf(x.value(), weight.value()),
                "conv2d: x and weight of the convolution's sizes",
                x.shape(),
                weight.shape());
        if (bias != null) {
            ShapeException.checkVector("conv2d", "bias", bias.shape(), weight.dim(0));
        }
        if (then == Then.RELU_AND_POOL && convolution.prefersImages()) {
            Variable rectified = conv2d(tape, x, images, weight, bias, convolution, Then.RELU, false);
            return PoolOps.maxPool2d(tape, rectified, 2, 2, 0);
        }
        Convolution.Geometry geometry = convolution.geometry();
        boolean pooled = then == Then.RELU_AND_POOL;
        int shrink = pooled ? 2 : 1;
        ShapeException.check(
                geometry.outputHeight() % shrink == 0 && geometry.outputWidth() % shrink == 0,
                "conv2d: an even number of outputs to pool",
                x.shape(),
                weight.shape());
        int height = geometry.outputHeight() / shrink;
        int width = geometry.outputWidth() / shrink;
        Tensor y = interleaved && !convolution.prefersImages()
                ? tape.allocate(Convolution.interleaved(images, geometry.filters(), height, width))
                : tape.allocate(images, geometry.filters(), height, width);
        Tensor winners = pooled ? tape.allocate(1, convolution.winners(images)) : null;
        convolution.forward(
                tape.workers(),
                images,
                y,
                x.value(),
                weight.value(),
                bias == null ? null : bias.value(),
                then != Then.NOTHING,
                winners);
        boolean biasRequires = bias != null && bias.requiresGradient();
        return tape.record(y, x, weight, bias, dy -> {
            Tensor dx = x.requiresGradient() ? x.summand() : null;
            convolution.backward(
                    tape.workers(),
                    images,
                    dx,
                    weight.requiresGradient() ? weight.accumulator() : null,
                    biasRequires ? bias.accumulator() : null,
                    x.value(),
                    weight.value(),
                    dy,
                    then == Then.RELU ? y : null,
                    winners);
            if (dx != null) {
                x.addGradient(dx);
            }
        });
    }
}
