package cognate.autograd;

import cognate.engine.kernel.conv.Convolution;
import cognate.engine.kernel.conv.Geometry;

/** Stride, padding and dilation of both directions; keeps what it computed last ready for images of the same size. */
public final class ConvolutionSteps {
    private final int stride;
    private final int padding;
    private final int dilation;
    private Convolution last;

    /**
     * Steps of a convolution.
     *
     * @throws IllegalArgumentException if stride or dilation is below 1, or padding below 0
     */
    public ConvolutionSteps(int stride, int padding, int dilation) {
        ConvOps.checkSteps("conv2d", stride, padding, dilation);
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
    }

    public int stride() {
        return stride;
    }

    public int padding() {
        return padding;
    }

    public int dilation() {
        return dilation;
    }

    /** The convolution of images of these sizes with kernels of the weight's, [out, in, kh, kw]. */
    Convolution of(ImageVariable x, Variable weight) {
        Convolution convolution = last;
        if (convolution == null || !suits(convolution.geometry(), x, weight)) {
            convolution = ConvOps.convolution(x, weight, this);
            last = convolution;
        }
        return convolution;
    }

    private static boolean suits(Geometry g, ImageVariable x, Variable weight) {
        return g.channels() == x.channels()
                && g.height() == x.height()
                && g.width() == x.width()
                && weight.shape().rank() == 4
                && weight.dim(0) == g.filters()
                && weight.dim(1) == g.channels()
                && weight.dim(2) == g.kernelHeight()
                && weight.dim(3) == g.kernelWidth();
    }
}
