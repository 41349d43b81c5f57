package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;
import static cognate.engine.kernel.Lanes.get;
import static cognate.engine.kernel.Lanes.load;
import static cognate.engine.kernel.Lanes.set;
import static cognate.engine.kernel.Lanes.store;

import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

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
        if (velocity == null) {
            plain(w, gradient, -learningRate, weightDecay);
        } else if (nesterov) {
            nesterov(w, gradient, velocity, -learningRate, momentum, 1 - dampening, weightDecay);
        } else {
            momentum(w, gradient, velocity, -learningRate, momentum, 1 - dampening, weightDecay);
        }
    }

    private static void plain(Tensor w, Tensor gradient, float rate, float weightDecay) {
        FloatVector rates = FloatVector.broadcast(FLOAT, rate);
        FloatVector decays = FloatVector.broadcast(FLOAT, weightDecay);
        int i = 0;
        for (int bound = FLOAT.loopBound(w.size()); i < bound; i += COUNT) {
            FloatVector d = load(w, i).fma(decays, load(gradient, i));
            store(w, i, d.fma(rates, load(w, i)));
        }
        for (; i < w.size(); i++) {
            float d = Math.fma(get(w, i), weightDecay, get(gradient, i));
            set(w, i, Math.fma(d, rate, get(w, i)));
        }
    }

    private static void momentum(
            Tensor w, Tensor gradient, Tensor velocity, float rate, float momentum, float keep, float weightDecay) {
        FloatVector rates = FloatVector.broadcast(FLOAT, rate);
        FloatVector momenta = FloatVector.broadcast(FLOAT, momentum);
        FloatVector decays = FloatVector.broadcast(FLOAT, weightDecay);
        int i = 0;
        for (int bound = FLOAT.loopBound(w.size()); i < bound; i += COUNT) {
            FloatVector d = load(w, i).fma(decays, load(gradient, i));
            FloatVector v = load(velocity, i).fma(momenta, d.mul(keep));
            store(velocity, i, v);
            store(w, i, v.fma(rates, load(w, i)));
        }
        for (; i < w.size(); i++) {
            float d = Math.fma(get(w, i), weightDecay, get(gradient, i));
            float v = Math.fma(get(velocity, i), momentum, d * keep);
            set(velocity, i, v);
            set(w, i, Math.fma(v, rate, get(w, i)));
        }
    }

    private static void nesterov(
            Tensor w, Tensor gradient, Tensor velocity, float rate, float momentum, float keep, float weightDecay) {
        FloatVector rates = FloatVector.broadcast(FLOAT, rate);
        FloatVector momenta = FloatVector.broadcast(FLOAT, momentum);
        FloatVector decays = FloatVector.broadcast(FLOAT, weightDecay);
        int i = 0;
        for (int bound = FLOAT.loopBound(w.size()); i < bound; i += COUNT) {
            FloatVector d = load(w, i).fma(decays, load(gradient, i));
            FloatVector v = load(velocity, i).fma(momenta, d.mul(keep));
            store(velocity, i, v);
            store(w, i, v.fma(momenta, d).fma(rates, load(w, i)));
        }
        for (; i < w.size(); i++) {
            float d = Math.fma(get(w, i), weightDecay, get(gradient, i));
            float v = Math.fma(get(velocity, i), momentum, d * keep);
            set(velocity, i, v);
            set(w, i, Math.fma(Math.fma(v, momentum, d), rate, get(w, i)));
        }
    }

    /**
     * Adam (Kingma, Ba 2015, algorithm 1) as PyTorch's {@code torch.optim.Adam} defines it: d = fma(weightDecay, w,
     * gradient); mean = fma(beta1, mean, (1 − beta1) · d); variance = fma(beta2, variance, (1 − beta2) · d · d);
     * w = fma(−stepSize, mean / fma(√variance, varianceScale, epsilon), w). Betas are rounded to float after 1 − beta.
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
        float keep1 = (float) beta1;
        float keep2 = (float) beta2;
        float new1 = (float) (1 - beta1);
        float new2 = (float) (1 - beta2);
        FloatVector keeps1 = FloatVector.broadcast(FLOAT, keep1);
        FloatVector keeps2 = FloatVector.broadcast(FLOAT, keep2);
        FloatVector scales = FloatVector.broadcast(FLOAT, varianceScale);
        FloatVector epsilons = FloatVector.broadcast(FLOAT, epsilon);
        FloatVector steps = FloatVector.broadcast(FLOAT, -stepSize);
        FloatVector decays = FloatVector.broadcast(FLOAT, weightDecay);
        int i = 0;
        for (int bound = FLOAT.loopBound(w.size()); i < bound; i += COUNT) {
            FloatVector d = load(w, i).fma(decays, load(gradient, i));
            FloatVector m = load(mean, i).fma(keeps1, d.mul(new1));
            FloatVector v = load(variance, i).fma(keeps2, d.mul(new2).mul(d));
            store(mean, i, m);
            store(variance, i, v);
            store(w, i, m.div(v.sqrt().fma(scales, epsilons)).fma(steps, load(w, i)));
        }
        for (; i < w.size(); i++) {
            float d = Math.fma(get(w, i), weightDecay, get(gradient, i));
            float m = Math.fma(get(mean, i), keep1, d * new1);
            float v = Math.fma(get(variance, i), keep2, d * new2 * d);
            set(mean, i, m);
            set(variance, i, v);
            set(w, i, Math.fma(m / Math.fma((float) Math.sqrt(v), varianceScale, epsilon), -stepSize, get(w, i)));
        }
    }
}
