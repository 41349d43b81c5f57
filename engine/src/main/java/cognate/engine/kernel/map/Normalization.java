package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;
import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.kernel.lanes.Lanes;
import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

/**
 * Batch normalization's kernels: statistics of the channels of x [n, c, ...], contiguous, and the maps between them. A
 * channel's sum is that of its planes' float sums, in {@link Reduce}'s order, added up in double precision image by
 * image. Nothing is checked.
 */
public final class Normalization {
    private Normalization() {}

    private static int plane(Tensor x) {
        return x.dim(0) == 0 ? 0 : x.size() / (x.dim(0) * x.dim(1));
    }

    /** mean [c] = the channels' means, variance [c] = their mean squared distances from that mean (biased). */
    public static void statistics(Tensor mean, Tensor variance, Tensor x) {
        int plane = plane(x);
        double count = (double) x.dim(0) * plane;
        float[] lanes = new float[16];
        for (int c = 0; c < x.dim(1); c++) {
            double sum = 0;
            for (int i = 0; i < x.dim(0); i++) {
                sum += Reduce.sum(x.array(), x.offset() + (i * x.dim(1) + c) * plane, plane);
            }
            float centre = (float) (sum / count);
            double squares = 0;
            for (int i = 0; i < x.dim(0); i++) {
                int at = x.offset() + (i * x.dim(1) + c) * plane;
                squares += centredDot(lanes, x.array(), at, centre, x.array(), at, centre, plane);
            }
            mean.array()[mean.offset() + c] = centre;
            variance.array()[variance.offset() + c] = (float) (squares / count);
        }
    }

    /** y = fma(x − mean, factor, bias), channel by channel. */
    public static void apply(Tensor y, Tensor x, Tensor mean, Tensor factor, Tensor bias) {
        int plane = plane(x);
        float[] ys = y.array();
        float[] xs = at(x, y.offset());
        for (int p = 0; p < x.dim(0) * x.dim(1); p++) {
            int c = p % x.dim(1);
            float centre = Lanes.get(mean, c);
            float slope = Lanes.get(factor, c);
            float summand = Lanes.get(bias, c);
            int from = y.offset() + p * plane;
            for (int i = from; i < from + plane; i++) {
                ys[i] = Math.fma(xs[i] - centre, slope, summand);
            }
        }
    }

    /** sumDy [c] = Σ dy, sumDyX [c] = Σ dy · (x − mean), channel by channel. */
    public static void gradientSums(Tensor sumDy, Tensor sumDyX, Tensor dy, Tensor x, Tensor mean) {
        int plane = plane(x);
        int channels = x.dim(1);
        double[] sums = new double[channels];
        double[] products = new double[channels];
        float[] lanes = new float[16];
        for (int p = 0; p < x.dim(0) * channels; p++) { // as they lie in memory, which is read ahead
            int c = p % channels;
            int at = dy.offset() + p * plane;
            sums[c] += Reduce.sum(dy.array(), at, plane);
            products[c] +=
                    centredDot(lanes, dy.array(), at, 0, x.array(), x.offset() + p * plane, Lanes.get(mean, c), plane);
        }
        for (int c = 0; c < channels; c++) {
            Lanes.set(sumDy, c, (float) sums[c]);
            Lanes.set(sumDyX, c, (float) products[c]);
        }
    }

    /** dx = fma(dy, a, fma(x − mean, b, d)), channel by channel with the factors a [c], b [c] and the summand d [c]. */
    public static void inputGradient(Tensor dx, Tensor dy, Tensor x, Tensor mean, Tensor a, Tensor b, Tensor d) {
        int plane = plane(x);
        float[] dxs = dx.array();
        float[] dys = at(dy, dx.offset());
        float[] xs = at(x, dx.offset());
        for (int p = 0; p < x.dim(0) * x.dim(1); p++) {
            int c = p % x.dim(1);
            float centre = Lanes.get(mean, c);
            float slope = Lanes.get(a, c);
            float slopeX = Lanes.get(b, c);
            float summand = Lanes.get(d, c);
            int from = dx.offset() + p * plane;
            for (int i = from; i < from + plane; i++) {
                dxs[i] = Math.fma(dys[i], slope, Math.fma(xs[i] - centre, slopeX, summand));
            }
        }
    }

    /** Σ (x − a) · (y − b) over n elements, in the order of {@link Reduce#dot}; {@code lanes} [16] is scratch. */
    static float centredDot(float[] lanes, float[] x, int xAt, float a, float[] y, int yAt, float b, int n) {
        float sum = 0;
        if (n >= 16) {
            for (int l = 0; l < lanes.length; l += COUNT) {
                addLanes(lanes, l, x, xAt + l, a, y, yAt + l, b, n);
            }
            sum = Reduce.fold(lanes, 0);
        }
        for (int i = n & -16; i < n; i++) {
            sum = Math.fma(x[xAt + i] - a, y[yAt + i] - b, sum);
        }
        return sum;
    }

    /** COUNT of the 16 lanes: a vector that is returned from here would be an object where this is not inlined. */
    private static void addLanes(
            float[] lanes, int l, float[] x, int xAt, float a, float[] y, int yAt, float b, int n) {
        FloatVector as = FloatVector.broadcast(FLOAT, a);
        FloatVector bs = FloatVector.broadcast(FLOAT, b);
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        int i = 0;
        for (; i < (n & -64); i += 64) {
            s0 = centred(x, xAt + i, as).fma(centred(y, yAt + i, bs), s0);
            s1 = centred(x, xAt + i + 16, as).fma(centred(y, yAt + i + 16, bs), s1);
            s2 = centred(x, xAt + i + 32, as).fma(centred(y, yAt + i + 32, bs), s2);
            s3 = centred(x, xAt + i + 48, as).fma(centred(y, yAt + i + 48, bs), s3);
        }
        FloatVector s = s0.add(s2).add(s1.add(s3));
        if (i + 16 <= n) {
            s = centred(x, xAt + i, as).fma(centred(y, yAt + i, bs), s);
        }
        if (i + 32 <= n) {
            s = centred(x, xAt + i + 16, as).fma(centred(y, yAt + i + 16, bs), s);
        }
        if (i + 48 <= n) {
            s = centred(x, xAt + i + 32, as).fma(centred(y, yAt + i + 32, bs), s);
        }
        s.intoArray(lanes, l);
    }

    private static FloatVector centred(float[] x, int at, FloatVector centre) {
        return FloatVector.fromArray(FLOAT, x, at).sub(centre);
    }
}
