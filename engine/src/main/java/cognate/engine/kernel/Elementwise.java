package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;
import static cognate.engine.kernel.Lanes.get;
import static cognate.engine.kernel.Lanes.load;
import static cognate.engine.kernel.Lanes.set;
import static cognate.engine.kernel.Lanes.store;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;

import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Kernels that compute every element on its own, on contiguous tensors of equal size. The output comes first and may be
 * the same tensor as an input; {@code accumulate…} adds to it. Nothing is checked. The formula beside a name is its
 * exact arithmetic, {@code fma} rounding once.
 */
public final class Elementwise {
    private Elementwise() {}

    public static void fill(Tensor z, float value) {
        Arrays.fill(z.array(), z.offset(), z.offset() + z.size(), value);
    }

    public static void copy(Tensor z, Tensor x) {
        System.arraycopy(x.array(), x.offset(), z.array(), z.offset(), z.size());
    }

    /** z = x + y. */
    public static void add(Tensor z, Tensor x, Tensor y) {
        int i = 0;
        for (int bound = FLOAT.loopBound(z.size()); i < bound; i += COUNT) {
            store(z, i, load(x, i).add(load(y, i)));
        }
        for (; i < z.size(); i++) {
            set(z, i, get(x, i) + get(y, i));
        }
    }

    /** z = x − y. */
    public static void subtract(Tensor z, Tensor x, Tensor y) {
        int i = 0;
        for (int bound = FLOAT.loopBound(z.size()); i < bound; i += COUNT) {
            store(z, i, load(x, i).sub(load(y, i)));
        }
        for (; i < z.size(); i++) {
            set(z, i, get(x, i) - get(y, i));
        }
    }

    /** z = x · y. */
    public static void multiply(Tensor z, Tensor x, Tensor y) {
        int i = 0;
        for (int bound = FLOAT.loopBound(z.size()); i < bound; i += COUNT) {
            store(z, i, load(x, i).mul(load(y, i)));
        }
        for (; i < z.size(); i++) {
            set(z, i, get(x, i) * get(y, i));
        }
    }

    /** z = factor · x. */
    public static void scale(Tensor z, Tensor x, float factor) {
        int i = 0;
        for (int bound = FLOAT.loopBound(z.size()); i < bound; i += COUNT) {
            store(z, i, load(x, i).mul(factor));
        }
        for (; i < z.size(); i++) {
            set(z, i, get(x, i) * factor);
        }
    }

    /** g = g + dy. */
    public static void accumulate(Tensor g, Tensor dy) {
        add(g, g, dy);
    }

    /** g = fma(factor, dy, g). */
    public static void accumulate(Tensor g, Tensor dy, float factor) {
        FloatVector factors = FloatVector.broadcast(FLOAT, factor);
        int i = 0;
        for (int bound = FLOAT.loopBound(g.size()); i < bound; i += COUNT) {
            store(g, i, load(dy, i).fma(factors, load(g, i)));
        }
        for (; i < g.size(); i++) {
            set(g, i, Math.fma(get(dy, i), factor, get(g, i)));
        }
    }

    /** g = fma(x, y, g). */
    public static void accumulateProduct(Tensor g, Tensor x, Tensor y) {
        int i = 0;
        for (int bound = FLOAT.loopBound(g.size()); i < bound; i += COUNT) {
            store(g, i, load(x, i).fma(load(y, i), load(g, i)));
        }
        for (; i < g.size(); i++) {
            set(g, i, Math.fma(get(x, i), get(y, i), get(g, i)));
        }
    }

    /** Every row of y [..., m] becomes {@code row} [m]. */
    public static void fillRows(Tensor y, Tensor row) {
        int m = row.size();
        for (int start = 0; start < y.size(); start += m) {
            System.arraycopy(row.array(), row.offset(), y.array(), y.offset() + start, m);
        }
    }

    /** Every row of y [..., m] = the row of x [..., m] + {@code row} [m]. */
    public static void addRows(Tensor y, Tensor x, Tensor row) {
        int m = row.size();
        for (int start = 0; start < y.size(); start += m) {
            int j = 0;
            for (int bound = FLOAT.loopBound(m); j < bound; j += COUNT) {
                store(y, start + j, load(x, start + j).add(load(row, j)));
            }
            for (; j < m; j++) {
                set(y, start + j, get(x, start + j) + get(row, j));
            }
        }
    }

    /** y = x ≤ 0 ? +0 : x; a NaN stays. */
    public static void relu(Tensor y, Tensor x) {
        int i = 0;
        for (int bound = FLOAT.loopBound(y.size()); i < bound; i += COUNT) {
            FloatVector v = load(x, i);
            store(y, i, v.blend(0f, v.compare(LE, 0f)));
        }
        for (; i < y.size(); i++) {
            set(y, i, get(x, i) <= 0 ? 0f : get(x, i));
        }
    }

    /** dx = dx + (y &gt; 0 ? dy : 0), where y = relu(x). */
    public static void accumulateRelu(Tensor dx, Tensor dy, Tensor y) {
        FloatVector zeros = FloatVector.zero(FLOAT);
        int i = 0;
        for (int bound = FLOAT.loopBound(dx.size()); i < bound; i += COUNT) {
            store(dx, i, load(dx, i).add(zeros.blend(load(dy, i), load(y, i).compare(GT, 0f))));
        }
        for (; i < dx.size(); i++) {
            set(dx, i, get(dx, i) + (get(y, i) > 0 ? get(dy, i) : 0f));
        }
    }

    /** y = x &gt; 0 ? x : slope · x. */
    public static void leakyRelu(Tensor y, Tensor x, float slope) {
        int i = 0;
        for (int bound = FLOAT.loopBound(y.size()); i < bound; i += COUNT) {
            FloatVector v = load(x, i);
            store(y, i, v.mul(slope).blend(v, v.compare(GT, 0f)));
        }
        for (; i < y.size(); i++) {
            set(y, i, get(x, i) > 0 ? get(x, i) : get(x, i) * slope);
        }
    }

    /** dx = fma(dy, x &gt; 0 ? 1 : slope, dx). */
    public static void accumulateLeakyRelu(Tensor dx, Tensor dy, Tensor x, float slope) {
        FloatVector slopes = FloatVector.broadcast(FLOAT, slope);
        int i = 0;
        for (int bound = FLOAT.loopBound(dx.size()); i < bound; i += COUNT) {
            FloatVector derivative = slopes.blend(1f, load(x, i).compare(GT, 0f));
            store(dx, i, load(dy, i).fma(derivative, load(dx, i)));
        }
        for (; i < dx.size(); i++) {
            set(dx, i, Math.fma(get(dy, i), get(x, i) > 0 ? 1f : slope, get(dx, i)));
        }
    }

    /** y = tanh(x), as {@link VectorMath#tanh(float)}. */
    public static void tanh(Tensor y, Tensor x) {
        int i = 0;
        for (int bound = FLOAT.loopBound(y.size()); i < bound; i += COUNT) {
            store(y, i, VectorMath.tanh(load(x, i)));
        }
        for (; i < y.size(); i++) {
            set(y, i, VectorMath.tanh(get(x, i)));
        }
    }

    /** dx = fma(dy, fma(−y, y, 1), dx), where y = tanh(x). */
    public static void accumulateTanh(Tensor dx, Tensor dy, Tensor y) {
        FloatVector ones = FloatVector.broadcast(FLOAT, 1f);
        int i = 0;
        for (int bound = FLOAT.loopBound(dx.size()); i < bound; i += COUNT) {
            FloatVector v = load(y, i);
            store(dx, i, load(dy, i).fma(v.neg().fma(v, ones), load(dx, i)));
        }
        for (; i < dx.size(); i++) {
            float v = get(y, i);
            set(dx, i, Math.fma(get(dy, i), Math.fma(-v, v, 1f), get(dx, i)));
        }
    }

    /** y = 1 / (1 + exp(−x)), as {@link VectorMath#sigmoid(float)}. */
    public static void sigmoid(Tensor y, Tensor x) {
        int i = 0;
        for (int bound = FLOAT.loopBound(y.size()); i < bound; i += COUNT) {
            store(y, i, VectorMath.sigmoid(load(x, i)));
        }
        for (; i < y.size(); i++) {
            set(y, i, VectorMath.sigmoid(get(x, i)));
        }
    }

    /** dx = fma(dy, fma(−y, y, y), dx), where y = sigmoid(x). */
    public static void accumulateSigmoid(Tensor dx, Tensor dy, Tensor y) {
        int i = 0;
        for (int bound = FLOAT.loopBound(dx.size()); i < bound; i += COUNT) {
            FloatVector v = load(y, i);
            store(dx, i, load(dy, i).fma(v.neg().fma(v, v), load(dx, i)));
        }
        for (; i < dx.size(); i++) {
            float v = get(y, i);
            set(dx, i, Math.fma(get(dy, i), Math.fma(-v, v, v), get(dx, i)));
        }
    }

    /** y = eˣ, as {@link VectorMath#exp(float)}. */
    public static void exp(Tensor y, Tensor x) {
        int i = 0;
        for (int bound = FLOAT.loopBound(y.size()); i < bound; i += COUNT) {
            store(y, i, VectorMath.exp(load(x, i)));
        }
        for (; i < y.size(); i++) {
            set(y, i, VectorMath.exp(get(x, i)));
        }
    }

    /** y = ln x, as {@link VectorMath#log(float)}. */
    public static void log(Tensor y, Tensor x) {
        int i = 0;
        for (int bound = FLOAT.loopBound(y.size()); i < bound; i += COUNT) {
            store(y, i, VectorMath.log(load(x, i)));
        }
        for (; i < y.size(); i++) {
            set(y, i, VectorMath.log(get(x, i)));
        }
    }
}
