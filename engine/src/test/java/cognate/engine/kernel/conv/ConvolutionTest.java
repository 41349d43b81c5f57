package cognate.engine.kernel.conv;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.conv.Convolution.Geometry;
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

    /** The sum of an image's products in a chain from +0. */
    private interface Chain {
        float image(int image);
    }

    /** Chunks of sixteen chains, added up as a tree, chain by chain; then the chains, by halves. */
    private static float tree(int n, Chain chain) {
        float[][] chunks = new float[Math.max(1, (n + 15) / 16)][16];
        for (int i = 0; i < n; i++) {
            chunks[i / 16][i % 16] = chain.image(i);
        }
        for (int step = 1; step < chunks.length; step *= 2) {
            for (int i = 0; i + step < chunks.length; i += 2 * step) {
                for (int lane = 0; lane < 16; lane++) {
                    chunks[i][lane] += chunks[i + step][lane];
                }
            }
        }
        for (int half = 8; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                chunks[0][i] += chunks[0][i + half];
            }
        }
        return chunks[0][0];
    }

    private static float[] weightGradient(Tensor dw, Tensor x, Tensor dy, Geometry g) {
        float[] result = dw.toArray();
        for (int i = 0; i < result.length; i++) {
            int kx = i % g.kernelWidth();
            int ky = i / g.kernelWidth() % g.kernelHeight();
            int c = i / (g.kernelWidth() * g.kernelHeight()) % g.channels();
            int f = i / (g.kernelWidth() * g.kernelHeight() * g.channels());
            result[i] += tree(x.dim(0), image -> {
                float sum = 0;
                for (int row = 0; row < dy.dim(2); row++) {
                    for (int column = 0; column < dy.dim(3); column++) {
                        float pixel = pixel(x, g, image, c, row, column, ky, kx);
                        sum = Math.fma(pixel, dy.get(image, f, row, column), sum);
                    }
                }
                return sum;
            });
        }
        return result;
    }

    private static float[] biasGradient(Tensor db, Tensor dy) {
        float[] result = db.toArray();
        for (int i = 0; i < result.length; i++) {
            int f = i;
            result[i] += tree(dy.dim(0), image -> {
                float sum = 0;
                for (int p = 0; p < dy.dim(2) * dy.dim(3); p++) {
                    sum += dy.get(image, f, p / dy.dim(3), p % dy.dim(3));
                }
                return sum;
            });
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
        convolution.forward(workers, n, y, x, weight, bias, false, null);
        Cases.assertBits(forward(x, weight, bias, g), y, "y, " + where);
        float[] rectified = forward(x, weight, null, g);
        for (int i = 0; i < rectified.length; i++) {
            rectified[i] = rectified[i] <= 0 ? 0f : rectified[i];
        }
        convolution.forward(workers, n, y, x, weight, null, true, null);
        Cases.assertBits(rectified, y, "rectified y without bias, " + where);
        checkBackward(workers, g, x, weight, bias, dy, null);
        checkBackward(workers, g, x, weight, bias, dy, y);
        if (n > 0 && y.dim(2) % 2 == 0 && y.dim(3) % 2 == 0) {
            checkPooled(workers, g, x, weight, bias);
        }
    }

    private void checkBackward(Workers workers, Geometry g, Tensor x, Tensor weight, Tensor bias, Tensor dy, Tensor y) {
        Convolution convolution = Convolution.of(g);
        Tensor masked = Tensor.of(dy.toArray(), dy.shape());
        for (int i = 0; y != null && i < dy.size(); i++) {
            masked.array()[i] = y.array()[y.offset() + i] > 0 ? masked.array()[i] : 0f;
        }
        Tensor dx = Cases.normal(random, x.dim(0), g.channels(), g.height(), g.width());
        Tensor dw = Cases.twin(weight);
        Tensor db = Cases.twin(bias);
        Tensor dwAlone = Cases.twin(weight);
        Tensor dbAlone = Cases.twin(bias);
        convolution.backward(workers, x.dim(0), dx, dw, db, x, weight, Cases.twin(dy), y, null);
        convolution.backward(workers, x.dim(0), null, dwAlone, null, x, weight, dy, y, null);
        convolution.backward(workers, x.dim(0), null, null, dbAlone, x, weight, dy, y, null);
        String where = x.dim(0) + " images, " + g;
        Cases.assertBits(inputGradient(masked, weight, g), dx, "dx, " + where);
        Cases.assertBits(weightGradient(weight, x, masked, g), dw, "dw, " + where);
        Cases.assertBits(biasGradient(bias, masked), db, "db, " + where);
        Cases.assertBits(dw.toArray(), dwAlone, "dw alone, " + where);
        Cases.assertBits(db.toArray(), dbAlone, "db alone, " + where);
    }

    /** The bits of the positive part that is then pooled. */
    private void checkPooled(Workers workers, Geometry g, Tensor x, Tensor weight, Tensor bias) {
        Convolution convolution = Convolution.of(g);
        int n = x.dim(0);
        Window window = new Window(2, 2, 0);
        Tensor y = Cases.normal(random, n, g.filters(), g.outputHeight(), g.outputWidth());
        Tensor pooled = Cases.normal(random, n, g.filters(), g.outputHeight() / 2, g.outputWidth() / 2);
        Tensor dPooled = Cases.normal(random, n, g.filters(), g.outputHeight() / 2, g.outputWidth() / 2);
        Tensor result = Cases.twin(pooled);
        Tensor winners = Cases.normal(random, convolution.winners(n));
        Tensor dy = Cases.twin(y);
        convolution.forward(workers, n, y, x, weight, bias, true, null);
        Pooling.max(workers, pooled, y, window);
        Pooling.maxGradient(workers, dy, dPooled, y, window);
        convolution.forward(workers, n, result, x, weight, bias, true, winners);
        String where = n + " images pooled, " + g;
        Cases.assertBits(pooled.toArray(), result, "y, " + where);
        Tensor dx = Cases.normal(random, n, g.channels(), g.height(), g.width());
        Tensor dw = Cases.twin(weight);
        Tensor db = Cases.twin(bias);
        Tensor expectedDx = Cases.twin(dx);
        Tensor expectedDw = Cases.twin(weight);
        Tensor expectedDb = Cases.twin(bias);
        convolution.backward(workers, x.dim(0), expectedDx, expectedDw, expectedDb, x, weight, dy, y, null);
        convolution.backward(workers, x.dim(0), dx, dw, db, x, weight, dPooled, null, winners);
        Cases.assertBits(expectedDx.toArray(), dx, "dx, " + where);
        Cases.assertBits(expectedDw.toArray(), dw, "dw, " + where);
        Cases.assertBits(expectedDb.toArray(), db, "db, " + where);
        Tensor blocks = interleaved(pooled);
        convolution.forward(workers, n, blocks, interleaved(x), weight, bias, true, winners);
        Cases.assertBits(interleaved(pooled).toArray(), withoutAbsent(blocks, n), "interleaved y, " + where);
        Tensor dxBlocks = interleaved(dx);
        Tensor dwBlocks = Cases.twin(weight);
        Tensor dbBlocks = Cases.twin(bias);
        convolution.backward(
                workers, n, dxBlocks, dwBlocks, dbBlocks, interleaved(x), weight, interleaved(dPooled), null, winners);
        Cases.assertBits(interleaved(expectedDx).toArray(), dxBlocks, "interleaved dx, " + where);
        Cases.assertBits(expectedDw.toArray(), dwBlocks, "dw of interleaved, " + where);
        Cases.assertBits(expectedDb.toArray(), dbBlocks, "db of interleaved, " + where);
        Tensor dwMasked = Cases.twin(weight);
        convolution.backward(workers, n, dxBlocks, dwMasked, null, x, weight, interleaved(dy), interleaved(y), null);
        Cases.assertBits(interleaved(expectedDx).toArray(), dxBlocks, "interleaved masked dx, " + where);
        Cases.assertBits(expectedDw.toArray(), dwMasked, "dw of interleaved masked, " + where);
    }

    /** Images [n, c, h, w] as blocks of sixteen, pixel by pixel; those that are not there are zero. */
    private static Tensor interleaved(Tensor images) {
        int n = images.dim(0);
        Tensor blocks = Tensor.zeros(Convolution.interleaved(n, images.dim(1), images.dim(2), images.dim(3)));
        int size = images.size() / n;
        for (int i = 0; i < images.size(); i++) {
            int image = i / size;
            blocks.array()[(image / 16 * size + i % size) * 16 + image % 16] = images.array()[images.offset() + i];
        }
        return blocks;
    }

    private static Tensor withoutAbsent(Tensor blocks, int n) {
        for (int i = 0; i < blocks.size(); i++) {
            int image = i / (blocks.size() / blocks.dim(0)) * 16 + i % 16;
            blocks.array()[i] = image < n ? blocks.array()[i] : 0f;
        }
        return blocks;
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
