package cognate.autograd;

import cognate.engine.kernel.Convolution;
import cognate.engine.tensor.Shape;
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
        return conv2d(tape, x, weight, bias, stride, padding, dilation, false);
    }

    /** The positive part of {@link #conv2d}, {@code relu(conv2d(…))}, in one pass over the images. */
    public static Variable conv2dRelu(
            Tape tape, Variable x, Variable weight, Variable bias, int stride, int padding, int dilation) {
        return conv2d(tape, x, weight, bias, stride, padding, dilation, true);
    }

    private static Variable conv2d(
            Tape tape,
            Variable x,
            Variable weight,
            Variable bias,
            int stride,
            int padding,
            int dilation,
            boolean rectified) {
        ShapeException.check(
                x.shape().rank() == 4 && weight.shape().rank() == 4 && weight.dim(1) == x.dim(1),
                "conv2d: x [n, in, h, w] and weight [out, in, kh, kw]",
                x.shape(),
                weight.shape());
        ShapeException.check(
                bias == null || bias.shape().equals(Shape.of(weight.dim(0))),
                "conv2d: bias [" + weight.dim(0) + "]",
                bias == null ? x.shape() : bias.shape());
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
        Convolution convolution = Convolution.of(geometry);
        Tensor y =
                tape.allocate(Shape.of(x.dim(0), geometry.filters(), geometry.outputHeight(), geometry.outputWidth()));
        convolution.forward(
                tape.workers(), y, x.value(), weight.value(), bias == null ? null : bias.value(), rectified);
        boolean biasRequires = bias != null && bias.requiresGradient();
        boolean requiresGradient = x.requiresGradient() || weight.requiresGradient() || biasRequires;
        return tape.record(y, requiresGradient, dy -> {
            if (rectified || weight.requiresGradient() || biasRequires) {
                convolution.weightGradient(
                        tape.workers(),
                        weight.requiresGradient() ? weight.gradient() : null,
                        biasRequires ? bias.gradient() : null,
                        x.value(),
                        dy,
                        rectified ? y : null);
            }
            if (x.requiresGradient()) {
                x.accumulate(dx -> convolution.inputGradient(tape.workers(), dx, dy, weight.value()));
            }
        });
    }
}
