package cognate.engine.kernel.conv;

import cognate.engine.kernel.map.Gates;
import cognate.engine.tensor.Tensor;

/**
 * The gradient by what a convolution made.
 *
 * @param dy by the results; where they are rectified and not positive, it becomes zero
 * @param rectified null, or the positive parts
 * @param winners null, or as {@link ConvolutionOutput} noted them
 */
record OutputGradient(Images dy, Images rectified, Tensor winners) {
    static OutputGradient of(Images dy, ConvolutionOutput output) {
        boolean masked = output.rectified() && output.winners() == null;
        return new OutputGradient(dy, masked ? output.y() : null, output.winners());
    }

    /** Makes dy zero where results of so many images, or of one block, are not positive. */
    void rectify(int image, int count, int size) {
        if (rectified == null) {
            return;
        }
        float[] g = dy.array();
        int each = dy.isInterleaved() ? size * ImageLanes.COUNT : size;
        for (int i = 0; i < (dy.isInterleaved() ? 1 : count); i++) {
            int at = dy.at(image + i);
            Gates.reluBackward(g, at, g, at, rectified.array(), rectified.at(image + i), each);
        }
    }
}
