package cognate.engine.kernel.conv;

import cognate.engine.tensor.ShapeException;

/** Sizes of a convolution's images and kernels, the padding of each direction, and the stride and dilation of both. */
public record Geometry(
        int channels,
        int height,
        int width,
        int filters,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int paddingHeight,
        int paddingWidth,
        int dilation) {
    /** The same padding in both directions. */
    public Geometry(
            int channels,
            int height,
            int width,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding,
            int dilation) {
        this(channels, height, width, filters, kernelHeight, kernelWidth, stride, padding, padding, dilation);
    }

    /** Rows of the output; 0 or less if the kernel is larger than the padded image. */
    public int outputHeight() {
        return Window.outputs(height, kernelHeight, stride, paddingHeight, dilation);
    }

    /** Columns of the output; 0 or less if the kernel is larger than the padded image. */
    public int outputWidth() {
        return Window.outputs(width, kernelWidth, stride, paddingWidth, dilation);
    }

    /** Pixels of an output's plane. */
    public int positions() {
        return outputHeight() * outputWidth();
    }

    /** Weights of a filter. */
    int taps() {
        return channels * kernelHeight * kernelWidth;
    }

    /** Throws unless an image, an output and the weights have at least one element and fit an array each. */
    void check() {
        check("image", channels, height, width);
        check("weight", filters, channels, (double) kernelHeight * kernelWidth);
        check("output", filters, outputHeight(), outputWidth());
        check("padded line", 1, height + 2.0 * paddingHeight, 1);
        check("padded line", 1, 1, width + 2.0 * paddingWidth);
    }

    private void check(String what, double first, double second, double third) {
        double floats = first * second * third;
        if (!(floats >= 1 && floats <= Integer.MAX_VALUE)) {
            throw new ShapeException(
                    String.format("convolution: one %s of 1 to 2^31 - 1 floats, found %.0f of %s", what, floats, this));
        }
    }
}
