package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.GT;

import cognate.engine.parallel.Workers;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** The gradients of a convolution's weights and biases, summed as {@link Convolution#weightGradient} says. */
final class ConvolutionWeights {
    private static final int CHUNK_POSITIONS = 2048;

    private final Im2col columns;
    private final int filters;
    private final int chunkImages;
    private final WeightSums weights;
    /** Floats of one chunk: the weights' sums, then the biases', a whole number of vectors. */
    private final int sums;

    ConvolutionWeights(Im2col columns, int filters) {
        this.columns = columns;
        this.filters = filters;
        chunkImages = Math.max(1, CHUNK_POSITIONS / columns.positions.length);
        weights = filters <= LanedWeightSums.FILTERS
                ? new LanedWeightSums(columns, filters)
                : new ChainedWeightSums(columns, filters);
        sums = weights.size() + (filters + COUNT - 1) / COUNT * COUNT;
    }

    /**
     * Adds to the gradients dw [filters, taps] and db [filters], each null if it is not asked for.
     *
     * @param y the outputs if they were rectified: dy is then set to zero where they are not positive; otherwise null
     */
    void accumulate(
            Workers workers,
            int n,
            float[] dw,
            int dwAt,
            float[] db,
            int dbAt,
            float[] x,
            int xAt,
            int imageSize,
            float[] dy,
            int dyAt,
            float[] y,
            int yAt) {
        int chunks = (n + chunkImages - 1) / chunkImages;
        float[] partials = ConvolutionScratch.own().partials(chunks * sums);
        workers.run(chunks, chunk -> {
            int from = chunk * chunkImages;
            int to = Math.min(n, from + chunkImages);
            ConvolutionScratch scratch = ConvolutionScratch.own();
            Arrays.fill(partials, chunk * sums, (chunk + 1) * sums, 0f);
            for (int image = from; image < to; image++) {
                int size = filters * columns.positions.length;
                int at = dyAt + image * size;
                if (y != null) {
                    mask(dy, at, y, yAt + image * size, size);
                }
                if (dw != null) {
                    float[] copy = scratch.lay(columns, x, xAt + image * imageSize);
                    weights.accumulate(partials, chunk * sums, copy, dy, at);
                }
                if (db != null) {
                    biases(partials, chunk * sums + weights.size(), dy, at);
                }
            }
        });
        for (int step = 1; step < chunks; step *= 2) {
            for (int chunk = 0; chunk + step < chunks; chunk += 2 * step) {
                add(partials, chunk * sums, (chunk + step) * sums);
            }
        }
        if (n > 0 && dw != null) {
            weights.addTo(dw, dwAt, partials);
        }
        for (int f = 0; n > 0 && db != null && f < filters; f++) {
            db[dbAt + f] += partials[weights.size() + f];
        }
    }

    private static void mask(float[] dy, int dyAt, float[] y, int yAt, int n) {
        FloatVector zero = FloatVector.zero(FLOAT);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector g = FloatVector.fromArray(FLOAT, dy, dyAt + i);
            zero.blend(g, FloatVector.fromArray(FLOAT, y, yAt + i).compare(GT, zero))
                    .intoArray(dy, dyAt + i);
        }
        for (; i < n; i++) {
            dy[dyAt + i] = y[yAt + i] > 0 ? dy[dyAt + i] : 0f;
        }
    }

    private void biases(float[] partials, int at, float[] dy, int dyAt) {
        int size = columns.positions.length;
        for (int f = 0; f < filters; f++) {
            partials[at + f] += Reduce.sum(dy, dyAt + f * size, size);
        }
    }

    private void add(float[] partials, int to, int from) {
        for (int i = 0; i < sums; i += COUNT) {
            FloatVector.fromArray(FLOAT, partials, to + i)
                    .add(FloatVector.fromArray(FLOAT, partials, from + i))
                    .intoArray(partials, to + i);
        }
    }
}
