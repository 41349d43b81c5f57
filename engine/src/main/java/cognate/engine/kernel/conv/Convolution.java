package cognate.engine.kernel.conv;

import cognate.engine.kernel.map.Gates;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A two-dimensional convolution of one geometry (as deep learning has it: the kernel is not flipped), on contiguous
 * tensors: images x [n, channels, height, width], weight [filters, channels, kernel height, kernel width], y [n, filters,
 * output height, output width]. Every element of y is one chain of fused multiply-adds over (channel, kernel row, kernel
 * column) in row-major order that starts from the bias; padding adds nothing. Nothing is checked.
 */
public final class Convolution {
    private static final Map<Geometry, Convolution> KNOWN = new ConcurrentHashMap<>();
    private static final int LANES = ImageLanes.COUNT;

    private final Geometry geometry;
    private final Im2col images;
    private final Im2col gradients;
    private final ConvolutionMap forward;
    private final ConvolutionMap inputGradient;
    private final ConvolutionWeights weights;
    /** Null if images are not computed one by one. */
    private final ConvolutionRows forwardRows;

    private final ConvolutionRows inputGradientRows;

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

        private int imageSize() {
            return channels * height * width;
        }

        private int outputSize() {
            return filters * outputHeight() * outputWidth();
        }

        private int kernel() {
            return kernelHeight * kernelWidth;
        }
    }

    private Convolution(Geometry g) {
        geometry = g;
        images = Im2col.images(g);
        gradients = Im2col.gradients(g);
        forward = new ConvolutionMap(images, g.filters);
        inputGradient = new ConvolutionMap(gradients, g.channels);
        weights = new ConvolutionWeights(images, g.filters);
        forwardRows = ConvolutionRows.images(g);
        inputGradientRows = ConvolutionRows.gradients(g);
    }

    /** The convolution of this geometry, all of whose sizes, its output's too, are at least 1. */
    public static Convolution of(Geometry geometry) {
        return KNOWN.computeIfAbsent(geometry, Convolution::new);
    }

    public Geometry geometry() {
        return geometry;
    }

    /** Whether this is a convolution of images of x's size with kernels of the weight's. */
    public boolean isOf(Tensor x, Tensor weight) {
        return x.rank() >= 4
                && x.dim(1) == geometry.channels
                && x.dim(2) == geometry.height
                && x.dim(3) == geometry.width
                && weight.rank() == 4
                && weight.dim(0) == geometry.filters
                && weight.dim(1) == geometry.channels
                && weight.dim(2) == geometry.kernelHeight
                && weight.dim(3) == geometry.kernelWidth;
    }

    /** How n images are laid sixteen by sixteen, pixel by pixel: [⌈n / 16⌉, channels, height, width, 16]. */
    public static int[] interleaved(int n, int channels, int height, int width) {
        return new int[] {blocks(n), channels, height, width, LANES};
    }

    private static int blocks(int n) {
        return (n + LANES - 1) / LANES;
    }

    /** Floats that note the winners of {@link #forward} for n images. */
    public int winners(int n) {
        return blocks(n) * LANES * geometry.outputSize() / 4;
    }

    /** Whether {@link #forward} gains nothing from images that are {@link #interleaved}, nor from noting winners. */
    public boolean prefersImages() {
        return forwardRows != null;
    }

    private static boolean isInterleaved(Tensor images) {
        return images.rank() == 5;
    }

    /** Where a block of images of this size begins. */
    private static int block(Tensor images, int block, int size) {
        return images.offset() + block * LANES * size;
    }

    /**
     * Overwrites y with the convolution of x, or with its positive part; bias is [filters] or null. Each of both, and of
     * their gradients, may be {@link #interleaved}.
     *
     * @param n number of images
     * @param winners null, or {@link #winners} floats: then y, [n, filters, output height / 2, output width / 2], both
     *     even, is the largest of every two by two neighbours' positive parts, and which it is is noted here
     */
    public void forward(
            Workers workers, int n, Tensor y, Tensor x, Tensor weight, Tensor bias, boolean rectified, Tensor winners) {
        int taps = geometry.channels * geometry.kernel();
        float[] biases = bias == null ? null : bias.array();
        int biasAt = bias == null ? 0 : bias.offset();
        if (forwardRows != null && winners == null && !isInterleaved(x) && !isInterleaved(y)) {
            float[] panels =
                    forwardRows.panels(weight.array(), weight.offset(), taps, geometry.kernel(), biases, biasAt);
            workers.run(
                    n,
                    i -> forwardRows.image(
                            panels,
                            x.array(),
                            x.offset() + i * geometry.imageSize(),
                            y.array(),
                            y.offset() + i * geometry.outputSize(),
                            rectified));
            return;
        }
        float[] panels = forward.panels(weight.array(), weight.offset(), taps, geometry.kernel(), biases, biasAt);
        int outputSize = geometry.outputSize() / (winners == null ? 1 : 4);
        workers.run(blocks(n), block -> {
            int count = Math.min(LANES, n - block * LANES);
            forward.block(
                    panels,
                    lay(x, block, count),
                    isInterleaved(y) ? 0 : count,
                    y.array(),
                    block(y, block, outputSize),
                    rectified,
                    winners == null ? null : winners.array(),
                    winners == null ? 0 : block(winners, block, outputSize));
        });
    }

    private float[] lay(Tensor x, int block, int count) {
        float[] copy = ConvolutionScratch.own().images(images);
        int at = block(x, block, geometry.imageSize());
        if (isInterleaved(x)) {
            images.place(x.array(), at, copy);
        } else {
            images.lay(x.array(), at, count, copy);
        }
        return copy;
    }

    /**
     * Overwrites the gradient by x and adds to those by weight and bias, each null if it is not asked for.
     *
     * <p>Every element of dx is one chain over (filter, kernel row, kernel column) in row-major order from +0; outputs
     * that the element has no part in add nothing. The order of the sums over images and positions: a chunk is sixteen
     * images; in it every weight is sixteen chains of fused multiply-adds from +0 over (row, column), one for each image,
     * and every bias sixteen sums likewise; chunk i + s is added to chunk i, chain by chain, for s = 1, 2, 4, … and i = 0,
     * 2s, 4s, …; the sixteen are folded by halves (i and i + 8); and in the end the sum is added to the gradient.
     *
     * @param y null, or the positive part that {@link #forward} made: where it is not positive, dy becomes zero
     * @param winners null, or as forward noted them: then dy is the gradient by the largest of every two by two
     */
    public void backward(
            Workers workers,
            int n,
            Tensor dx,
            Tensor dWeight,
            Tensor dBias,
            Tensor x,
            Tensor weight,
            Tensor dy,
            Tensor y,
            Tensor winners) {
        int chunks = blocks(n);
        int floats = weights.size();
        float[] partials = ConvolutionScratch.own().partials(chunks * floats);
        boolean plain = dx != null && winners == null && !isInterleaved(dx) && !isInterleaved(dy);
        boolean rows = plain && inputGradientRows != null;
        float[] panels = dx == null ? null : inputGradientPanels(rows, weight);
        workers.run(chunks, chunk -> {
            int count = Math.min(LANES, n - chunk * LANES);
            float[] outputs = gradients(dy, y, winners, chunk, count);
            if (dWeight != null) {
                weights.makeWeights(partials, chunk * floats, lay(x, chunk, count), outputs);
            }
            if (dBias != null) {
                weights.makeBiases(partials, chunk * floats, outputs);
            }
            if (rows) {
                for (int i = chunk * LANES; i < chunk * LANES + count; i++) {
                    int from = dy.offset() + i * geometry.outputSize();
                    int to = dx.offset() + i * geometry.imageSize();
                    inputGradientRows.image(panels, dy.array(), from, dx.array(), to, false);
                }
            } else if (dx != null) {
                float[] copy = ConvolutionScratch.own().gradients(gradients);
                gradients.place(outputs, 0, copy);
                int images = isInterleaved(dx) ? 0 : count;
                inputGradient.block(
                        panels, copy, images, dx.array(), block(dx, chunk, geometry.imageSize()), false, null, 0);
            }
        });
        for (int step = 1; step < chunks; step *= 2) {
            for (int chunk = 0; chunk + step < chunks; chunk += 2 * step) {
                Gates.add(partials, chunk * floats, partials, (chunk + step) * floats, floats);
            }
        }
        if (n > 0 && dWeight != null) {
            weights.addWeightsTo(dWeight.array(), dWeight.offset(), partials);
        }
        if (n > 0 && dBias != null) {
            weights.addBiasesTo(dBias.array(), dBias.offset(), partials);
        }
    }

    private float[] inputGradientPanels(boolean rows, Tensor weight) {
        int kernel = geometry.kernel();
        float[] w = weight.array();
        return rows
                ? inputGradientRows.panels(w, weight.offset(), kernel, geometry.channels * kernel, null, 0)
                : inputGradient.panels(w, weight.offset(), kernel, geometry.channels * kernel, null, 0);
    }

    /** The gradients by a block's outputs before rectifying and pooling, [filters, output height, output width, 16]. */
    private float[] gradients(Tensor dy, Tensor y, Tensor winners, int block, int count) {
        ConvolutionScratch scratch = ConvolutionScratch.own();
        float[] outputs = scratch.outputs(weights.gradients());
        int size = geometry.outputSize() / (winners == null ? 1 : 4);
        float[] g = dy.array();
        int at = block(dy, block, size);
        if (y != null) {
            int floats = size * (isInterleaved(dy) ? LANES : count);
            Gates.reluBackward(g, at, g, at, y.array(), block(y, block, size), floats);
        }
        if (!isInterleaved(dy)) {
            float[] gathered = winners == null ? outputs : scratch.strip(size * LANES);
            ImageLanes.gather(g, at, size, count, size, gathered, 0);
            g = gathered;
            at = 0;
        }
        if (winners != null) {
            int row = geometry.outputWidth() / 2 * LANES;
            for (int i = 0; i < size * LANES; i += row) {
                ImagePooling.spread(g, at + i, row, winners.array(), block(winners, block, size) + i, outputs, 4 * i);
            }
        } else if (g != outputs) {
            System.arraycopy(g, at, outputs, 0, size * LANES);
        }
        return outputs;
    }
}
