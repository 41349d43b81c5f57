package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.tensor.Tensor;

/**
 * What every element adds to a loss, and the gradients of that, over a target t; otherwise as {@link Elementwise}.
 * Logarithms and exponentials are those of {@link VectorMath}.
 */
public final class Losses {
    /** The least logarithm of a probability, as in PyTorch: a certain mistake costs much, but not infinitely much. */
    private static final float LEAST_LOG = -100;
    /** The least p (1 − p) that the gradient is divided by, as in PyTorch. */
    private static final float LEAST_SPREAD = 1e-12f;

    private Losses() {}

    /** ln(1 + x), also of small x: u = 1 + x; u = 1 ? x : ln(u) · x / (u − 1) (Higham 2002, section 1.14.1). */
    static float logOnePlus(float x) {
        float u = 1 + x;
        return u == 1 ? x : VectorMath.log(u) * (x / (u - 1));
    }

    private static float log(float p) {
        return Math.max(VectorMath.log(p), LEAST_LOG);
    }

    private static float logOfRest(float p) {
        return Math.max(logOnePlus(-p), LEAST_LOG);
    }

    /** l = fma(t − 1, ln(1 − p), −t · ln p), logarithms from −100 on. */
    public static void binaryCrossEntropy(Tensor l, Tensor p, Tensor t) {
        int from = l.offset();
        int to = from + l.size();
        float[] ls = l.array();
        float[] ps = at(p, from);
        float[] ts = at(t, from);
        for (int i = from; i < to; i++) {
            ls[i] = Math.fma(ts[i] - 1, logOfRest(ps[i]), -ts[i] * log(ps[i]));
        }
    }

    /** dp = factor · ((p − t) / max((1 − p) · p, 1e-12)). */
    public static void binaryCrossEntropyGradient(Tensor dp, Tensor p, Tensor t, float factor) {
        int from = dp.offset();
        int to = from + dp.size();
        float[] dps = dp.array();
        float[] ps = at(p, from);
        float[] ts = at(t, from);
        for (int i = from; i < to; i++) {
            dps[i] = factor * ((ps[i] - ts[i]) / Math.max((1 - ps[i]) * ps[i], LEAST_SPREAD));
        }
    }

    /** dt = factor · (ln(1 − p) − ln p), logarithms from −100 on. */
    public static void binaryCrossEntropyTargetGradient(Tensor dt, Tensor p, float factor) {
        int from = dt.offset();
        int to = from + dt.size();
        float[] dts = dt.array();
        float[] ps = at(p, from);
        for (int i = from; i < to; i++) {
            dts[i] = factor * (logOfRest(ps[i]) - log(ps[i]));
        }
    }

    /** l = fma(−x, t, max(x, 0)) + ln(1 + exp(−|x|)). */
    public static void binaryCrossEntropyWithLogits(Tensor l, Tensor x, Tensor t) {
        int from = l.offset();
        int to = from + l.size();
        float[] ls = l.array();
        float[] xs = at(x, from);
        float[] ts = at(t, from);
        for (int i = from; i < to; i++) {
            float rest = logOnePlus(VectorMath.exp(-Math.abs(xs[i])));
            ls[i] = Math.fma(-xs[i], ts[i], Math.max(xs[i], 0)) + rest;
        }
    }

    /** dx = factor · (sigmoid(x) − t). */
    public static void binaryCrossEntropyWithLogitsGradient(Tensor dx, Tensor x, Tensor t, float factor) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] xs = at(x, from);
        float[] ts = at(t, from);
        for (int i = from; i < to; i++) {
            dxs[i] = factor * (VectorMath.sigmoid(xs[i]) - ts[i]);
        }
    }

    /** l = t = 0 ? 0 : t · (ln t − x), where x is a logarithm of a probability. */
    public static void klDivergence(Tensor l, Tensor x, Tensor t) {
        int from = l.offset();
        int to = from + l.size();
        float[] ls = l.array();
        float[] xs = at(x, from);
        float[] ts = at(t, from);
        for (int i = from; i < to; i++) {
            ls[i] = ts[i] == 0 ? 0 : ts[i] * (VectorMath.log(ts[i]) - xs[i]);
        }
    }

    /** dt = t = 0 ? 0 : factor · ((ln t + 1) − x). */
    public static void klDivergenceTargetGradient(Tensor dt, Tensor x, Tensor t, float factor) {
        int from = dt.offset();
        int to = from + dt.size();
        float[] dts = dt.array();
        float[] xs = at(x, from);
        float[] ts = at(t, from);
        for (int i = from; i < to; i++) {
            dts[i] = ts[i] == 0 ? 0 : factor * (VectorMath.log(ts[i]) + 1 - xs[i]);
        }
    }
}
