package cognate.engine.kernel.conv;

import cognate.engine.tensor.Tensor;

/**
 * The weights of a convolution as the matrix [outputs, taps] by which a column matrix is multiplied: that of tap t for
 * output o is {@code array[offset + o * outputStride + t / kernel * channelStride + t % kernel]}.
 *
 * @param bias [outputs], or null for zeros
 */
record Kernels(
        float[] array,
        int offset,
        int outputs,
        int outputStride,
        int channels,
        int channelStride,
        int kernel,
        Tensor bias) {
    /** For the columns of {@link TapGrid#images}. */
    static Kernels forward(TapGrid grid, Tensor weight, Tensor bias) {
        int kernel = grid.kernel();
        return new Kernels(
                weight.array(), weight.offset(), grid.outputs(), grid.taps(), grid.channels(), kernel, kernel, bias);
    }

    /** For the columns of {@link TapGrid#gradients}. */
    static Kernels backward(TapGrid grid, Tensor weight) {
        int kernel = grid.kernel();
        int filter = grid.outputs() * kernel;
        return new Kernels(
                weight.array(), weight.offset(), grid.outputs(), kernel, grid.channels(), filter, kernel, null);
    }

    float bias(int output) {
        return bias == null ? 0f : bias.array()[bias.offset() + output];
    }

    /** Panels of {@code width} outputs each, which are filled up: their biases, then every tap's weights. */
    float[] panels(int width) {
        int taps = channels * kernel;
        int filled = (outputs + width - 1) / width * width;
        float[] panels = ConvolutionScratch.own().panels(Math.multiplyExact(filled, taps + 1));
        for (int o = 0; o < filled; o++) {
            int at = o / width * (taps + 1) * width + o % width;
            int output = Math.min(o, outputs - 1);
            int source = offset + output * outputStride;
            panels[at] = bias(output);
            for (int t = 0; t < taps; t += kernel, source += channelStride) {
                for (int k = 0; k < kernel; k++) {
                    panels[at + (t + k + 1) * width] = array[source + k];
                }
            }
        }
        return panels;
    }

    /** The matrix [outputs, taps] without gaps. */
    float[] rows() {
        float[] rows = ConvolutionScratch.own().panels(outputs * channels * kernel);
        for (int o = 0, to = 0; o < outputs; o++) {
            for (int c = 0; c < channels; c++, to += kernel) {
                System.arraycopy(array, offset + o * outputStride + c * channelStride, rows, to, kernel);
            }
        }
        return rows;
    }
}
