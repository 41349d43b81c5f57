package cognate.engine.kernel.conv;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * Pooling of the planes of x [n, c, height, width] over the windows that give y [n, c, output height, output width], on
 * contiguous tensors; the gradients overwrite. Nothing is checked.
 */
public final class Pooling {
    /** Pixels below which a part of the planes is not worth another thread. */
    private static final int WORTH_A_PART = 1 << 15;

    private Pooling() {}

    /** The work on one plane. */
    private interface Plane {
        void run(int xAt, int yAt);
    }

    private static void planes(Workers workers, Tensor x, Tensor y, Plane plane) {
        int planes = x.dim(0) * x.dim(1);
        int xSize = x.dim(2) * x.dim(3);
        int ySize = y.dim(2) * y.dim(3);
        int perPart = Math.max(1, WORTH_A_PART / xSize);
        workers.run((planes + perPart - 1) / perPart, part -> {
            for (int i = part * perPart, to = Math.min(planes, i + perPart); i < to; i++) {
                plane.run(x.offset() + i * xSize, y.offset() + i * ySize);
            }
        });
    }

    /** y = the largest pixel of each window, a NaN if it holds one; padding takes no part. */
    public static void max(Workers workers, Tensor y, Tensor x, Window window) {
        if (PoolingPairs.applies(x, window)) {
            PoolingPairs.max(workers, y, x);
            return;
        }
        planes(workers, x, y, (xAt, yAt) -> {
            for (int i = 0; i < y.dim(2) * y.dim(3); i++) {
                y.array()[yAt + i] = x.array()[argmax(x, xAt, window, i / y.dim(3), i % y.dim(3))];
            }
        });
    }

    /** The place of a window's largest pixel, the first of equal ones; of its last NaN, if there is one. */
    private static int argmax(Tensor x, int xAt, Window window, int row, int column) {
        float[] pixels = x.array();
        int width = x.dim(3);
        int fromX = window.from(column);
        int toX = window.to(column, width);
        int best = xAt + window.from(row) * width + fromX;
        for (int i = window.from(row); i < window.to(row, x.dim(2)); i++) {
            for (int at = xAt + i * width + fromX, end = xAt + i * width + toX; at < end; at++) {
                if (pixels[at] > pixels[best] || Float.isNaN(pixels[at])) {
                    best = at;
                }
            }
        }
        return best;
    }

    /** dx = for each pixel, the sum of dy over the windows whose maximum it is, in row-major order from +0. */
    public static void maxGradient(Workers workers, Tensor dx, Tensor dy, Tensor x, Window window) {
        if (PoolingPairs.applies(x, window)) {
            PoolingPairs.maxGradient(workers, dx, dy, x);
            return;
        }
        Elementwise.fill(dx, 0);
        planes(workers, x, dy, (xAt, yAt) -> {
            for (int i = 0; i < dy.dim(2) * dy.dim(3); i++) {
                int best = argmax(x, xAt, window, i / dy.dim(3), i % dy.dim(3));
                dx.array()[dx.offset() + best - x.offset()] += dy.array()[yAt + i];
            }
        });
    }

    /** y = the sum of each window's pixels, in row-major order from +0, divided by its size², padding included. */
    public static void average(Workers workers, Tensor y, Tensor x, Window window) {
        int width = x.dim(3);
        planes(workers, x, y, (xAt, yAt) -> {
            for (int o = 0; o < y.dim(2) * y.dim(3); o++) {
                int row = o / y.dim(3);
                int column = o % y.dim(3);
                float sum = 0;
                for (int i = window.from(row); i < window.to(row, x.dim(2)); i++) {
                    for (int j = window.from(column); j < window.to(column, width); j++) {
                        sum += x.array()[xAt + i * width + j];
                    }
                }
                y.array()[yAt + o] = sum / (window.size() * window.size());
            }
        });
    }

    /** dx = for each pixel, the sum of dy over its windows, in row-major order from +0, each divided by size². */
    public static void averageGradient(Workers workers, Tensor dx, Tensor dy, Window window) {
        Elementwise.fill(dx, 0);
        int width = dx.dim(3);
        planes(workers, dx, dy, (dxAt, dyAt) -> {
            for (int o = 0; o < dy.dim(2) * dy.dim(3); o++) {
                int row = o / dy.dim(3);
                int column = o % dy.dim(3);
                float share = dy.array()[dyAt + o] / (window.size() * window.size());
                for (int i = window.from(row); i < window.to(row, dx.dim(2)); i++) {
                    for (int j = window.from(column); j < window.to(column, width); j++) {
                        dx.array()[dxAt + i * width + j] += share;
                    }
                }
            }
        });
    }

    /** y [n, c, 1, 1] = the sum of each plane's pixels, as {@link Reduce#sum}, divided by their number. */
    public static void globalAverage(Tensor y, Tensor x) {
        int size = x.dim(2) * x.dim(3);
        for (int i = 0; i < y.size(); i++) {
            y.array()[y.offset() + i] = Reduce.sum(x.array(), x.offset() + i * size, size) / size;
        }
    }

    /** dx = dy of its plane, divided by the number of pixels. */
    public static void globalAverageGradient(Tensor dx, Tensor dy) {
        int size = dx.dim(2) * dx.dim(3);
        for (int i = 0; i < dy.size(); i++) {
            int at = dx.offset() + i * size;
            Arrays.fill(dx.array(), at, at + size, dy.array()[dy.offset() + i] / size);
        }
    }
}
