package cognate.engine.kernel.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.kernel.Cases;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationTest {
    private static final int IMAGES = 3;
    private static final int CHANNELS = 2;

    private final RandomStream random = RandomStream.of(9);

    /** The order of {@link Reduce#dot} in plain Java. */
    private static float dot(Tensor x, int xAt, float a, Tensor y, int yAt, float b, int n) {
        float[] lanes = new float[64];
        for (int i = 0; i < (n & -64); i++) {
            lanes[i % 64] = Math.fma(x.array()[xAt + i] - a, y.array()[yAt + i] - b, lanes[i % 64]);
        }
        fold(lanes, 32);
        fold(lanes, 16);
        for (int i = n & -64; i < (n & -16); i++) {
            lanes[i % 16] = Math.fma(x.array()[xAt + i] - a, y.array()[yAt + i] - b, lanes[i % 16]);
        }
        for (int half = 8; half > 0; half /= 2) {
            fold(lanes, half);
        }
        float sum = lanes[0];
        for (int i = n & -16; i < n; i++) {
            sum = Math.fma(x.array()[xAt + i] - a, y.array()[yAt + i] - b, sum);
        }
        return sum;
    }

    private static void fold(float[] lanes, int half) {
        for (int i = 0; i < half; i++) {
            lanes[i] += lanes[i + half];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15, 16, 17, 49, 64, 100, 257})
    void equalsTheFormulas(int plane) {
        Tensor x = Cases.normal(random, IMAGES, CHANNELS, plane);
        Tensor dy = Cases.normal(random, IMAGES, CHANNELS, plane);
        Tensor mean = Cases.normal(random, CHANNELS);
        Tensor variance = Cases.normal(random, CHANNELS);
        Tensor sumDy = Cases.normal(random, CHANNELS);
        Tensor sumDyX = Cases.normal(random, CHANNELS);
        Normalization.statistics(mean, variance, x);
        Normalization.gradientSums(sumDy, sumDyX, dy, x, mean);
        for (int c = 0; c < CHANNELS; c++) {
            double sum = 0;
            double squares = 0;
            double gradients = 0;
            double products = 0;
            for (int i = 0; i < IMAGES; i++) {
                int at = (i * CHANNELS + c) * plane;
                sum += Reduce.sum(x.array(), x.offset() + at, plane);
                gradients += Reduce.sum(dy.array(), dy.offset() + at, plane);
                float m = mean.get(c);
                squares += dot(x, x.offset() + at, m, x, x.offset() + at, m, plane);
                products += dot(dy, dy.offset() + at, 0, x, x.offset() + at, m, plane);
            }
            assertEquals((float) (sum / (IMAGES * plane)), mean.get(c));
            assertEquals((float) (squares / (IMAGES * plane)), variance.get(c));
            assertEquals((float) gradients, sumDy.get(c));
            assertEquals((float) products, sumDyX.get(c));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 33, 100})
    void mapsEqualTheFormulas(int plane) {
        Tensor x = Cases.normal(random, IMAGES, CHANNELS, plane);
        Tensor dy = Cases.normal(random, IMAGES, CHANNELS, plane);
        Tensor mean = Cases.normal(random, CHANNELS);
        Tensor a = Cases.normal(random, CHANNELS);
        Tensor b = Cases.normal(random, CHANNELS);
        Tensor d = Cases.normal(random, CHANNELS);
        Tensor y = Cases.normal(random, IMAGES, CHANNELS, plane);
        Tensor dx = Cases.normal(random, IMAGES, CHANNELS, plane);
        Normalization.apply(y, x, mean, a, b);
        Normalization.inputGradient(dx, dy, x, mean, a, b, d);
        float[] expectedY = new float[x.size()];
        float[] expectedDx = new float[x.size()];
        for (int i = 0; i < x.size(); i++) {
            int c = i / plane % CHANNELS;
            float centred = x.array()[x.offset() + i] - mean.get(c);
            expectedY[i] = Math.fma(centred, a.get(c), b.get(c));
            float rest = Math.fma(centred, b.get(c), d.get(c));
            expectedDx[i] = Math.fma(dy.array()[dy.offset() + i], a.get(c), rest);
        }
        Cases.assertBits(expectedY, y, "y");
        Cases.assertBits(expectedDx, dx, "dx");
    }
}
