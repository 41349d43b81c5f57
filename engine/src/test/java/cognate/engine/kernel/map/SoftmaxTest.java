package cognate.engine.kernel.map;

import static cognate.engine.kernel.Cases.assertBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.Oracle;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
    private static final int[] CLASSES = {1, 2, 3, 10, 15, 16, 17, 33, 64, 100, 1000};

    private final RandomStream random = RandomStream.of(3);

    private static float[] row(Tensor x, int i) {
        return x.slice(0, i, i + 1).toArray();
    }

    @Test
    void logSoftmaxKeepsItsBits() {
        for (int c : CLASSES) {
            Tensor x = Cases.normal(random, 5, c);
            Tensor y = Cases.normal(random, 5, c);
            float[] expected = x.toArray();
            for (int i = 0; i < 5; i++) {
                float max = Oracle.max(row(x, i));
                float log = VectorMath.log(Oracle.exponentials(row(x, i)));
                for (int j = 0; j < c; j++) {
                    expected[i * c + j] = x.get(i, j) - max - log;
                }
            }
            Softmax.logSoftmax(y, x);
            assertBits(expected, y, c + " classes");

            Tensor dy = Cases.normal(random, 5, c);
            Tensor dx = Cases.normal(random, 5, c);
            for (int i = 0; i < 5; i++) {
                float sum = Oracle.sum(row(dy, i), null);
                for (int j = 0; j < c; j++) {
                    expected[i * c + j] = Math.fma(-sum, VectorMath.exp(y.get(i, j)), dy.get(i, j));
                }
            }
            Softmax.logSoftmaxGradient(dx, dy, y);
            assertBits(expected, dx, "gradient, " + c + " classes");
            Softmax.logSoftmaxGradient(dy, dy, y);
            assertBits(expected, dy, "gradient in place, " + c + " classes");
        }
    }

    @Test
    void softmaxKeepsItsBits() {
        for (int c : CLASSES) {
            Tensor x = Cases.normal(random, 5, c);
            Tensor y = Cases.normal(random, 5, c);
            Tensor dy = Cases.normal(random, 5, c);
            Tensor dx = Cases.normal(random, 5, c);
            float[] expected = new float[5 * c];
            float[] gradient = new float[5 * c];
            for (int i = 0; i < 5; i++) {
                float[] row = row(x, i);
                float sum = Oracle.exponentials(row);
                for (int j = 0; j < c; j++) {
                    row[j] /= sum;
                    expected[i * c + j] = row[j];
                }
                float dot = Oracle.sum(row(dy, i), row);
                for (int j = 0; j < c; j++) {
                    gradient[i * c + j] = row[j] * (dy.get(i, j) - dot);
                }
            }
            Softmax.softmax(y, x);
            assertBits(expected, y, c + " classes");
            Softmax.softmaxGradient(dx, dy, y);
            assertBits(gradient, dx, "gradient, " + c + " classes");
            Softmax.softmaxGradient(dy, dy, y);
            assertBits(gradient, dy, "gradient in place, " + c + " classes");
        }
    }

    @Test
    void crossEntropyKeepsItsBits() {
        for (int c : CLASSES) {
            int n = 9;
            Tensor x = Cases.normal(random, n, c);
            Tensor p = Cases.normal(random, n, c);
            int[] labels = {99, -1, 0, c - 1, 0, c / 2, -1, -7, c / 3, 0};
            float[] expected = x.toArray();
            double total = 0;
            for (int i = 0; i < n; i++) {
                if (labels[i + 1] >= 0) {
                    total -= x.get(i, labels[i + 1]) - Oracle.max(row(x, i));
                }
            }
            for (int i = 0; i < n; i++) {
                float[] row = row(x, i);
                float sum = Oracle.exponentials(row);
                for (int j = 0; j < c; j++) {
                    expected[i * c + j] = row[j] * (1 / sum);
                }
                if (labels[i + 1] >= 0) {
                    total += VectorMath.log(sum);
                }
            }
            assertBits((float) (total / 6), Softmax.crossEntropy(p, x, labels, 1), c + " classes");
            assertBits(expected, p, "probabilities, " + c + " classes");

            Tensor dx = Cases.normal(random, n, c);
            expected = dx.toArray();
            for (int i = 0; i < n * c; i++) {
                int label = labels[i / c + 1];
                float onehot = i % c == label ? 0.3f : 0;
                expected[i] = label < 0 ? expected[i] : Math.fma(0.3f, p.get(i / c, i % c), expected[i]) - onehot;
            }
            Softmax.accumulateCrossEntropy(dx, p, labels, 1, 0.3f);
            assertBits(expected, dx, "gradient, " + c + " classes");
        }
    }

    @Test
    void withoutLabelsTheLossIsZero() {
        Tensor x = Cases.normal(random, 3, 4);
        int[] labels = {-1, -1, -1};
        Tensor p = Tensor.zeros(3, 4);
        assertBits(0f, Softmax.crossEntropy(p, x, labels, 0), "loss");
        Tensor dx = Tensor.zeros(3, 4);
        Softmax.accumulateCrossEntropy(dx, p, labels, 0, 1);
        assertArrayEquals(new float[12], dx.toArray());
    }

    @Test
    void nanIsNotHidden() {
        Tensor x = Cases.normal(random, 2, 40);
        x.set(Float.NaN, 1, 33);
        assertBits(Float.NaN, Softmax.crossEntropy(Tensor.zeros(2, 40), x, new int[] {0, 0}, 0), "loss");
    }

    /**
     * Numbers of PyTorch 1.13: {@code y = torch.log_softmax(x, 1); y.backward(dy); x.grad}, then {@code l =
     * torch.nn.functional.cross_entropy(x, torch.tensor([2, 0, -1, 1]), ignore_index=-1); l.backward()} with x and dy
     * as below.
     */
    @Test
    void agreesWithPyTorch() {
        Tensor x = Tensor.of(new float[] {1, -2, .5f, 3, 3, -100, 0, 1000, 999, .1f, .2f, .3f}, 4, 3);
        Tensor dy = Tensor.of(new float[] {1, 0, -2, .5f, .5f, .5f, 1, 2, 3, 0, 0, 1}, 4, 3);
        Tensor y = Tensor.zeros(4, 3);
        Softmax.logSoftmax(y, x);
        close(
                y,
                -0.504596889f,
                -3.50459695f,
                -1.00459695f,
                -0.693147182f,
                -0.693147182f,
                -103.693146f,
                -1000.31323f,
                -0.313261658f,
                -1.31326163f,
                -1.20194292f,
                -1.1019429f,
                -1.00194287f);
        Tensor dx = Tensor.zeros(4, 3);
        Softmax.logSoftmaxGradient(dx, dy, y);
        close(
                dx,
                1.60374892f,
                0.0300588869f,
                -1.63380778f,
                -0.25f,
                -0.25f,
                0.5f,
                1f,
                -2.38635159f,
                1.38635135f,
                -0.300609589f,
                -0.332224965f,
                0.632834613f);
        Tensor p = Tensor.zeros(4, 3);
        int[] labels = {2, 0, -1, 1};
        assertEquals(0.93322897f, Softmax.crossEntropy(p, x, labels, 0), 1e-6f);
        close(
                p,
                0.603748918f,
                0.0300588869f,
                0.366192222f,
                0.5f,
                0.5f,
                0f,
                0f,
                0.731058598f,
                0.268941432f,
                0.300609589f,
                0.332224995f,
                0.367165387f);
        Elementwise.fill(dx, 0);
        Softmax.accumulateCrossEntropy(dx, p, labels, 0, 1 / 3f);
        close(
                dx,
                0.201249644f,
                0.0100196293f,
                -0.211269259f,
                -0.166666672f,
                0.166666672f,
                0f,
                0f,
                0f,
                0f,
                0.100203201f,
                -0.222591683f,
                0.122388467f);
    }

    private static void close(Tensor found, float... expected) {
        for (int i = 0; i < expected.length; i++) {
            float tolerance = 1e-6f * Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], found.toArray()[i], tolerance, i + " of " + Arrays.toString(expected));
        }
    }
}
