package cognate.engine.kernel.conv;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.kernel.Cases;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What convolutions keep between calls has a bound. */
class ConvolutionMemoryTest {
    private final RandomStream random = RandomStream.of(9);

    /** The sums of 32 chunks would take 4.8 GB at once. */
    @Test
    void manyWeightsAndImagesTakeLittleScratch() {
        Geometry g = new Geometry(512, 2, 1, 512, 3, 3, 1, 1, 1);
        Tensor x = Cases.normal(random, 512, 512, 2, 1);
        Tensor dy = Cases.normal(random, 512, 512, 2, 1);
        Tensor dx = Tensor.zeros(x.shape());
        Tensor weight = Tensor.zeros(512, 512, 3, 3);
        Tensor dw = Tensor.zeros(weight.shape());
        Tensor db = Tensor.zeros(512);
        ConvolutionOutput y = ConvolutionOutput.of(Images.of(Tensor.zeros(dy.shape())));
        ConvolutionGradients to = new ConvolutionGradients(Images.of(dx), dw, db);
        Convolution convolution = Convolution.of(g);
        convolution.forward(Workers.single(), y, Images.of(x), weight, null);
        convolution.backward(Workers.single(), to, Images.of(x), weight, Images.of(dy), y);
        long floats = ConvolutionScratch.own().floats();
        assertTrue(4 * floats < 200_000_000, () -> 4 * floats + " bytes");
        // of the last filters and channels too
        for (int f : new int[] {0, 300, 511}) {
            int channel = 511 - f;
            Tensor one = Tensor.zeros(1, 1, 3, 3);
            Tensor oneX = plane(x, channel);
            Tensor oneDy = plane(dy, f);
            Geometry small = new Geometry(1, 2, 1, 1, 3, 3, 1, 1, 1);
            float[] expected = ConvolutionOracle.weightGradient(one, oneX, oneDy, small);
            for (int k = 0; k < 9; k++) {
                Cases.assertBits(expected[k], dw.get(f, channel, k / 3, k % 3), "filter " + f + ", tap " + k);
            }
        }
    }

    private static Tensor plane(Tensor images, int channel) {
        Tensor result = Tensor.zeros(images.dim(0), 1, 2, 1);
        for (int i = 0; i < result.size(); i++) {
            result.array()[i] = images.get(i / 2, channel, i % 2, 0);
        }
        return result;
    }

    /** Weights of many filters in groups, on several threads and with images that go one by one. */
    @Test
    void groupsOfFiltersGiveTheSameBits() {
        Geometry g = new Geometry(700, 1, 2, 50, 3, 3, 1, 1, 1);
        try (Workers workers = Workers.of(2)) {
            for (int n : new int[] {3, 35, 66}) {
                Tensor x = Cases.normal(random, n, 700, 1, 2);
                Tensor dy = Cases.normal(random, n, 50, 1, 2);
                Tensor dw = Cases.normal(random, 50, 700, 3, 3);
                Tensor db = Cases.normal(random, 50);
                float[] expected = ConvolutionOracle.weightGradient(dw, x, dy, g);
                float[] expectedBias = ConvolutionOracle.biasGradient(db, dy);
                ConvolutionGradients to = new ConvolutionGradients(null, dw, db);
                ConvolutionOutput y = ConvolutionOutput.of(Images.of(dy));
                Convolution.of(g).backward(workers, to, Images.of(x), Tensor.zeros(dw.shape()), Images.of(dy), y);
                Cases.assertBits(expected, dw, n + " images, dw");
                Cases.assertBits(expectedBias, db, n + " images, db");
            }
        }
    }

    @Test
    void geometriesAreForgotten() {
        Geometry first = new Geometry(512, 9, 9, 8, 3, 3, 1, 1, 1);
        Convolution known = Convolution.of(first);
        assertSame(known, Convolution.of(first));
        for (int i = 10; i < 200; i++) {
            Convolution.of(new Geometry(512, i, 9, 8, 3, 3, 1, 1, 1));
        }
        assertNotSame(known, Convolution.of(first));
    }
}
