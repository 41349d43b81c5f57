package cognate.engine.kernel;

import cognate.engine.kernel.Convolution.Geometry;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionTest {
    private final RandomStream random = RandomStream.of(3);

    /** The image's pixel under a tap, zero in the padding. */
    private static float pixel(Tensor x, Geometry g, int image, int channel, int y, int x0, int ky, int kx) {
        int row = y * g.stride() - g.padding() + ky * g.dilation();
        int column = x0 * g.stride() - g.padding() + kx * g.dilation();
        boolean inside = row >= 0 && row < g.height() && column >= 0 && column < g.width();
        return inside ? x.get(image, channel, row, column) : 0f;
    }

    private static float[] forward(Tensor x, Tensor weight, Tensor bias, Geometry g) {
        Tensor y = Tensor.zeros(x.dim(0), g.filters(), g.outputHeight(), g.outputWidth());
        for (int i = 0; i < y.size(); i++) {
            int column = i % y.dim(3);
            int row = i / y.dim(3) % y.dim(2);
            int filter = i / (y.dim(3) * y.dim(2)) % y.dim(1);
            int image = i / (y.dim(3) * y.dim(2) * y.dim(1));
            float sum = bias == null ? 0f : bias.get(filter);
            for (int c = 0; c < g.channels(); c++) {
                for (int ky = 0; ky < g.kernelHeight(); ky++) {
                    for (int kx = 0; kx < g.kernelWidth(); kx++) {
                        sum = Math.fma(weight.get(filter, c, ky, kx), pixel(x, g, image, c, row, column, ky, kx), sum);
                    }
                }
            }
            y.array()[i] = sum;
        }
        return y.array();
    }

    /** The output's gradient that a pixel has a part in by a tap, zero if it has none. */
    private static float output(Tensor dy, Geometry g, int image, int filter, int row, int column, int ky, int kx) {
        int y = row + g.padding() - ky * g.dilation();
        int x = column + g.padding() - kx * g.dilation();
        boolean inside = y >= 0 && y % g.stride() == 0 && y / g.stride() < dy.dim(2);
        inside &= x >= 0 && x % g.stride() == 0 && x / g.stride() < dy.dim(3);
        return inside ? dy.get(image, filter, y / g.stride(), x / g.stride()) : 0f;
    }

    private static float[] inputGradient(Tensor dy, Tensor weight, Geometry g) {
        Tensor dx = Tensor.zeros(dy.dim(0), g.channels(), g.height(), g.width());
        for (int i = 0; i < dx.size(); i++) {
            int column = i % g.width();
            int row = i / g.width() % g.height();
            int c = i / (g.width() * g.height()) % g.channels();
            int image = i / (g.width() * g.height() * g.channels());
            float sum = 0;
            for (int f = 0; f < g.filters(); f++) {
                for (int ky = 0; ky < g.kernelHeight(); ky++) {
                    for (int kx = 0; kx < g.kernelWidth(); kx++) {
                        sum = Math.fma(weight.get(f, c, ky, kx), output(dy, g, image, f, row, column, ky, kx), sum);
                    }
                }
            }
            dx.array()[i] = sum;
        }
        return dx.array();
    }

    /** The sum of an image's products in a chain that {@code sum} has begun. */
    private interface Chain {
        float image(int image, int lane, float sum);
    }

    /** Chains of chunks, added up as a tree, lane by lane; then the lanes, by halves. */
    private static float tree(int n, Geometry g, int lanes, Chain chain) {
        int images = Math.max(1, 2048 / (g.outputHeight() * g.outputWidth()));
        float[][] chunks = new float[Math.max(1, (n + images - 1) / images)][lanes];
        for (int i = 0; i < n; i++) {
            for (int lane = 0; lane < lanes; lane++) {
                chunks[i / images][lane] = chain.image(i, lane, chunks[i / images][lane]);
            }
        }
        for (int step = 1; step < chunks.length; step *= 2) {
            for (int i = 0; i + step < chunks.length; i += 2 * step) {
                for (int lane = 0; lane < lanes; lane++) {
                    chunks[i][lane] += chunks[i + step][lane];
                }
            }
        }
        for (int half = lanes / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                chunks[0][i] += chunks[0][i + half];
            }
        }
        return chunks[0][0];
    }

    private static float[] weightGradient(Tensor dw, Tensor x, Tensor dy, Geometry g) {
        float[] result = dw.toArray();
        int lanes = g.filters() <= 6 ? 16 : 1;
        for (int i = 0; i < result.length; i++) {
            int kx = i % g.kernelWidth();
            int ky = i / g.kernelWidth() % g.kernelHeight();
            int c = i / (g.kernelWidth() * g.kernelHeight()) % g.channels();
            int f = i / (g.kernelWidth() * g.kernelHeight() * g.channels());
            result[i] += tree(x.dim(0), g, lanes, (image, lane, sum) -> {
                for (int row = 0; row < dy.dim(2); row++) {
                    for (int column = lane; column < dy.dim(3); column += lanes) {
                        float pixel = pixel(x, g, image, c, row, column, ky, kx);
                        sum = Math.fma(pixel, dy.get(image, f, row, column), sum);
                    }
                }
                return sum;
            });
        }
        return result;
    }

    private static float[] biasGradient(Tensor db, Tensor dy, Geometry g) {
        float[] result = db.toArray();
        int size = dy.dim(2) * dy.dim(3);
        for (int f = 0; f < result.length; f++) {
            int from = dy.offset() + f * size;
            int images = g.filters() * size;
            result[f] += tree(
                    dy.dim(0), g, 1, (image, lane, sum) -> sum + Reduce.sum(dy.array(), from + image * images, size));
        }
        return result;
    }

    private void check(Workers workers, int n, Geometry g) {
        Tensor x = Cases.normal(random, n, g.channels(), g.height(), g.width());
        Tensor weight = Cases.normal(random, g.filters(), g.channels(), g.kernelHeight(), g.kernelWidth());
        Tensor bias = Cases.normal(random, g.filters());
        Tensor y = Cases.normal(random, n, g.filters(), g.outputHeight(), g.outputWidth());
        Tensor dy = Cases.normal(random, n, g.filters(), g.outputHeight(), g.outputWidth());
        Tensor dx = Cases.normal(random, n, g.channels(), g.height(), g.width());
        Convolution convolution = Convolution.of(g);
        String where = n + " images, " + g;
        convolution.forward(workers, y, x, weight, bias, false);
        Cases.assertBits(forward(x, weight, bias, g), y, "y, " + where);
        float[] rectified = forward(x, weight, null, g);
        for (int i = 0; i < rectified.length; i++) {
            rectified[i] = rectified[i] <= 0 ? 0f : rectified[i];
        }
        convolution.forward(workers, y, x, weight, null, true);
        Cases.assertBits(rectified, y, "rectified y without bias, " + where);
        convolution.inputGradient(workers, dx, dy, weight);
        Cases.assertBits(inputGradient(dy, weight, g), dx, "dx, " + where);
        float[] expectedWeight = weightGradient(weight, x, dy, g);
        float[] expectedBias = biasGradient(bias, dy, g);
        Tensor weightAlone = Cases.twin(weight);
        Tensor biasAlone = Cases.twin(bias);
        convolution.weightGradient(workers, weightAlone, null, x, dy, null);
        convolution.weightGradient(workers, null, biasAlone, x, dy, null);
        Tensor masked = Cases.twin(dy);
        convolution.weightGradient(workers, weight, bias, x, dy, null);
        Cases.assertBits(expectedWeight, weight, "dw, " + where);
        Cases.assertBits(expectedBias, bias, "db, " + where);
        Cases.assertBits(expectedWeight, weightAlone, "dw alone, " + where);
        Cases.assertBits(expectedBias, biasAlone, "db alone, " + where);
        float[] positive = dy.toArray();
        for (int i = 0; i < positive.length; i++) {
            positive[i] = y.array()[y.offset() + i] > 0 ? positive[i] : 0f;
        }
        convolution.weightGradient(workers, null, null, x, masked, y);
        Cases.assertBits(positive, masked, "masked dy, " + where);
    }

    @ParameterizedTest
    @CsvSource({
        // n, channels, height, width, filters, kernel height, kernel width, stride, padding, dilation
        "1, 1, 1, 1, 1, 1, 1, 1, 0, 1",
        "3, 1, 28, 28, 6, 5, 5, 1, 2, 1",
        "5, 6, 14, 14, 16, 5, 5, 1, 0, 1",
        "3, 3, 32, 32, 32, 3, 3, 1, 1, 1",
        "2, 8, 16, 16, 9, 3, 3, 1, 1, 1",
        "9, 3, 8, 8, 33, 3, 3, 1, 1, 1",
        "2, 2, 4, 4, 70, 3, 3, 1, 1, 1",
        "2, 3, 17, 19, 7, 3, 2, 2, 1, 1",
        "2, 3, 17, 35, 8, 3, 5, 2, 2, 1",
        "2, 2, 33, 31, 5, 3, 3, 3, 0, 2",
        "2, 3, 13, 40, 8, 2, 4, 1, 3, 3",
        "3, 5, 7, 7, 12, 1, 1, 1, 0, 1",
        "3, 5, 7, 7, 12, 1, 1, 2, 0, 1",
        "2, 2, 3, 3, 3, 1, 1, 1, 2, 1",
        "2, 2, 5, 6, 3, 2, 2, 3, 3, 2",
        "2, 4, 3, 50, 8, 3, 3, 1, 1, 1",
        "2, 4, 4, 4, 32, 3, 3, 1, 1, 1",
        "2, 3, 6, 5, 15, 3, 3, 1, 1, 1",
        "2, 3, 6, 5, 30, 3, 3, 2, 1, 1",
        "2, 3, 2, 2, 5, 3, 3, 1, 4, 1",
        "2, 3, 2, 2, 5, 3, 3, 1, 4, 2",
        "0, 4, 3, 5, 8, 3, 3, 1, 1, 1"
    })
    void equalsTheChains(
            int n,
            int channels,
            int height,
            int width,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int stride,
            int padding,
            int dilation) {
        check(
                Workers.single(),
                n,
                new Geometry(channels, height, width, filters, kernelHeight, kernelWidth, stride, padding, dilation));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void isTheSameForEveryNumberOfThreads(int threads) {
        try (Workers workers = Workers.of(threads)) {
            check(workers, 7, new Geometry(3, 16, 16, 8, 3, 3, 1, 1, 1));
            check(workers, 11, new Geometry(1, 28, 28, 6, 5, 5, 1, 2, 1));
            check(workers, 50, new Geometry(6, 14, 14, 16, 5, 5, 1, 0, 1));
        }
    }

    /** The buffers of one geometry must not leak into the next. */
    @Test
    void geometriesMayTakeTurns() {
        Geometry padded = new Geometry(2, 9, 9, 3, 3, 3, 1, 1, 1);
        Geometry strided = new Geometry(3, 12, 7, 4, 2, 3, 2, 2, 1);
        for (int i = 0; i < 3; i++) {
            check(Workers.single(), 2, padded);
            check(Workers.single(), 3, strided);
        }
    }
}
