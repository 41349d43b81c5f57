package cognate.engine.kernel.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolingTest {
    private final RandomStream random = RandomStream.of(5);

    /** The pixel of x that is the maximum of a window; compares every pixel of the padded window in order. */
    private static int[] argmax(Tensor x, int image, int channel, int row, int column, Window window) {
        int[] best = null;
        for (int i = 0; i < window.size() * window.size(); i++) {
            int r = row * window.stride() - window.padding() + i / window.size();
            int c = column * window.stride() - window.padding() + i % window.size();
            if (r >= 0 && r < x.dim(2) && c >= 0 && c < x.dim(3)) {
                float pixel = x.get(image, channel, r, c);
                if (best == null || pixel > x.get(image, channel, best[0], best[1]) || Float.isNaN(pixel)) {
                    best = new int[] {r, c};
                }
            }
        }
        return best;
    }

    private void check(Workers workers, Tensor x, Window window) {
        int rows = window.outputs(x.dim(2));
        int columns = window.outputs(x.dim(3));
        Tensor dy = Cases.normal(random, x.dim(0), x.dim(1), rows, columns);
        Tensor max = Tensor.zeros(dy.shape());
        Tensor maxGradient = Tensor.zeros(x.shape());
        Tensor average = Tensor.zeros(dy.shape());
        Tensor averageGradient = Tensor.zeros(x.shape());
        for (int i = 0; i < dy.size(); i++) {
            int column = i % columns;
            int row = i / columns % rows;
            int channel = i / (columns * rows) % x.dim(1);
            int image = i / (columns * rows * x.dim(1));
            int[] best = argmax(x, image, channel, row, column, window);
            float gradient = dy.get(image, channel, row, column);
            max.array()[i] = x.get(image, channel, best[0], best[1]);
            float before = maxGradient.get(image, channel, best[0], best[1]);
            maxGradient.set(before + gradient, image, channel, best[0], best[1]);
            float count = window.size() * window.size();
            float sum = 0;
            for (int j = 0; j < count; j++) {
                int r = row * window.stride() - window.padding() + j / window.size();
                int c = column * window.stride() - window.padding() + j % window.size();
                if (r >= 0 && r < x.dim(2) && c >= 0 && c < x.dim(3)) {
                    sum += x.get(image, channel, r, c);
                    float share = averageGradient.get(image, channel, r, c) + gradient / count;
                    averageGradient.set(share, image, channel, r, c);
                }
            }
            average.array()[i] = sum / count;
        }
        String where = window + " on " + x.shape();
        Tensor y = Cases.normal(random, dy.shape().toArray());
        Tensor dx = Cases.normal(random, x.shape().toArray());
        Pooling.max(workers, y, x, window);
        Cases.assertBits(max.array(), y, "max, " + where);
        Pooling.maxGradient(workers, dx, dy, x, window);
        Cases.assertBits(maxGradient.array(), dx, "gradient of max, " + where);
        Pooling.average(workers, y, x, window);
        Cases.assertBits(average.array(), y, "average, " + where);
        Pooling.averageGradient(workers, dx, dy, window);
        Cases.assertBits(averageGradient.array(), dx, "gradient of average, " + where);
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 0", "3, 2, 1", "3, 1, 0", "2, 3, 1", "1, 1, 0", "5, 5, 2", "2, 1, 0"})
    void equalsTheDefinition(int size, int stride, int padding) {
        Window window = new Window(size, stride, padding);
        for (int[] dims : new int[][] {
            {5, 5}, {28, 28}, {10, 10}, {6, 7}, {32, 32}, {16, 16}, {9, 70}, {8, 64}, {6, 48}, {4, 34}, {4, 2}
        }) {
            check(Workers.single(), Cases.normal(random, 2, 3, dims[0], dims[1]), window);
            check(Workers.single(), Cases.special(random, 2, 3, dims[0], dims[1]), window);
            check(Workers.single(), Tensor.zeros(1, 2, dims[0], dims[1]), window);
        }
        check(Workers.single(), Tensor.zeros(0, 2, 5, 5), window);
        try (Workers workers = Workers.of(3)) {
            check(workers, Cases.special(random, 40, 3, 24, 30), window);
        }
    }

    @Test
    void globalAveragesDivideTheSumOfAPlane() {
        for (int size : new int[] {1, 5, 16, 64, 100}) {
            Tensor x = Cases.normal(random, 2, 3, 1, size);
            Tensor y = Cases.normal(random, 2, 3, 1, 1);
            Pooling.globalAverage(y, x);
            float[] expected = new float[6];
            for (int i = 0; i < 6; i++) {
                expected[i] = Reduce.sum(x.array(), x.offset() + i * size, size) / size;
            }
            Cases.assertBits(expected, y, "plane of " + size);
            Tensor dx = Tensor.zeros(2, 3, 1, size);
            Pooling.globalAverageGradient(dx, y);
            for (int i = 0; i < 6; i++) {
                assertArrayEquals(
                        new float[] {expected[i] / size, expected[i] / size},
                        new float[] {dx.get(i / 3, i % 3, 0, 0), dx.get(i / 3, i % 3, 0, size - 1)});
            }
        }
    }
}
