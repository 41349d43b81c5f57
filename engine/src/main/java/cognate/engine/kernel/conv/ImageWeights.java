package cognate.engine.kernel.conv;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.gemm.MatrixView;
import cognate.engine.kernel.map.Gates;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * The sums of a convolution's weight and bias gradients over images one by one: of each a plane [filters, taps + 1],
 * the product of the outputs' gradients with the transposed column matrix and a column of ones, whose sums are those of
 * the biases. The bits of {@link ConvolutionWeights}.
 */
final class ImageWeights {
    private static final int LANES = ImageLanes.COUNT;
    /** Floats of the planes that are held at once; more only where a filter's take more. */
    private static final int SUMS = ConvolutionScratch.KEPT;

    private final PaddedCopy copy;
    private final Im2col columns;
    private final int taps;

    ImageWeights(PaddedCopy images) {
        copy = images;
        columns = new Im2col(images);
        taps = images.grid.taps();
    }

    /** Floats of a plane of so many filters. */
    long size(int filters) {
        return filters * (taps + 1L);
    }

    /** Adds the sums over all images, one after another, to the gradients that are not null. */
    void accumulate(Workers workers, ConvolutionGradients to, Images x, Images dy) {
        int filters = copy.grid.outputs();
        int group = (int) Math.max(1, Math.min(filters, SUMS / Math.max(1, x.count()) / (taps + 1L)));
        for (int f = 0; f < filters && x.count() > 0; f += group) {
            int end = Math.min(f + group, filters);
            add(to, planes(workers, to, 0, x.count(), x, dy, f, end), x.count(), f, end);
        }
    }

    /**
     * Makes the planes of the images {@code first} … {@code first + count - 1} for the filters {@code from} … {@code to
     * - 1}, in this thread's scratch; of what is not asked for, they are zero.
     */
    float[] planes(
            Workers workers,
            ConvolutionGradients gradients,
            int first,
            int count,
            Images x,
            Images dy,
            int from,
            int to) {
        int size = (int) size(to - from);
        float[] planes = ConvolutionScratch.own().planes(Math.multiplyExact(count, size));
        int least = gradients.weight() == null ? taps : 0;
        workers.run(count, i -> {
            Arrays.fill(planes, i * size, (i + 1) * size, 0f);
            plane(workers, planes, i * size, least, x, dy, first + i, from, to - from);
        });
        return planes;
    }

    /** The plane of one image for so many filters, its columns from {@code least} on. */
    private void plane(
            Workers workers,
            float[] planes,
            int at,
            int least,
            Images x,
            Images dy,
            int image,
            int filter,
            int filters) {
        int positions = copy.grid.positions();
        float[] pixels = least < taps ? ImageMap.load(copy, x, image) : null;
        int band = ImageMap.band(copy.grid);
        for (int p = 0; p < positions; p += band) {
            int n = Math.min(band, positions - p);
            float[] matrix = ConvolutionScratch.own().matrix((taps + 1) * n + Im2col.SLACK);
            if (pixels != null) {
                columns.write(matrix, pixels, p, p + n);
            }
            Arrays.fill(matrix, taps * n, (taps + 1) * n, 1f);
            // the product of a single image may be split over the workers; of several, each has its thread
            Gemm.accumulate(
                    workers,
                    filters,
                    taps + 1 - least,
                    n,
                    new MatrixView(planes, at + least, taps + 1, 1),
                    new MatrixView(dy.array(), dy.at(image) + filter * positions + p, positions, 1),
                    new MatrixView(matrix, least * n, 1, n));
        }
    }

    /** Adds up the planes of all images of a batch, in the order of chunks and lanes. */
    private void add(ConvolutionGradients gradients, float[] planes, int count, int from, int to) {
        Tensor dWeight = gradients.weight();
        Tensor dBias = gradients.bias();
        int size = (int) size(to - from);
        int chunks = Images.blocks(count);
        for (int step = 1; step < chunks; step *= 2) {
            for (int chunk = 0; chunk + step < chunks; chunk += 2 * step) {
                int there = Math.min(LANES, count - (chunk + step) * LANES);
                Gates.add(planes, chunk * LANES * size, planes, (chunk + step) * LANES * size, there * size);
            }
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            int there = Math.min(half, Math.min(2 * half, count) - half);
            if (there > 0) {
                Gates.add(planes, 0, planes, half * size, there * size);
            }
        }
        // an image that is not there counts as +0
        float absent = count % LANES == 0 ? -0f : 0f;
        for (int f = 0; f < to - from; f++) {
            int plane = f * (taps + 1);
            int at = dWeight == null ? 0 : dWeight.offset() + (from + f) * taps;
            for (int t = 0; t < taps && dWeight != null; t++) {
                dWeight.array()[at + t] += planes[plane + t] + absent;
            }
            if (dBias != null) {
                dBias.array()[dBias.offset() + from + f] += planes[plane + taps] + absent;
            }
        }
    }
}
