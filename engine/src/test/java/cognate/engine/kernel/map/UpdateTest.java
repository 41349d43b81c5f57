package cognate.engine.kernel.map;

import static cognate.engine.kernel.Cases.assertBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.kernel.Cases;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private static final float[] START = {0.5f, -1.25f, 2, 0.125f};
    private static final float[][] GRADIENTS = {
        {0.1f, -0.2f, 0.3f, 0}, {-0.4f, 0.5f, 0.25f, 1}, {0.05f, 0.1f, -0.15f, -2}
    };

    private final RandomStream random = RandomStream.of(4);

    /** One step t = 1, 2, … */
    private interface Step {
        void run(Tensor w, Tensor gradient, int t);
    }

    private static void threeSteps(Step step, float... expected) {
        Tensor w = Tensor.of(START.clone(), 4);
        for (int t = 1; t <= 3; t++) {
            step.run(w, Tensor.of(GRADIENTS[t - 1], 4), t);
        }
        assertArrayEquals(expected, w.array(), 1e-6f);
    }

    /**
     * Numbers of PyTorch 1.13: {@code o = torch.optim.SGD([w], lr=0.1)} with w as START, then for each gradient
     * {@code w.grad = torch.tensor(gradient); o.step()}; the others with {@code momentum=0.9, weight_decay=0.01},
     * {@code momentum=0.9, dampening=0.3} and {@code momentum=0.9, nesterov=True, weight_decay=0.01}.
     */
    @Test
    void gradientDescentAgreesWithPyTorch() {
        Tensor v = Tensor.zeros(4);
        threeSteps(
                (w, g, t) -> Update.sgd(w, g, null, 0.1f, 0, 0, 0, false),
                0.525000036f,
                -1.28999996f,
                1.96000004f,
                0.224999994f);
        threeSteps(
                (w, g, t) -> Update.sgd(w, g, v, 0.1f, 0.9f, 0, 0.01f, false),
                0.541095436f,
                -1.29381955f,
                1.87512863f,
                0.134399354f);
        Elementwise.fill(v, 0);
        threeSteps(
                (w, g, t) -> Update.sgd(w, g, v, 0.1f, 0.9f, t == 1 ? 0 : 0.3f, 0, false),
                0.522599995f,
                -1.26929998f,
                1.89595008f,
                0.131999999f);
        Elementwise.fill(v, 0);
        threeSteps(
                (w, g, t) -> Update.sgd(w, g, v, 0.1f, 0.9f, 0, 0.01f, true),
                0.560450971f,
                -1.32570136f,
                1.84190881f,
                0.23335658f);
    }

    /** Numbers of PyTorch 1.13, as above with {@code torch.optim.Adam([w], lr=0.1, weight_decay=0.01)}. */
    @Test
    void adamAgreesWithPyTorch() {
        Tensor mean = Tensor.zeros(4);
        Tensor variance = Tensor.zeros(4);
        threeSteps(
                (w, g, t) -> {
                    float size = (float) (0.1 / (1 - StrictMath.pow(0.9, t)));
                    float scale = (float) (1 / StrictMath.sqrt(1 - StrictMath.pow(0.999, t)));
                    Update.adam(w, g, mean, variance, size, scale, 0.9, 0.999, 1e-8f, 0.01f);
                },
                0.488292754f,
                -1.233621f,
                1.74696839f,
                -0.0180969089f);
    }

    @Test
    void gradientDescentKeepsItsBits() {
        for (int n : Cases.SIZES) {
            Tensor w = Cases.special(random, n);
            Tensor g = Cases.special(random, n);
            float[] expected = w.toArray();
            for (int i = 0; i < n; i++) {
                expected[i] = Math.fma(-0.1f, Math.fma(0.01f, expected[i], g.get(i)), expected[i]);
            }
            Update.sgd(w, g, null, 0.1f, 0, 0, 0.01f, false);
            assertBits(expected, w, "size " + n);
            momentumKeepsItsBits(n, false);
            momentumKeepsItsBits(n, true);
        }
    }

    private void momentumKeepsItsBits(int n, boolean nesterov) {
        Tensor w = Cases.special(random, n);
        Tensor g = Cases.special(random, n);
        Tensor v = Cases.special(random, n);
        float[] weights = w.toArray();
        float[] velocities = v.toArray();
        for (int i = 0; i < n; i++) {
            float d = Math.fma(0.01f, weights[i], g.get(i));
            velocities[i] = Math.fma(0.9f, velocities[i], (1 - 0.3f) * d);
            float step = nesterov ? Math.fma(0.9f, velocities[i], d) : velocities[i];
            weights[i] = Math.fma(-0.1f, step, weights[i]);
        }
        Update.sgd(w, g, v, 0.1f, 0.9f, 0.3f, 0.01f, nesterov);
        assertBits(weights, w, "weights, size " + n);
        assertBits(velocities, v, "velocity, size " + n);
    }

    @Test
    void adamKeepsItsBits() {
        for (int n : Cases.SIZES) {
            Tensor w = Cases.special(random, n);
            Tensor g = Cases.special(random, n);
            Tensor mean = Cases.special(random, n);
            Tensor variance = Cases.special(random, n);
            float[] weights = w.toArray();
            float[] means = mean.toArray();
            float[] variances = variance.toArray();
            for (int i = 0; i < n; i++) {
                float d = Math.fma(0.01f, weights[i], g.get(i));
                means[i] = Math.fma(0.9f, means[i], 0.1f * d);
                variances[i] = Math.fma(0.999f, variances[i], (float) (1 - 0.999) * d * d);
                float denominator = Math.fma((float) Math.sqrt(variances[i]), 1.5f, 1e-8f);
                weights[i] = Math.fma(-0.2f, means[i] / denominator, weights[i]);
            }
            Update.adam(w, g, mean, variance, 0.2f, 1.5f, 0.9, 0.999, 1e-8f, 0.01f);
            assertBits(weights, w, "weights, size " + n);
            assertBits(means, mean, "mean, size " + n);
            assertBits(variances, variance, "variance, size " + n);
        }
    }
}
