package cognate.engine.kernel.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class DoubleVectorsTest {
    private static final int[] SIZES = {0, 1, 4, 6, 13, 31, 32, 33, 63, 64, 100, 257, 1024, 4098};

    private static double[] random(int n, long seed) {
        RandomStream random = RandomStream.of(seed);
        double[] result = new double[n];
        for (int i = 0; i < n; i++) {
            result[i] = random.nextDouble() - 0.5;
        }
        return result;
    }

    @Test
    void dotHasThirtyTwoLanesFoldedByHalves() {
        for (int n : SIZES) {
            double[] x = random(n + 3, n);
            double[] y = random(n + 5, n + 1);
            double[] lanes = new double[32];
            for (int i = 0; i < n; i++) {
                lanes[i % 32] = Math.fma(x[i + 3], y[i + 5], lanes[i % 32]);
            }
            for (int half = 16; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    lanes[i] += lanes[i + half];
                }
            }
            assertEquals(lanes[0], DoubleVectors.dot(x, 3, y, 5, n));
        }
    }

    @Test
    void accumulateIsOneFmaAnElement() {
        for (int n : SIZES) {
            double[] x = random(n + 3, n);
            double[] y = random(n + 5, n + 1);
            double[] sum = y.clone();
            DoubleVectors.accumulate(sum, 5, 0.3, x, 3, n);
            for (int i = 0; i < y.length; i++) {
                assertEquals(i < 5 ? y[i] : Math.fma(0.3, x[i - 2], y[i]), sum[i]);
            }
        }
    }

    @Test
    void normKeepsItsDigitsAtBothEndsOfTheRange() {
        for (double scale : new double[] {1, 0x1p-600, 0x1p-1022, 0x1p600, 0x1p1020}) {
            assertEquals(5 * scale, DoubleVectors.norm(new double[] {7, 3 * scale, -4 * scale, 0}, 1, 3));
        }
        assertEquals(5 * 0x1p-1070, DoubleVectors.norm(new double[] {3 * 0x1p-1070, 4 * 0x1p-1070}, 0, 2));
        assertEquals(0, DoubleVectors.norm(new double[5], 0, 5));
        assertEquals(0, DoubleVectors.norm(new double[0], 0, 0));
    }
}
