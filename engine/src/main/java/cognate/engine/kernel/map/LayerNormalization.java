package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.kernel.lanes.Lanes;
import cognate.engine.tensor.Tensor;

/**
 * The kernels of layer and group normalization: rows of a contiguous matrix [rows, n] brought to mean 0 and variance 1,
 * and an affine map by channels. Sums have the order of {@link Reduce}. Nothing is checked.
 */
public final class LayerNormalization {
    private LayerNormalization() {}

    /**
     * y = (x − mean) · scale, in every row, with scale [rows] = 1 / √(variance + epsilon), computed in double precision
     * from the float variance Σ (x − mean)² / n and rounded.
     */
    public static void standardize(Tensor y, Tensor scale, Tensor x, float epsilon) {
        int n = x.dim(1);
        float[] ys = y.array();
        float[] xs = at(x, y.offset());
        float[] lanes = new float[16];
        for (int r = 0; r < x.dim(0); r++) {
            int row = y.offset() + r * n;
            float mean = Reduce.sum(xs, row, n) / n;
            float variance = Normalization.centredDot(lanes, xs, row, mean, xs, row, mean, n) / n;
            float factor = (float) (1 / Math.sqrt((double) variance + epsilon));
            for (int i = row; i < row + n; i++) {
                ys[i] = (xs[i] - mean) * factor;
            }
            Lanes.set(scale, r, factor);
        }
    }

    /**
     * dx = scale · fma(−y, Σ dy · y / n, dy − Σ dy / n), in every row, where y and scale are those of
     * {@link #standardize}; dx may be dy.
     */
    public static void standardizeGradient(Tensor dx, Tensor dy, Tensor y, Tensor scale) {
        int n = y.dim(1);
        float[] dxs = dx.array();
        float[] dys = at(dy, dx.offset());
        float[] ys = at(y, dx.offset());
        for (int r = 0; r < y.dim(0); r++) {
            int row = dx.offset() + r * n;
            float mean = Reduce.sum(dys, row, n) / n;
            float slope = Reduce.dot(dys, row, ys, row, n) / n;
            float factor = Lanes.get(scale, r);
            for (int i = row; i < row + n; i++) {
                dxs[i] = factor * Math.fma(-ys[i], slope, dys[i] - mean);
            }
        }
    }

    /** y = fma(x, weight, bias), where x is [..., c, plane] with the plane's size and weight and bias are [c]. */
    public static void affine(Tensor y, Tensor x, Tensor weight, Tensor bias, int plane) {
        float[] ys = y.array();
        float[] xs = at(x, y.offset());
        int channels = weight.size();
        int i = y.offset();
        for (int end = i + y.size(); i < end; ) {
            for (int c = 0; c < channels; c++) {
                float slope = Lanes.get(weight, c);
                float summand = Lanes.get(bias, c);
                for (int stop = i + plane; i < stop; i++) {
                    ys[i] = Math.fma(xs[i], slope, summand);
                }
            }
        }
    }

    /** dx = dy · weight, as in {@link #affine}; dx may be dy. */
    public static void affineGradient(Tensor dx, Tensor dy, Tensor weight, int plane) {
        float[] dxs = dx.array();
        float[] dys = at(dy, dx.offset());
        int channels = weight.size();
        int i = dx.offset();
        for (int end = i + dx.size(); i < end; ) {
            for (int c = 0; c < channels; c++) {
                float slope = Lanes.get(weight, c);
                for (int stop = i + plane; i < stop; i++) {
                    dxs[i] = dys[i] * slope;
                }
            }
        }
    }

    /**
     * dWeight [c] = Σ dy · x and dBias [c] = Σ dy, as in {@link #affine}: a plane's float sums, added up in double
     * precision in the order they lie in memory.
     */
    public static void affineSums(Tensor dWeight, Tensor dBias, Tensor dy, Tensor x, int plane) {
        int channels = dBias.size();
        double[] sums = new double[channels];
        double[] products = new double[channels];
        int planes = plane == 0 ? 0 : dy.size() / plane;
        for (int p = 0; p < planes; p++) {
            int at = dy.offset() + p * plane;
            sums[p % channels] += Reduce.sum(dy.array(), at, plane);
            products[p % channels] += Reduce.dot(dy.array(), at, x.array(), x.offset() + p * plane, plane);
        }
        for (int c = 0; c < channels; c++) {
            Lanes.set(dBias, c, (float) sums[c]);
            Lanes.set(dWeight, c, (float) products[c]);
        }
    }
}
