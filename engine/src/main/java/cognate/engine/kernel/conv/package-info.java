/**
 * Convolutions and poolings of images. The doors are {@link cognate.engine.kernel.conv.Convolution} and {@link
 * cognate.engine.kernel.conv.Pooling}; nothing is checked behind them.
 *
 * <p>The contract: images are contiguous, one after another or sixteen pixel by pixel, and every element is computed in
 * the order that its door's text gives, whatever the tile, the width or the number of threads.
 */
package cognate.engine.kernel.conv;
