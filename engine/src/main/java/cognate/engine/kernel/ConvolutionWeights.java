package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;

import cognate.engine.parallel.Workers;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** The gradients of a convolution's weights and biases, summed as {@link Convolution#weightGradient} says. */
final class ConvolutionWeights {
    private static final int CHUNK_POSITIONS = 2048;
    private static final int MR = ConvolutionWeightTile.MR;
    private static final int NR = ConvolutionWeightTile.NR;

    private final Im2col columns;
    private final int filters;
    private final int chunkImages;
    private final int tiles;
    /** Sums of one chunk: tile by tile, then of the biases. */
    private final int sums;

    ConvolutionWeights(Im2col columns, int filters) {
        this.columns = columns;
        this.filters = filters;
        chunkImages = Math.max(1, CHUNK_POSITIONS / columns.positions.length);
        tiles = (columns.taps.length + MR - 1) / MR;
        sums = (filters + NR - 1) / NR * tiles * MR * NR + (filters + COUNT - 1) / COUNT * COUNT;
    }

    /** Adds to the gradients dw [filters, taps] and db [filters], each null if it is not asked for. */
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
            int dyAt) {
        int chunks = (n + chunkImages - 1) / chunkImages;
        float[] partials = ConvolutionScratch.own().partials(chunks * sums);
        workers.run(chunks, chunk -> {
            int from = chunk * chunkImages;
            int to = Math.min(n, from + chunkImages);
            Arrays.fill(partials, chunk * sums, (chunk + 1) * sums, 0f);
            for (int image = from; image < to; image++) {
                int at = dyAt + image * filters * columns.positions.length;
                if (dw != null) {
                    weights(partials, chunk * sums, x, xAt + image * imageSize, dy, at);
                }
                if (db != null) {
                    biases(partials, biasesAt(chunk), dy, at);
                }
            }
        });
        for (int step = 1; step < chunks; step *= 2) {
            for (int chunk = 0; chunk + step < chunks; chunk += 2 * step) {
                add(partials, chunk * sums, (chunk + step) * sums);
            }
        }
        if (n > 0 && dw != null) {
            for (int f = 0; f < filters; f++) {
                for (int t = 0; t < columns.taps.length; t++) {
                    int tile = f / NR * tiles + t / MR;
                    dw[dwAt + f * columns.taps.length + t] += partials[(tile * MR + t % MR) * NR + f % NR];
                }
            }
        }
        for (int f = 0; n > 0 && db != null && f < filters; f++) {
            db[dbAt + f] += partials[biasesAt(0) + f];
        }
    }

    private int biasesAt(int chunk) {
        return (chunk + 1) * sums - (filters + COUNT - 1) / COUNT * COUNT;
    }

    private void weights(float[] partials, int at, float[] x, int xAt, float[] dy, int dyAt) {
        ConvolutionScratch scratch = ConvolutionScratch.own();
        float[] copy = scratch.lay(columns, x, xAt);
        int size = columns.positions.length;
        float[] panel = scratch.strip(size * NR);
        for (int f = 0; f < filters; f += NR) {
            GemmPack.columns(panel, Math.min(NR, filters - f), size, dy, dyAt + f * size, 1, size);
            for (int t = 0; t < columns.taps.length; t += MR, at += MR * NR) {
                ConvolutionWeightTile.accumulate(columns.taps, t, columns.positions, copy, panel, partials, at);
            }
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
