/**
 * Convolutions and poolings of images. The doors are {@link cognate.engine.kernel.conv.Convolution} and
 * {@link cognate.engine.kernel.conv.Pooling}; nothing is checked behind them.
 *
 * <p>The contract: images are contiguous, in one of the layouts of {@link cognate.engine.kernel.conv.ImageLayout}, and
 * every element is computed in the order that its door's text gives, whatever the tile, the layout, the width or the
 * number of threads.
 *
 * <p>The arrows: Convolution → BlockConvolution for blocks of sixteen images, ImageMap and ImageWeights for single ones
 * → ConvolutionMap, ConvolutionRows and ConvolutionWeights, or Im2col and the matrix product → tap tables and padded
 * copies, tiles → lanes. Geometry and the records beside it know none of these.
 */
package cognate.engine.kernel.conv;
