package cognate.engine.kernel.conv;

import cognate.engine.tensor.Tensor;

/**
 * Where a convolution puts its results, and what it makes of them on the way.
 *
 * @param rectified whether y is the positive part
 * @param winners null, or room for {@link Convolution#winners}: then y is the largest of every two by two neighbours'
 *     positive parts, of an even number of rows and columns, and which it is is noted here
 */
public record ConvolutionOutput(Images y, boolean rectified, Tensor winners) {
    /** The results as they are. */
    public static ConvolutionOutput of(Images y) {
        return new ConvolutionOutput(y, false, null);
    }

    /** Of every {@code shrink²} results one is left. */
    int shrink() {
        return winners == null ? 1 : 2;
    }
}
