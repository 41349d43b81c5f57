package cognate.engine.kernel.map;

import static cognate.engine.kernel.Cases.assertBits;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.Oracle;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LayerNormalizationTest {
    private final RandomStream random = RandomStream.of(8);

    @Test
    void rowsAreStandardized() {
        for (int n : Cases.SIZES) {
            Tensor x = Cases.normal(random, 3, n);
            Tensor y = Cases.normal(random, 3, n);
            Tensor scale = Cases.normal(random, 3);
            LayerNormalization.standardize(y, scale, x, 1e-5f);
            Tensor dy = Cases.normal(random, 3, n);
            Tensor dx = Cases.normal(random, 3, n);
            LayerNormalization.standardizeGradient(dx, dy, y, scale);
            float[] scales = new float[3];
            float[] values = new float[3 * n];
            float[] gradients = new float[3 * n];
            for (int r = 0; r < 3; r++) {
                float[] row = Arrays.copyOfRange(x.toArray(), r * n, (r + 1) * n);
                float mean = Oracle.sum(row, null) / n;
                for (int i = 0; i < n; i++) {
                    row[i] -= mean;
                }
                scales[r] = (float) (1 / Math.sqrt((double) (Oracle.sum(row, row) / n) + 1e-5f));
                float[] dRow = Arrays.copyOfRange(dy.toArray(), r * n, (r + 1) * n);
                for (int i = 0; i < n; i++) {
                    row[i] *= scales[r];
                    values[r * n + i] = row[i];
                }
                float dMean = Oracle.sum(dRow, null) / n;
                float slope = Oracle.sum(dRow, row) / n;
                for (int i = 0; i < n; i++) {
                    gradients[r * n + i] = scales[r] * Math.fma(-row[i], slope, dRow[i] - dMean);
                }
            }
            assertBits(scales, scale, "scales of " + n);
            assertBits(values, y, "rows of " + n);
            assertBits(gradients, dx, "gradients of " + n);
            LayerNormalization.standardizeGradient(dy, dy, y, scale);
            assertBits(gradients, dy, "gradients in place of " + n);
        }
    }

    @Test
    void channelsHaveAnAffineMap() {
        for (int plane : new int[] {0, 1, 3, 16, 70}) {
            for (int channels : new int[] {0, 1, 5}) {
                Tensor x = Cases.special(random, 2, channels, plane);
                Tensor dy = Cases.special(random, 2, channels, plane);
                Tensor weight = Cases.special(random, channels);
                Tensor bias = Cases.special(random, channels);
                Tensor y = Cases.normal(random, 2, channels, plane);
                Tensor dx = Cases.normal(random, 2, channels, plane);
                Tensor dWeight = Cases.normal(random, channels);
                Tensor dBias = Cases.normal(random, channels);
                LayerNormalization.affine(y, x, weight, bias, plane);
                LayerNormalization.affineGradient(dx, dy, weight, plane);
                LayerNormalization.affineSums(dWeight, dBias, dy, x, plane);
                float[] xs = x.toArray();
                float[] dys = dy.toArray();
                float[] values = new float[xs.length];
                float[] gradients = new float[xs.length];
                double[] products = new double[channels];
                double[] sums = new double[channels];
                for (int i = 0; i < xs.length; i++) {
                    int c = i / plane % channels;
                    values[i] = Math.fma(xs[i], weight.get(c), bias.get(c));
                    gradients[i] = dys[i] * weight.get(c);
                    if (i % plane == 0) {
                        float[] planeOfDy = Arrays.copyOfRange(dys, i, i + plane);
                        sums[c] += Oracle.sum(planeOfDy, null);
                        products[c] += Oracle.sum(planeOfDy, Arrays.copyOfRange(xs, i, i + plane));
                    }
                }
                String where = channels + " planes of " + plane;
                assertBits(values, y, where);
                assertBits(gradients, dx, where);
                for (int c = 0; c < channels; c++) {
                    assertBits((float) products[c], dWeight.get(c), where);
                    assertBits((float) sums[c], dBias.get(c), where);
                }
            }
        }
    }
}
