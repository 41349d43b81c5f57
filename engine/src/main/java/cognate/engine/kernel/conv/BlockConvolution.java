package cognate.engine.kernel.conv;

import cognate.engine.kernel.map.Reduce;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/** A convolution of blocks of sixteen images: vectors run over images, so that any size and stride leaves them full. */
final class BlockConvolution {
    private static final int LANES = ImageLanes.COUNT;
    /** Floats of the weight gradient's sums that are held at once; more only where a tile's take more. */
    private static final int SUMS = ConvolutionScratch.KEPT;

    private final ConvolutionMap forward;
    private final ConvolutionMap backward;
    private final ConvolutionWeights weights;
    private final int filters;
    private final int outputSize;
    private final int outputWidth;

    BlockConvolution(TapGrid images, TapGrid gradients) {
        forward = new ConvolutionMap(images);
        backward = new ConvolutionMap(gradients);
        weights = new ConvolutionWeights(forward.copy);
        filters = images.outputs();
        outputSize = filters * images.positions();
        outputWidth = images.columns();
    }

    /** Whether arrays hold what a block takes. */
    static boolean fits(TapGrid images, TapGrid gradients) {
        return ConvolutionMap.fits(images) && ConvolutionMap.fits(gradients);
    }

    /** Ints of all tables. */
    long ints() {
        return forward.ints() + backward.ints();
    }

    /** Overwrites the first blocks of y with those of x's convolution. */
    void forward(Workers workers, int blocks, ConvolutionOutput y, Images x, Tensor weight, Tensor bias) {
        boolean finite = Reduce.allFinite(weight);
        float[] panels = forward.panels(Kernels.forward(forward.copy.grid, weight, bias));
        workers.run(blocks, block -> forward.block(panels, finite, load(x, block * LANES), y, block * LANES));
    }

    /** This thread's padded copy of the block that begins with image {@code first}. */
    private float[] load(Images x, int first) {
        PaddedCopy copy = forward.copy;
        float[] pixels = ConvolutionScratch.own().images(copy, copy.size);
        if (x.isInterleaved()) {
            copy.fill(pixels, x.array(), x.at(first));
        } else {
            copy.interleave(pixels, x.array(), x.at(first), x.stride(), Math.min(LANES, x.count() - first));
        }
        return pixels;
    }

    /**
     * Makes the gradients of the first blocks, and adds the sums over the rest of the images to them.
     *
     * @param rows what makes the gradients of images one after another; null if {@link ConvolutionMap} does
     * @param rest what makes the sums over the images that follow the blocks, fewer than sixteen
     */
    void backward(
            Workers workers,
            int blocks,
            ConvolutionGradients to,
            Images x,
            Tensor weight,
            OutputGradient dy,
            ImageMap rows,
            ImageWeights rest) {
        boolean byRows = to.x() != null && rows != null;
        boolean finite = to.x() == null || Reduce.allFinite(weight);
        float[] panels = null;
        if (byRows) {
            panels = rows.pack(Kernels.backward(rows.copy.grid, weight));
        } else if (to.x() != null) {
            panels = backward.panels(Kernels.backward(backward.copy.grid, weight));
        }
        float[] packed = panels;
        ConvolutionOutput dx = to.x() == null ? null : ConvolutionOutput.of(to.x());
        if (!to.ofParameters()) {
            workers.run(blocks, block -> {
                float[] outputs = outputs(dy, block * LANES);
                images(packed, finite, dx, dy, outputs, block * LANES, byRows ? rows : null);
            });
            return;
        }
        int alone = dy.dy().count() - Math.min(dy.dy().count(), blocks * LANES);
        int chunks = blocks + (alone == 0 ? 0 : 1);
        int wave = wave(chunks, workers.threads());
        int slots = ChunkSums.slots(chunks, wave);
        int group = group(slots);
        int floats = (int) weights.size(group);
        float[] sums = ConvolutionScratch.own().partials(slots * floats);
        for (int f = 0; f < filters; f += group) {
            int from = f;
            int end = Math.min(f + group, filters);
            ChunkSums tree = new ChunkSums(workers, sums, floats, chunks, wave);
            for (int start = 0; start < chunks; start += wave) {
                int first = start;
                workers.run(Math.min(wave, blocks - first), i -> {
                    int image = (first + i) * LANES;
                    float[] outputs = outputs(dy, image);
                    sums(sums, tree.at(i), to, x, outputs, image, from, end);
                    if (from == 0 && dx != null) {
                        images(packed, finite, dx, dy, outputs, image, byRows ? rows : null);
                    }
                });
                if (start + wave >= chunks && alone > 0) {
                    int at = tree.at(blocks - first);
                    float[] planes = rest.planes(workers, to, blocks * LANES, alone, x, dy.dy(), from, end);
                    Arrays.fill(sums, at, at + floats, 0f);
                    for (int i = 0; i < alone; i++) {
                        weights.put(sums, at, i, planes, i * (int) rest.size(end - from), end - from);
                    }
                }
                tree.end(Math.min(wave, chunks - start));
            }
            weights.addTo(to.weight(), to.bias(), sums, tree.total(), from, end);
        }
    }

    /** Chunks whose sums are made at once: all if they fit, else a power of two, enough for all threads. */
    private int wave(int chunks, int threads) {
        int wave = Integer.highestOneBit(Math.max(1, chunks - 1)) * 2;
        while (wave / 2 >= threads && ChunkSums.slots(chunks, wave) * (double) weights.size(filters) > SUMS) {
            wave /= 2;
        }
        return wave;
    }

    /** Filters whose sums are made at once: all if they fit, else some whole tiles. */
    private int group(int slots) {
        if (slots * (double) weights.size(filters) <= SUMS) {
            return filters;
        }
        long tiles = Math.max(1, SUMS / slots / weights.size(weights.width));
        int group = (int) Math.min(filters, tiles * weights.width);
        if (slots * (double) weights.size(group) > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(String.format(
                    "convolution: sums of weight gradients that an array holds, found %d times %d floats",
                    slots, weights.size(group)));
        }
        return group;
    }

    private void sums(
            float[] sums, int at, ConvolutionGradients to, Images x, float[] outputs, int image, int from, int end) {
        if (to.weight() != null) {
            weights.makeWeights(sums, at, load(x, image), outputs, from, end);
        }
        if (to.bias() != null) {
            weights.makeBiases(sums, at, outputs, from, end);
        }
        if (x.count() - image < LANES) {
            ConvolutionWeights.clearAbsent(sums, at, (int) weights.size(end - from), x.count() - image);
        }
    }

    /** The gradient by a block of images. */
    private void images(
            float[] packed,
            boolean finite,
            ConvolutionOutput dx,
            OutputGradient dy,
            float[] outputs,
            int image,
            ImageMap rows) {
        if (rows != null) {
            int end = Math.min(image + LANES, dy.dy().count());
            for (int i = image; i < end; i++) {
                rows.image(packed, dx.y(), dy.dy(), i);
            }
            return;
        }
        PaddedCopy copy = backward.copy;
        float[] pixels = ConvolutionScratch.own().gradients(copy, copy.size);
        copy.fill(pixels, outputs, 0);
        backward.block(packed, finite, pixels, dx, image);
    }

    /** The gradients by a block's outputs before rectifying and pooling, [filters, output height, output width, 16]. */
    private float[] outputs(OutputGradient gradient, int image) {
        ConvolutionScratch scratch = ConvolutionScratch.own();
        float[] outputs = scratch.outputs(weights.gradients());
        Images dy = gradient.dy();
        int count = Math.min(LANES, dy.count() - image);
        int size = outputSize / (gradient.winners() == null ? 1 : 4);
        float[] g = dy.array();
        int at = dy.at(image);
        gradient.rectify(image, count, size);
        if (!dy.isInterleaved()) {
            float[] gathered = gradient.winners() == null ? outputs : scratch.strip(size * LANES);
            ImageLanes.interleave(g, at, dy.stride(), count, size, gathered, 0);
            g = gathered;
            at = 0;
        }
        if (gradient.winners() != null) {
            int row = outputWidth / 2 * LANES;
            float[] winners = gradient.winners().array();
            int winnersAt = gradient.winners().offset() + image * size;
            for (int i = 0; i < size * LANES; i += row) {
                ImagePooling.spread(g, at + i, row, winners, winnersAt + i, outputs, 4 * i);
            }
        } else if (g != outputs) {
            System.arraycopy(g, at, outputs, 0, size * LANES);
        }
        return outputs;
    }
}
