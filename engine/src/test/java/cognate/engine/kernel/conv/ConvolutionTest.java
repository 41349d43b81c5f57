package cognate.engine.kernel.conv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.kernel.Cases;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionTest {
    private final RandomStream random = RandomStream.of(3);
    /** Whether every fourth number is −0, infinite, NaN, denormal or otherwise special. */
    private boolean special;

    private Tensor numbers(int... dims) {
        return special ? Cases.special(random, dims) : Cases.normal(random, dims);
    }

    private static ConvolutionOutput output(Images y, boolean rectified) {
        return new ConvolutionOutput(y, rectified, null);
    }

    private void check(Workers workers, int n, Geometry g) {
        Tensor x = numbers(n, g.channels(), g.height(), g.width());
        Tensor weight = numbers(g.filters(), g.channels(), g.kernelHeight(), g.kernelWidth());
        Tensor bias = numbers(g.filters());
        Tensor y = numbers(n, g.filters(), g.outputHeight(), g.outputWidth());
        Tensor dy = numbers(n, g.filters(), g.outputHeight(), g.outputWidth());
        Convolution convolution = Convolution.of(g);
        String where = n + " images, " + g;
        convolution.forward(workers, output(Images.of(y), false), Images.of(x), weight, bias);
        Cases.assertBits(ConvolutionOracle.forward(x, weight, bias, g), y, "y, " + where);
        float[] rectified = ConvolutionOracle.forward(x, weight, null, g);
        for (int i = 0; i < rectified.length; i++) {
            rectified[i] = rectified[i] <= 0 ? 0f : rectified[i];
        }
        convolution.forward(workers, output(Images.of(y), true), Images.of(x), weight, null);
        Cases.assertBits(rectified, y, "rectified y without bias, " + where);
        checkBackward(workers, g, x, weight, bias, dy, null);
        checkBackward(workers, g, x, weight, bias, dy, y);
        if (n > 0) {
            checkInterleaved(workers, g, x, weight, bias, dy);
        }
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
        Tensor dxAlone = Cases.twin(dx);
        Tensor dwAlone = Cases.twin(weight);
        Tensor dbAlone = Cases.twin(bias);
        ConvolutionOutput out = output(y == null ? null : Images.of(y), y != null);
        backward(convolution, workers, dx, dw, db, x, weight, Cases.twin(dy), out);
        backward(convolution, workers, dxAlone, null, null, x, weight, Cases.twin(dy), out);
        backward(convolution, workers, null, dwAlone, null, x, weight, Cases.twin(dy), out);
        backward(convolution, workers, null, null, dbAlone, x, weight, dy, out);
        String where = x.dim(0) + " images, " + g;
        Cases.assertBits(ConvolutionOracle.inputGradient(masked, weight, g), dx, "dx, " + where);
        Cases.assertBits(ConvolutionOracle.weightGradient(weight, x, masked, g), dw, "dw, " + where);
        Cases.assertBits(ConvolutionOracle.biasGradient(bias, masked), db, "db, " + where);
        Cases.assertBits(dx.toArray(), dxAlone, "dx alone, " + where);
        Cases.assertBits(dw.toArray(), dwAlone, "dw alone, " + where);
        Cases.assertBits(db.toArray(), dbAlone, "db alone, " + where);
    }

    private static void backward(
            Convolution convolution,
            Workers workers,
            Tensor dx,
            Tensor dw,
            Tensor db,
            Tensor x,
            Tensor weight,
            Tensor dy,
            ConvolutionOutput y) {
        ConvolutionGradients to = new ConvolutionGradients(dx == null ? null : Images.of(dx), dw, db);
        convolution.backward(workers, to, Images.of(x), weight, Images.of(dy), y);
    }

    private void checkInterleaved(Workers workers, Geometry g, Tensor x, Tensor weight, Tensor bias, Tensor dy) {
        Convolution convolution = Convolution.of(g);
        int n = x.dim(0);
        String where = n + " images interleaved, " + g;
        Tensor y = interleaved(dy);
        convolution.forward(workers, output(block(y, n), false), block(interleaved(x), n), weight, bias);
        Tensor expected = Tensor.of(ConvolutionOracle.forward(x, weight, bias, g), dy.shape());
        Cases.assertBits(interleaved(expected).toArray(), withoutAbsent(y, n), "y, " + where);
        Tensor dx = interleaved(x);
        Tensor dw = Cases.twin(weight);
        Tensor db = Cases.twin(bias);
        ConvolutionGradients to = new ConvolutionGradients(block(dx, n), dw, db);
        Images blocks = block(withNoise(interleaved(x), n), n);
        Images gradients = block(withNoise(interleaved(dy), n), n);
        convolution.backward(workers, to, blocks, weight, gradients, output(null, false));
        Tensor expectedDx = Tensor.of(ConvolutionOracle.inputGradient(dy, weight, g), x.shape());
        Cases.assertBits(interleaved(expectedDx).toArray(), withoutAbsent(dx, n), "dx, " + where);
        Cases.assertBits(ConvolutionOracle.weightGradient(weight, x, dy, g), dw, "dw, " + where);
        Cases.assertBits(ConvolutionOracle.biasGradient(bias, dy), db, "db, " + where);
    }

    /** The bits of the positive part that is then pooled. */
    private void checkPooled(Workers workers, Geometry g, Tensor x, Tensor weight, Tensor bias) {
        Convolution convolution = Convolution.of(g);
        int n = x.dim(0);
        Window window = new Window(2, 2, 0);
        Tensor y = Cases.normal(random, n, g.filters(), g.outputHeight(), g.outputWidth());
        Tensor pooled = Cases.normal(random, n, g.filters(), g.outputHeight() / 2, g.outputWidth() / 2);
        Tensor dPooled = numbers(n, g.filters(), g.outputHeight() / 2, g.outputWidth() / 2);
        Tensor result = Cases.twin(pooled);
        Tensor winners = Cases.normal(random, convolution.winners(n));
        Tensor dy = Cases.twin(y);
        convolution.forward(workers, output(Images.of(y), true), Images.of(x), weight, bias);
        Pooling.max(workers, pooled, y, window);
        Pooling.maxGradient(workers, dy, dPooled, y, window);
        ConvolutionOutput out = new ConvolutionOutput(Images.of(result), true, winners);
        convolution.forward(workers, out, Images.of(x), weight, bias);
        String where = n + " images pooled, " + g;
        Cases.assertBits(pooled.toArray(), result, "y, " + where);
        Tensor dx = Cases.normal(random, n, g.channels(), g.height(), g.width());
        Tensor dw = Cases.twin(weight);
        Tensor db = Cases.twin(bias);
        Tensor expectedDx = Cases.twin(dx);
        Tensor expectedDw = Cases.twin(weight);
        Tensor expectedDb = Cases.twin(bias);
        ConvolutionOutput before = output(Images.of(y), true);
        backward(convolution, workers, expectedDx, expectedDw, expectedDb, x, weight, dy, before);
        backward(convolution, workers, dx, dw, db, x, weight, dPooled, out);
        Cases.assertBits(expectedDx.toArray(), dx, "dx, " + where);
        Cases.assertBits(expectedDw.toArray(), dw, "dw, " + where);
        Cases.assertBits(expectedDb.toArray(), db, "db, " + where);
        Tensor blocks = interleaved(pooled);
        ConvolutionOutput outBlocks = new ConvolutionOutput(block(blocks, n), true, winners);
        convolution.forward(workers, outBlocks, block(interleaved(x), n), weight, bias);
        Cases.assertBits(interleaved(pooled).toArray(), withoutAbsent(blocks, n), "interleaved y, " + where);
        Tensor dxBlocks = interleaved(dx);
        Tensor dwBlocks = Cases.twin(weight);
        Tensor dbBlocks = Cases.twin(bias);
        ConvolutionGradients to = new ConvolutionGradients(block(dxBlocks, n), dwBlocks, dbBlocks);
        convolution.backward(workers, to, block(interleaved(x), n), weight, block(interleaved(dPooled), n), outBlocks);
        Cases.assertBits(interleaved(expectedDx).toArray(), withoutAbsent(dxBlocks, n), "interleaved dx, " + where);
        Cases.assertBits(expectedDw.toArray(), dwBlocks, "dw of interleaved, " + where);
        Cases.assertBits(expectedDb.toArray(), dbBlocks, "db of interleaved, " + where);
        Tensor dwMasked = Cases.twin(weight);
        to = new ConvolutionGradients(block(dxBlocks, n), dwMasked, null);
        ConvolutionOutput masked = output(block(interleaved(y), n), true);
        convolution.backward(workers, to, Images.of(x), weight, block(interleaved(dy), n), masked);
        Cases.assertBits(interleaved(expectedDx).toArray(), withoutAbsent(dxBlocks, n), "masked dx, " + where);
        Cases.assertBits(expectedDw.toArray(), dwMasked, "dw of interleaved masked, " + where);
    }

    private static Images block(Tensor blocks, int n) {
        return Images.interleaved(blocks, n);
    }

    /** Images [n, c, h, w] as blocks of sixteen, pixel by pixel; those that are not there are zero. */
    private static Tensor interleaved(Tensor images) {
        int n = images.dim(0);
        Tensor blocks = Tensor.zeros(Images.interleavedShape(n, images.dim(1), images.dim(2), images.dim(3)));
        int size = images.size() / n;
        for (int i = 0; i < images.size(); i++) {
            int image = i / size;
            blocks.array()[(image / 16 * size + i % size) * 16 + image % 16] = images.array()[images.offset() + i];
        }
        return blocks;
    }

    private static Tensor withoutAbsent(Tensor blocks, int n) {
        return absent(blocks, n, 0f);
    }

    /** What is in the place of images that are not there must not matter. */
    private static Tensor withNoise(Tensor blocks, int n) {
        return absent(blocks, n, Float.NaN);
    }

    private static Tensor absent(Tensor blocks, int n, float value) {
        for (int i = 0; i < blocks.size(); i++) {
            int image = i / (blocks.size() / blocks.dim(0)) * 16 + i % 16;
            blocks.array()[i] = image < n ? blocks.array()[i] : value;
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
        "0, 4, 3, 5, 8, 3, 3, 1, 1, 1",
        "33, 3, 5, 16, 16, 3, 3, 1, 1, 1",
        "17, 16, 4, 16, 8, 3, 3, 1, 0, 1",
        "2, 40, 20, 20, 6, 3, 3, 1, 1, 1"
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
    @ValueSource(ints = {1, 2, 3, 5})
    void isTheSameForEveryNumberOfThreads(int threads) {
        try (Workers workers = Workers.of(threads)) {
            for (int n : new int[] {1, 2, 7, 16, 17, 33}) {
                check(workers, n, new Geometry(3, 4, 16, 8, 3, 3, 1, 1, 1));
                check(workers, n, new Geometry(2, 5, 7, 6, 5, 5, 1, 2, 1));
            }
            check(workers, 50, new Geometry(2, 6, 6, 5, 3, 3, 1, 0, 1));
            check(workers, 1, new Geometry(32, 16, 16, 32, 3, 3, 1, 1, 1));
            check(workers, 1, new Geometry(30, 19, 17, 25, 3, 3, 1, 1, 1));
        }
    }

    /** Random geometries, every fourth number special: zeros of the padding count, whoever computes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void specialNumbersFollowTheChains(int threads) {
        special = true;
        try (Workers workers = Workers.of(threads)) {
            for (int n = 1; n <= 33; n++) {
                check(workers, n, ConvolutionFuzz.geometry(random));
            }
        }
    }

    /** Six filters, one pixel, padding 1: wide tiles reach the pixel from positions at which narrow ones do not. */
    @Test
    void whichTapsEnterIsAPropertyOfTheOperation() {
        Geometry g = new Geometry(1, 1, 1, 6, 1, 1, 1, 1, 1);
        for (int n = 1; n <= 17; n++) {
            Tensor y = Tensor.zeros(n, 6, 3, 3);
            Tensor bias = Tensor.of(new float[] {-0f, -0f, -0f, -0f, -0f, -0f}, 6);
            Tensor weight = Tensor.of(new float[] {1, -1, Float.POSITIVE_INFINITY, 0, -0f, Float.NaN}, 6, 1, 1, 1);
            Convolution.of(g)
                    .forward(
                            Workers.single(),
                            ConvolutionOutput.of(Images.of(y)),
                            Images.of(Tensor.zeros(n, 1, 1, 1)),
                            weight,
                            bias);
            for (int i = 0; i < y.size(); i++) {
                int filter = i / 9 % 6;
                Cases.assertBits(filter == 2 || filter == 5 ? Float.NaN : 0f, y.array()[i], n + " images, " + i);
            }
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
            check(Workers.single(), 16, padded);
            check(Workers.single(), 19, strided);
        }
    }

    @Test
    void paddingMayDifferByDirection() {
        check(Workers.single(), 3, new Geometry(2, 1, 9, 3, 1, 3, 1, 0, 1, 1));
        check(Workers.single(), 16, new Geometry(2, 4, 9, 3, 3, 3, 2, 2, 0, 1));
    }

    @Test
    void sizesThatNoArrayHoldsAreRefused() {
        ShapeException e =
                assertThrows(ShapeException.class, () -> Convolution.of(new Geometry(1, 8, 8, 2, 3, 3, 1, 1 << 20, 1)));
        assertTrue(
                e.getMessage().startsWith("convolution: one output of 1 to 2^31 - 1 floats, found 8796"),
                e::getMessage);
        e = assertThrows(
                ShapeException.class, () -> Convolution.of(new Geometry(7, 1 << 14, 1 << 14, 1, 1, 1, 64, 600, 1)));
        assertEquals(
                "convolution: a padded image that an array holds, found [7, 16384, 16384] and [1, 275, 275]",
                e.getMessage());
        assertThrows(ShapeException.class, () -> Convolution.of(new Geometry(1, 8, 8, 2, 9, 9, 1, 0, 1)));
        assertThrows(ShapeException.class, () -> Convolution.of(new Geometry(1, 8, 8, 0, 1, 1, 1, 0, 1)));
        assertThrows(
                ShapeException.class, () -> Convolution.of(new Geometry(1, 8, 8, 2, 3, 3, 1 << 30, 1 << 30, 1 << 30)));
    }
}
