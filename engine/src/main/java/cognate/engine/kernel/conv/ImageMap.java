package cognate.engine.kernel.conv;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.gemm.MatrixView;
import cognate.engine.parallel.Workers;
import java.util.Arrays;

/**
 * The product of weights with the columns of images one by one: the bits of {@link ConvolutionMap}, by the column
 * matrix of some positions at a time, or straight from the rows where {@link ConvolutionRows} apply.
 */
final class ImageMap {
    /** Floats of a column matrix, at most but for very many taps: half of the second cache. */
    private static final int MATRIX = 1 << 18;

    /** Multiply-adds of an image below which another thread costs more than it saves. */
    private static final long WORTH_A_THREAD = 1 << 19;

    /** Positions to whose multiples work is cut, whole vectors. */
    private static final int UNIT = 64;

    final PaddedCopy copy;
    private final Im2col columns;
    /** Null if they do not apply. */
    private final ConvolutionRows rows;

    ImageMap(TapGrid grid) {
        copy = new PaddedCopy(grid, 1);
        columns = new Im2col(copy);
        rows = ConvolutionRows.of(copy);
    }

    /** Whether no column matrix is needed. */
    boolean isOfRows() {
        return rows != null;
    }

    /** Positions whose column matrix is written at once. */
    static int band(TapGrid grid) {
        int band = Math.max(MATRIX / grid.taps(), Math.min(UNIT, (1 << 24) / grid.taps() + 1));
        return Math.min(grid.positions(), band);
    }

    /** This thread's copy of an image. */
    static float[] load(PaddedCopy copy, Images x, int image) {
        float[] pixels = ConvolutionScratch.own().image(copy, copy.size + Im2col.SLACK);
        copy.fill(pixels, x.array(), x.at(image));
        return pixels;
    }

    /** The weights, in this thread's scratch, as {@link #image} takes them. */
    float[] pack(Kernels kernels) {
        return rows == null ? kernels.rows() : kernels.panels(ConvolutionRows.WIDTH);
    }

    /** Overwrites y's images {@code first} … {@code first + count - 1} with x's, one image after another both. */
    void run(Workers workers, int first, int count, Images y, Images x, Kernels kernels, boolean rectified) {
        TapGrid grid = copy.grid;
        float[] packed = pack(kernels);
        int parts = 1;
        if (count < workers.threads()) {
            long products = (long) grid.outputs() * grid.taps() * grid.positions();
            int threads = (workers.threads() + count - 1) / count;
            parts = (int) Math.max(1, Math.min(threads, products / WORTH_A_THREAD));
        }
        int units = (grid.positions() + UNIT - 1) / UNIT;
        int step = (units + parts - 1) / parts * UNIT;
        int perImage = parts;
        workers.run(count * parts, part -> {
            int from = part % perImage * step;
            int to = Math.min(from + step, grid.positions());
            if (from < to) {
                image(packed, kernels, y, x, first + part / perImage, from, to, rectified);
            }
        });
    }

    /** Overwrites an image, of which there are {@link ConvolutionRows}. */
    void image(float[] packed, Images y, Images x, int image) {
        float[] pixels = load(copy, x, image);
        rows.image(packed, pixels, y.array(), y.at(image), 0, copy.grid.positions(), false);
    }

    /** Overwrites an image's positions {@code from} … {@code to - 1}; {@code from} is a multiple of 64. */
    private void image(
            float[] packed, Kernels kernels, Images y, Images x, int image, int from, int to, boolean rectified) {
        float[] pixels = load(copy, x, image);
        if (rows != null) {
            rows.image(packed, pixels, y.array(), y.at(image), from, to, rectified);
            return;
        }
        TapGrid grid = copy.grid;
        float[] results = y.array();
        int positions = grid.positions();
        int band = band(grid);
        for (int p = from; p < to; p += band) {
            int n = Math.min(band, to - p);
            int at = y.at(image) + p;
            float[] matrix = ConvolutionScratch.own().matrix(grid.taps() * n + Im2col.SLACK);
            columns.write(matrix, pixels, p, p + n);
            for (int o = 0; o < grid.outputs(); o++) {
                Arrays.fill(results, at + o * positions, at + o * positions + n, kernels.bias(o));
            }
            Gemm.accumulate(
                    Workers.single(),
                    grid.outputs(),
                    n,
                    grid.taps(),
                    new MatrixView(results, at, positions, 1),
                    new MatrixView(packed, 0, grid.taps(), 1),
                    new MatrixView(matrix, 0, n, 1));
            for (int o = 0; o < grid.outputs(); o++) {
                Chains.finish(results, at + o * positions, n, rectified);
            }
        }
    }
}
