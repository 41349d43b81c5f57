package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * Kernels that compute every element on its own, on contiguous tensors of equal size. The output comes first and may be
 * the same tensor as an input; {@code accumulate…} adds to it. Nothing is checked. The formula beside a name is its
 * exact arithmetic, {@code fma} rounding once.
 */
public final class Elementwise {
    /** Two of these lift the smallest positive float above 1, three to infinity. */
    private static final float HUGE = 0x1p100f;

    private Elementwise() {}

    public static void fill(Tensor z, float value) {
        Arrays.fill(z.array(), z.offset(), z.offset() + z.size(), value);
    }

    public static void copy(Tensor z, Tensor x) {
        System.arraycopy(x.array(), x.offset(), z.array(), z.offset(), z.size());
    }

    /** z = x + y. */
    public static void add(Tensor z, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = xs[i] + ys[i];
        }
    }

    /** z = x − y. */
    public static void subtract(Tensor z, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = xs[i] - ys[i];
        }
    }

    /** z = x · y. */
    public static void multiply(Tensor z, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = xs[i] * ys[i];
        }
    }

    /** z = x / y. */
    public static void divide(Tensor z, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = xs[i] / ys[i];
        }
    }

    /** dy = −dz · (z / y), where z = x / y. */
    public static void divisorGradient(Tensor dy, Tensor dz, Tensor z, Tensor y) {
        int from = dy.offset();
        int to = from + dy.size();
        float[] dys = dy.array();
        float[] dzs = at(dz, from);
        float[] zs = at(z, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            dys[i] = -dzs[i] * (zs[i] / ys[i]);
        }
    }

    /** z = x + summand. */
    public static void add(Tensor z, Tensor x, float summand) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            zs[i] = xs[i] + summand;
        }
    }

    /** z = x / divisor. */
    public static void divide(Tensor z, Tensor x, float divisor) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            zs[i] = xs[i] / divisor;
        }
    }

    /** z = factor · x. */
    public static void scale(Tensor z, Tensor x, float factor) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            zs[i] = factor * xs[i];
        }
    }

    /** g = g + dy. */
    public static void accumulate(Tensor g, Tensor dy) {
        int from = g.offset();
        int to = from + g.size();
        float[] gs = g.array();
        float[] dys = at(dy, from);
        for (int i = from; i < to; i++) {
            gs[i] += dys[i];
        }
    }

    /** g = fma(factor, dy, g). */
    public static void accumulate(Tensor g, Tensor dy, float factor) {
        int from = g.offset();
        int to = from + g.size();
        float[] gs = g.array();
        float[] dys = at(dy, from);
        for (int i = from; i < to; i++) {
            gs[i] = Math.fma(factor, dys[i], gs[i]);
        }
    }

    /** g = fma(x, y, g). */
    public static void accumulateProduct(Tensor g, Tensor x, Tensor y) {
        int from = g.offset();
        int to = from + g.size();
        float[] gs = g.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            gs[i] = Math.fma(xs[i], ys[i], gs[i]);
        }
    }

    /** y = max(x, +0); NaN stays NaN. */
    public static void relu(Tensor y, Tensor x) {
        int from = y.offset();
        int to = from + y.size();
        float[] ys = y.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            ys[i] = Math.max(xs[i], 0f);
        }
    }

    /**
     * dx = dx + (y &gt; 0 ? dy : dy · 0), where y = relu(x) and infinity · 0 is 0: dy is bounded by infinity or by 0,
     * which is a maximum and a minimum where a product would make NaN of infinity · 0.
     */
    public static void accumulateRelu(Tensor dx, Tensor dy, Tensor y) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            float bound = ys[i] * HUGE * HUGE * HUGE;
            dxs[i] += Math.max(Math.min(dys[i], bound), -bound);
        }
    }

    /** y = fma(slope, min(x, 0), max(x, 0)). */
    public static void leakyRelu(Tensor y, Tensor x, float slope) {
        int from = y.offset();
        int to = from + y.size();
        float[] ys = y.array();
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            ys[i] = Math.fma(slope, Math.min(xs[i], 0f), Math.max(xs[i], 0f));
        }
    }

    /** dx = fma(dy, x &gt; 0 ? 1 : slope, dx). */
    public static void accumulateLeakyRelu(Tensor dx, Tensor dy, Tensor x, float slope) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] xs = at(x, from);
        for (int i = from; i < to; i++) {
            float step = Math.min(Math.max(xs[i], 0f) * HUGE * HUGE, 1f);
            dxs[i] = Math.fma(dys[i], Math.fma(1 - step, slope, step), dxs[i]);
        }
    }

    /** dx = fma(dy, fma(−y, y, 1), dx), where y = tanh(x). */
    public static void accumulateTanh(Tensor dx, Tensor dy, Tensor y) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            dxs[i] = Math.fma(dys[i], Math.fma(-ys[i], ys[i], 1f), dxs[i]);
        }
    }

    /** dx = fma(dy, fma(−y, y, y), dx), where y = sigmoid(x). */
    public static void accumulateSigmoid(Tensor dx, Tensor dy, Tensor y) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dys = at(dy, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            dxs[i] = Math.fma(dys[i], Math.fma(-ys[i], ys[i], ys[i]), dxs[i]);
        }
    }

    /** y = eˣ. */
    public static void exp(Tensor y, Tensor x) {
        VectorMath.exp(y.array(), y.offset(), x.array(), x.offset(), y.size());
    }

    /** y = ln x. */
    public static void log(Tensor y, Tensor x) {
        VectorMath.log(y.array(), y.offset(), x.array(), x.offset(), y.size());
    }

    /** y = tanh x. */
    public static void tanh(Tensor y, Tensor x) {
        VectorMath.tanh(y.array(), y.offset(), x.array(), x.offset(), y.size());
    }

    /** y = 1 / (1 + exp(−x)). */
    public static void sigmoid(Tensor y, Tensor x) {
        VectorMath.sigmoid(y.array(), y.offset(), x.array(), x.offset(), y.size());
    }
}
