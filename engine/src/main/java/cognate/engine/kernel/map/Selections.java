package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.tensor.Tensor;

/** One of two elements, and where its gradient goes; otherwise as {@link Elementwise}. */
public final class Selections {
    private Selections() {}

    /** z = max(x, y); NaN if one is, and +0 is larger than −0. */
    public static void maximum(Tensor z, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = Math.max(xs[i], ys[i]);
        }
    }

    /** z = min(x, y); NaN if one is, and −0 is smaller than +0. */
    public static void minimum(Tensor z, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = Math.min(xs[i], ys[i]);
        }
    }

    /**
     * d = less &lt; more ? 0 : less = more ? dz / 2 : dz: the gradient of max(x, y) by x with (x, y) and by y with (y,
     * x), that of min(x, y) by x with (y, x) and by y with (x, y).
     */
    public static void extremeGradient(Tensor d, Tensor dz, Tensor less, Tensor more) {
        int from = d.offset();
        int to = from + d.size();
        float[] ds = d.array();
        float[] dzs = at(dz, from);
        float[] as = at(less, from);
        float[] bs = at(more, from);
        for (int i = from; i < to; i++) {
            ds[i] = as[i] < bs[i] ? 0 : as[i] == bs[i] ? dzs[i] / 2 : dzs[i];
        }
    }

    /** z = condition ≠ 0 ? x : y. */
    public static void where(Tensor z, Tensor condition, Tensor x, Tensor y) {
        int from = z.offset();
        int to = from + z.size();
        float[] zs = z.array();
        float[] cs = at(condition, from);
        float[] xs = at(x, from);
        float[] ys = at(y, from);
        for (int i = from; i < to; i++) {
            zs[i] = cs[i] != 0 ? xs[i] : ys[i];
        }
    }

    /** dx = condition ≠ 0 ? dz : 0. */
    public static void keepWhere(Tensor dx, Tensor dz, Tensor condition) {
        int from = dx.offset();
        int to = from + dx.size();
        float[] dxs = dx.array();
        float[] dzs = at(dz, from);
        float[] cs = at(condition, from);
        for (int i = from; i < to; i++) {
            dxs[i] = cs[i] != 0 ? dzs[i] : 0;
        }
    }

    /** dy = condition ≠ 0 ? 0 : dz. */
    public static void dropWhere(Tensor dy, Tensor dz, Tensor condition) {
        int from = dy.offset();
        int to = from + dy.size();
        float[] dys = dy.array();
        float[] dzs = at(dz, from);
        float[] cs = at(condition, from);
        for (int i = from; i < to; i++) {
            dys[i] = cs[i] != 0 ? 0 : dzs[i];
        }
    }
}
