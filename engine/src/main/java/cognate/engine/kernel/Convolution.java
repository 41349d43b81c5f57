package cognate.engine.kernel;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A two-dimensional convolution of one geometry (as deep learning has it: the kernel is not flipped), on contiguous
 * tensors: images x [n, channels, height, width], weight [filters, channels, kernel height, kernel width], y [n, filters,
 * output height, output width]. Every element of y is one chain of fused multiply-adds over (channel, kernel row, kernel
 * column) in row-major order that starts from the bias; padding takes part as zeros. Nothing is checked.
 */
public final class Convolution {
    private static final Map<Geometry, Convolution> KNOWN = new ConcurrentHashMap<>();

    private final Geometry geometry;
    private final ConvolutionMap forward;
    private final ConvolutionMap inputGradient;
    private final ConvolutionWeights weightGradient;

    /** Sizes of images and kernels, and the stride, padding and dilation of both directions. */
    public record Geometry(
            int channels,
            int height,
            int width,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding,
            int dilation) {
        public int outputHeight() {
            return Window.outputs(height, kernelHeight, stride, padding, dilation);
        }

        public int outputWidth() {
            return Window.outputs(width, kernelWidth, stride, padding, dilation);
        }
    }

    private Convolution(Geometry g) {
        geometry = g;
        Im2col images = Im2col.images(g);
        forward = new ConvolutionMap(images, g.filters);
        inputGradient = new ConvolutionMap(Im2col.gradients(g), g.channels);
        weightGradient = new ConvolutionWeights(images, g.filters);
    }

    /** The convolution of this geometry, all of whose sizes, its output's too, are at least 1. */
    public static Convolution of(Geometry geometry) {
        return KNOWN.computeIfAbsent(geometry, Convolution::new);
    }

    /** Overwrites y with the convolution of x, or with its positive part; bias is [filters] or null. */
    public void forward(Workers workers, Tensor y, Tensor x, Tensor weight, Tensor bias, boolean rectified) {
        int kernel = geometry.kernelHeight * geometry.kernelWidth;
        forward.apply(
                workers,
                x.dim(0),
                y.array(),
                y.offset(),
                x.array(),
                x.offset(),
                geometry.channels * geometry.height * geometry.width,
                weight.array(),
                weight.offset(),
                geometry.channels * kernel,
                kernel,
                bias == null ? null : bias.array(),
                bias == null ? 0 : bias.offset(),
                rectified);
    }

    /**
     * Overwrites dx with the gradient by x: every element is one chain over (filter, kernel row, kernel column) in
     * row-major order from +0; outputs that the element has no part in, for the padding or the stride, count as zeros.
     */
    public void inputGradient(Workers workers, Tensor dx, Tensor dy, Tensor weight) {
        int kernel = geometry.kernelHeight * geometry.kernelWidth;
        inputGradient.apply(
                workers,
                dx.dim(0),
                dx.array(),
                dx.offset(),
                dy.array(),
                dy.offset(),
                geometry.filters * geometry.outputHeight() * geometry.outputWidth(),
                weight.array(),
                weight.offset(),
                kernel,
                geometry.channels * kernel,
                null,
                0,
                false);
    }

    /**
     * Adds to the gradients by weight and bias, each null if it is not asked for. The order of the sums over images and
     * positions: a chunk is {@code max(1, 2048 / (output height · output width))} whole images; in a chunk every weight
     * is one chain of fused multiply-adds from +0 over (image, row, column), with at most six filters sixteen chains,
     * one for each column modulo 16, and every bias is +0 to which its planes' sums, in {@link Reduce}'s order, are added
     * image by image; chunk i + s is added to chunk i for s = 1, 2, 4, … and i = 0, 2s, 4s, …; sixteen chains are then
     * folded by halves (i and i + 8); and in the end the sum is added to the gradient.
     *
     * @param y null, or the positive part that {@link #forward} made: dy is then set to zero where y is not positive
     */
    public void weightGradient(Workers workers, Tensor dWeight, Tensor dBias, Tensor x, Tensor dy, Tensor y) {
        weightGradient.accumulate(
                workers,
                x.dim(0),
                dWeight == null ? null : dWeight.array(),
                dWeight == null ? 0 : dWeight.offset(),
                dBias == null ? null : dBias.array(),
                dBias == null ? 0 : dBias.offset(),
                x.array(),
                x.offset(),
                geometry.channels * geometry.height * geometry.width,
                dy.array(),
                dy.offset(),
                y == null ? null : y.array(),
                y == null ? 0 : y.offset());
    }
}
