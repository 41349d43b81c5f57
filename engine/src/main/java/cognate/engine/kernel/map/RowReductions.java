package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.kernel.lanes.Lanes;
import cognate.engine.tensor.Tensor;

/**
 * One number for each row of a contiguous matrix x [rows, n], put into a contiguous tensor of as many elements as there
 * are rows, and the gradients of these. Sums have the order of {@link Reduce}. Nothing is checked.
 */
public final class RowReductions {
    private RowReductions() {}

    /** y = Σ x. */
    public static void sum(Tensor y, Tensor x) {
        int n = x.dim(1);
        for (int r = 0; r < x.dim(0); r++) {
            Lanes.set(y, r, Reduce.sum(x.array(), x.offset() + r * n, n));
        }
    }

    /** y = Σ x / n. */
    public static void mean(Tensor y, Tensor x) {
        int n = x.dim(1);
        for (int r = 0; r < x.dim(0); r++) {
            Lanes.set(y, r, Reduce.sum(x.array(), x.offset() + r * n, n) / n);
        }
    }

    /** y = Σ (x − mean)² / (n − correction), the squares added up in the order of {@link Reduce#dot}. */
    public static void variance(Tensor y, Tensor x, Tensor mean, int correction) {
        int n = x.dim(1);
        float[] lanes = new float[16];
        for (int r = 0; r < x.dim(0); r++) {
            int row = x.offset() + r * n;
            float centre = Lanes.get(mean, r);
            float squares = Normalization.centredDot(lanes, x.array(), row, centre, x.array(), row, centre, n);
            Lanes.set(y, r, squares / (n - correction));
        }
    }

    /** dx = (2 · dy / (n − correction)) · (x − mean). */
    public static void varianceGradient(Tensor dx, Tensor dy, Tensor x, Tensor mean, int correction) {
        int n = x.dim(1);
        float[] dxs = dx.array();
        float[] xs = at(x, dx.offset());
        for (int r = 0; r < x.dim(0); r++) {
            float factor = 2 * Lanes.get(dy, r) / (n - correction);
            float centre = Lanes.get(mean, r);
            int row = dx.offset() + r * n;
            for (int i = row; i < row + n; i++) {
                dxs[i] = factor * (xs[i] - centre);
            }
        }
    }

    /** The index in its row, n ≥ 1, of the first NaN, otherwise of the first of the largest elements (−0 equals +0). */
    public static void argmax(int[] indices, Tensor x) {
        int n = x.dim(1);
        float[] xs = x.array();
        for (int r = 0; r < x.dim(0); r++) {
            int row = x.offset() + r * n;
            int best = row;
            for (int i = row; i < row + n && !Float.isNaN(xs[best]); i++) {
                if (!(xs[i] <= xs[best])) {
                    best = i;
                }
            }
            indices[r] = best - row;
        }
    }

    /** y = x at its row's index. */
    public static void pick(Tensor y, Tensor x, int[] indices) {
        for (int r = 0; r < x.dim(0); r++) {
            Lanes.set(y, r, Lanes.get(x, r * x.dim(1) + indices[r]));
        }
    }

    /** dx = dy at its row's index, otherwise 0. */
    public static void pickGradient(Tensor dx, Tensor dy, int[] indices) {
        Elementwise.fill(dx, 0);
        for (int r = 0; r < dx.dim(0); r++) {
            Lanes.set(dx, r * dx.dim(1) + indices[r], Lanes.get(dy, r));
        }
    }
}
