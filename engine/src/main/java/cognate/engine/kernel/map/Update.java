package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;
import static cognate.engine.kernel.lanes.Lanes.back;

import cognate.engine.tensor.Tensor;

/** One optimizer step on a contiguous parameter, in one pass over memory. Nothing is checked. */
public final class Update {
    private Update() {}

    /**
     * Stochastic gradient descent as PyTorch's {@code torch.optim.SGD} defines it: d = fma(weightDecay, w, gradient);
     * velocity = fma(momentum, velocity, (1 − dampening) · d); w = fma(−learningRate, velocity, w), with Nesterov's
     * momentum fma(momentum, velocity, d) in place of velocity.
     *
     * @param velocity null if there is no momentum: then w = fma(−learningRate, d, w). Before the first step it holds
     *     zeros, and the first step takes no dampening
     */
    public static void sgd(
            Tensor w,
            Tensor gradient,
            Tensor velocity,
            float learningRate,
            float momentum,
            float dampening,
            float weightDecay,
            boolean nesterov) {
        int from = w.offset();
        int to = from + w.size();
        float[] ws = w.array();
        float[] ds = at(gradient, from);
        if (velocity == null) {
            for (int i = from; i < to; i++) {
                ws[i] = Math.fma(-learningRate, Math.fma(weightDecay, ws[i], ds[i]), ws[i]);
            }
            return;
        }
        float[] vs = at(velocity, from);
        float keep = 1 - dampening;
        if (nesterov) {
            for (int i = from; i < to; i++) {
                float d = Math.fma(weightDecay, ws[i], ds[i]);
                vs[i] = Math.fma(momentum, vs[i], keep * d);
                ws[i] = Math.fma(-learningRate, Math.fma(momentum, vs[i], d), ws[i]);
            }
        } else {
            for (int i = from; i < to; i++) {
                vs[i] = Math.fma(momentum, vs[i], keep * Math.fma(weightDecay, ws[i], ds[i]));
                ws[i] = Math.fma(-learningRate, vs[i], ws[i]);
            }
        }
        back(vs, from, velocity);
    }

    /**
     * Adam (Kingma, Ba 2015, algorithm 1) as PyTorch's {@code torch.optim.Adam} defines it: d = fma(weightDecay, w,
     * gradient); mean = fma(beta1, mean, (1 − beta1) · d); variance = fma(beta2, variance, (1 − beta2) · d · d); w =
     * fma(−stepSize, mean / fma(√variance, varianceScale, epsilon), w). Beta and 1 − beta are each rounded to float.
     *
     * @param mean first moment, zeros before the first step
     * @param variance second moment, zeros before the first step
     * @param stepSize learning rate / (1 − beta1ᵗ) in step t = 1, 2, …
     * @param varianceScale 1 / √(1 − beta2ᵗ)
     */
    public static void adam(
            Tensor w,
            Tensor gradient,
            Tensor mean,
            Tensor variance,
            float stepSize,
            float varianceScale,
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay) {
        int from = w.offset();
        int to = from + w.size();
        float[] ws = w.array();
        float[] ds = at(gradient, from);
        float[] ms = at(mean, from);
        float[] vs = at(variance, from);
        float keep1 = (float) beta1;
        float keep2 = (float) beta2;
        float new1 = (float) (1 - beta1);
        float new2 = (float) (1 - beta2);
        for (int i = from; i < to; i++) {
            float d = Math.fma(weightDecay, ws[i], ds[i]);
            ms[i] = Math.fma(keep1, ms[i], new1 * d);
            vs[i] = Math.fma(keep2, vs[i], new2 * d * d);
            float root = (float) Math.sqrt(vs[i]);
            ws[i] = Math.fma(-stepSize, ms[i] / Math.fma(root, varianceScale, epsilon), ws[i]);
        }
        back(ms, from, mean);
        back(vs, from, variance);
    }
}
