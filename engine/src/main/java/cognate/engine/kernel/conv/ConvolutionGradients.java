package cognate.engine.kernel.conv;

import cognate.engine.tensor.Tensor;

/**
 * Where a convolution's gradients go; null where none is asked for.
 *
 * @param x overwritten
 * @param weight added to
 * @param bias added to
 */
public record ConvolutionGradients(Images x, Tensor weight, Tensor bias) {
    boolean ofParameters() {
        return weight != null || bias != null;
    }
}
