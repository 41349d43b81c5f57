package cognate.engine.kernel.map;

import static cognate.engine.kernel.Cases.assertBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.Oracle;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RowReductionsTest {
    private final RandomStream random = RandomStream.of(6);

    private static float[] row(Tensor x, int r) {
        return x.slice(0, r, r + 1).toArray();
    }

    @Test
    void sumsMeansAndVariancesHaveOneOrder() {
        for (int n : Cases.SIZES) {
            Tensor x = Cases.normal(random, 3, n);
            Tensor sum = Cases.normal(random, 3);
            Tensor mean = Cases.normal(random, 3);
            Tensor variance = Cases.normal(random, 3);
            Tensor dx = Cases.normal(random, 3, n);
            Tensor dy = Cases.normal(random, 3);
            RowReductions.sum(sum, x);
            RowReductions.mean(mean, x);
            RowReductions.variance(variance, x, mean, 1);
            RowReductions.varianceGradient(dx, dy, x, mean, 1);
            float[] sums = new float[3];
            float[] means = new float[3];
            float[] variances = new float[3];
            float[] gradients = new float[3 * n];
            for (int r = 0; r < 3; r++) {
                float[] row = row(x, r);
                sums[r] = Oracle.sum(row, null);
                means[r] = sums[r] / n;
                for (int i = 0; i < n; i++) {
                    row[i] -= means[r];
                    gradients[r * n + i] = 2 * dy.get(r) / (n - 1) * row[i];
                }
                variances[r] = Oracle.sum(row, row) / (n - 1);
            }
            assertBits(sums, sum, "sums of " + n);
            assertBits(means, mean, "means of " + n);
            assertBits(variances, variance, "variances of " + n);
            assertBits(gradients, dx, "gradients of " + n);
        }
    }

    @Test
    void theFirstOfTheLargestIsTaken() {
        float nan = Float.NaN;
        Tensor x = Tensor.of(
                new float[] {7, 1, 3, 2, 3, -0f, 0f, -1, -2, 1, nan, 5, nan, nan, 9, 9, 9, -5, -4, -6, -7},
                1,
                Shape.of(5, 4));
        int[] indices = new int[5];
        RowReductions.argmax(indices, x);
        assertArrayEquals(new int[] {1, 0, 1, 0, 1}, indices);
        Tensor y = Cases.normal(random, 5);
        RowReductions.pick(y, x, indices);
        assertBits(new float[] {3, -0f, nan, nan, -4}, y, "largest");
        Tensor dx = Cases.normal(random, 5, 4);
        RowReductions.pickGradient(dx, Tensor.of(new float[] {1, 2, 3, 4, -0f}, 5), indices);
        float[] expected = new float[20];
        expected[1] = 1;
        expected[4] = 2;
        expected[9] = 3;
        expected[12] = 4;
        expected[17] = -0f;
        assertBits(expected, dx, "gradient");
    }

    @Test
    void rowsOfOneInfinityHaveAnIndex() {
        int[] indices = {7};
        RowReductions.argmax(indices, Tensor.of(new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY}, 1, 2));
        assertArrayEquals(new int[] {0}, indices);
    }
}
