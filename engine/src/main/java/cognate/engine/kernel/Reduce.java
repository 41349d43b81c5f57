package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;
import static cognate.engine.kernel.Lanes.get;
import static cognate.engine.kernel.Lanes.load;
import static cognate.engine.kernel.Lanes.store;

import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Kernels that make few numbers of many, from contiguous tensors. Nothing is checked.
 *
 * <p>A sum has one order of additions, whatever the width of the vectors: of every full block of 64 elements, element i
 * is added to lane i of 64 that start at +0; these are folded by halves (lane i + lane i + 32) to 16; full blocks of 16
 * among the remaining elements are added to the 16, which are folded by halves to one; the last up to 15 elements are
 * added to it one by one.
 */
public final class Reduce {
    /** Sums of the rows of fewer elements than this stay scalar: vectors need more calls until they are compiled. */
    private static final int LARGE = 1 << 14;

    /** Lane i takes lane i + h. */
    private static final VectorShuffle<Float> BY_8 = VectorShuffle.iota(FLOAT, 8, 1, true);

    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(FLOAT, 4, 1, true);
    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(FLOAT, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(FLOAT, 1, 1, true);

    private Reduce() {}

    /** The sum of all elements. */
    public static float sum(Tensor x) {
        return sum(x.array(), x.offset(), x.size());
    }

    static float sum(float[] a, int offset, int n) {
        float sum = 0;
        if (n >= 16) {
            FloatVector s = sumLanes(a, offset, n);
            if (COUNT == 8) {
                s = s.add(sumLanes(a, offset + 8, n));
            } else if (COUNT == 4) {
                s = s.add(sumLanes(a, offset + 8, n))
                        .add(sumLanes(a, offset + 4, n).add(sumLanes(a, offset + 12, n)));
            }
            sum = fold(s);
        }
        for (int i = n & -16; i < n; i++) {
            sum += a[offset + i];
        }
        return sum;
    }

    /** The first COUNT of 16 lanes, before they are folded; the others begin at a higher offset. */
    private static FloatVector sumLanes(float[] a, int offset, int n) {
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        int i = 0;
        for (; i < (n & -64); i += 64) {
            s0 = s0.add(FloatVector.fromArray(FLOAT, a, offset + i));
            s1 = s1.add(FloatVector.fromArray(FLOAT, a, offset + i + 16));
            s2 = s2.add(FloatVector.fromArray(FLOAT, a, offset + i + 32));
            s3 = s3.add(FloatVector.fromArray(FLOAT, a, offset + i + 48));
        }
        FloatVector s = s0.add(s2).add(s1.add(s3));
        for (; i < (n & -16); i += 16) {
            s = s.add(FloatVector.fromArray(FLOAT, a, offset + i));
        }
        return s;
    }

    /** The sum of the first 16 lanes, folded by halves, of which {@code s} holds the first COUNT. */
    static float fold(FloatVector s) {
        if (COUNT == 16) {
            s = s.add(s.rearrange(BY_8));
        }
        if (COUNT >= 8) {
            s = s.add(s.rearrange(BY_4));
        }
        s = s.add(s.rearrange(BY_2));
        return s.add(s.rearrange(BY_1)).lane(0);
    }

    /** The sum of the products of all elements: as a sum, with {@code fma(x, y, lane)} for every addition of an element. */
    public static float dot(Tensor x, Tensor y) {
        int n = x.size();
        float sum = 0;
        if (n >= 16) {
            FloatVector s = dotLanes(x, y, 0, n);
            if (COUNT == 8) {
                s = s.add(dotLanes(x, y, 8, n));
            } else if (COUNT == 4) {
                s = s.add(dotLanes(x, y, 8, n)).add(dotLanes(x, y, 4, n).add(dotLanes(x, y, 12, n)));
            }
            sum = fold(s);
        }
        for (int i = n & -16; i < n; i++) {
            sum = Math.fma(get(x, i), get(y, i), sum);
        }
        return sum;
    }

    private static FloatVector dotLanes(Tensor x, Tensor y, int lane, int n) {
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        int i = 0;
        for (; i < (n & -64); i += 64) {
            s0 = load(x, lane + i).fma(load(y, lane + i), s0);
            s1 = load(x, lane + i + 16).fma(load(y, lane + i + 16), s1);
            s2 = load(x, lane + i + 32).fma(load(y, lane + i + 32), s2);
            s3 = load(x, lane + i + 48).fma(load(y, lane + i + 48), s3);
        }
        FloatVector s = s0.add(s2).add(s1.add(s3));
        for (; i < (n & -16); i += 16) {
            s = load(x, lane + i).fma(load(y, lane + i), s);
        }
        return s;
    }

    /** The sum of the squares of all elements, as {@code dot(x, x)}. */
    public static float squaredNorm(Tensor x) {
        return dot(x, x);
    }

    /** The largest element, −∞ if there is none, NaN if one is NaN; +0 is larger than −0. */
    public static float max(Tensor x) {
        return max(x.array(), x.offset(), x.size());
    }

    static float max(float[] a, int offset, int n) {
        float max = Float.NEGATIVE_INFINITY;
        int i = 0;
        if (n >= COUNT) {
            FloatVector m = FloatVector.fromArray(FLOAT, a, offset);
            for (i = COUNT; i <= n - COUNT; i += COUNT) {
                m = m.max(FloatVector.fromArray(FLOAT, a, offset + i));
            }
            max = m.reduceLanes(VectorOperators.MAX);
        }
        for (; i < n; i++) {
            max = Math.max(max, a[offset + i]);
        }
        return max;
    }

    /** The index, from 0, of the largest of the {@code n ≥ 1} values from {@code offset} on; the lowest such; never of a NaN unless it is first. */
    public static int argmax(float[] a, int offset, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (a[offset + i] > a[offset + best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * g [m] = g + the sum of the rows of dy [..., m]. Of every full group of eight rows, row r is added to partial sum r
     * of eight that start at +0; these are folded by halves (r and r + 4); the remaining rows are added one by one, and
     * the result to g.
     */
    public static void accumulateRows(Tensor g, Tensor dy) {
        int m = g.size();
        int end = dy.size();
        int grouped = m == 0 ? 0 : end - end % (8 * m);
        int j = 0;
        for (int bound = end < LARGE ? 0 : FLOAT.loopBound(m); j < bound; j += COUNT) {
            FloatVector s = sumRows(dy, j, m, grouped);
            for (int i = grouped + j; i < end; i += m) {
                s = s.add(load(dy, i));
            }
            store(g, j, load(g, j).add(s));
        }
        for (; j < m; j++) {
            g.array()[g.offset() + j] +=
                    sumColumn(dy.array(), dy.offset() + j, m, dy.offset() + grouped, dy.offset() + end);
        }
    }

    private static FloatVector sumRows(Tensor dy, int j, int m, int grouped) {
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        FloatVector s4 = FloatVector.zero(FLOAT);
        FloatVector s5 = FloatVector.zero(FLOAT);
        FloatVector s6 = FloatVector.zero(FLOAT);
        FloatVector s7 = FloatVector.zero(FLOAT);
        for (int i = j; i < grouped; i += 8 * m) {
            s0 = s0.add(load(dy, i));
            s1 = s1.add(load(dy, i + m));
            s2 = s2.add(load(dy, i + 2 * m));
            s3 = s3.add(load(dy, i + 3 * m));
            s4 = s4.add(load(dy, i + 4 * m));
            s5 = s5.add(load(dy, i + 5 * m));
            s6 = s6.add(load(dy, i + 6 * m));
            s7 = s7.add(load(dy, i + 7 * m));
        }
        return s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7)));
    }

    private static float sumColumn(float[] a, int from, int m, int grouped, int end) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = from;
        for (; i < grouped; i += 8 * m) {
            s0 += a[i];
            s1 += a[i + m];
            s2 += a[i + 2 * m];
            s3 += a[i + 3 * m];
            s4 += a[i + 4 * m];
            s5 += a[i + 5 * m];
            s6 += a[i + 6 * m];
            s7 += a[i + 7 * m];
        }
        float s = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
        for (; i < end; i += m) {
            s += a[i];
        }
        return s;
    }

    /** Whether no element is infinite or NaN. */
    public static boolean allFinite(Tensor x) {
        float[] a = x.array();
        int i = x.offset();
        int end = i + x.size();
        float s0 = 0; // 0 times a finite number is 0, times any other NaN
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (; i <= end - 8; i += 8) {
            s0 += a[i] * 0 + a[i + 4] * 0;
            s1 += a[i + 1] * 0 + a[i + 5] * 0;
            s2 += a[i + 2] * 0 + a[i + 6] * 0;
            s3 += a[i + 3] * 0 + a[i + 7] * 0;
        }
        for (; i < end; i++) {
            s0 += a[i] * 0;
        }
        return s0 + s1 + s2 + s3 == 0;
    }
}
