package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;

import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
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

    /** The sum of the {@code n} elements from {@code offset} on. */
    public static float sum(float[] a, int offset, int n) {
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
            s0 = s0.add(at(a, offset + i));
            s1 = s1.add(at(a, offset + i + 16));
            s2 = s2.add(at(a, offset + i + 32));
            s3 = s3.add(at(a, offset + i + 48));
        }
        FloatVector s = s0.add(s2).add(s1.add(s3));
        for (; i < (n & -16); i += 16) {
            s = s.add(at(a, offset + i));
        }
        return s;
    }

    /** The sum of 16 lanes, folded by halves. */
    public static float fold(float[] lanes, int at) {
        FloatVector s = at(lanes, at);
        if (COUNT == 8) {
            s = s.add(at(lanes, at + 8));
        } else if (COUNT == 4) {
            s = s.add(at(lanes, at + 8)).add(at(lanes, at + 4).add(at(lanes, at + 12)));
        }
        return fold(s);
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

    /**
     * The sum of the products of all elements: as a sum, with {@code fma(x, y, lane)} for every addition of an element.
     */
    public static float dot(Tensor x, Tensor y) {
        return dot(x.array(), x.offset(), y.array(), y.offset(), x.size());
    }

    /** The sum of the products of the {@code n} elements from i and j on, as {@link #dot(Tensor, Tensor)}. */
    static float dot(float[] a, int i, float[] b, int j, int n) {
        float sum = 0;
        if (n >= 16) {
            FloatVector s = dotLanes(a, i, b, j, n);
            if (COUNT == 8) {
                s = s.add(dotLanes(a, i + 8, b, j + 8, n));
            } else if (COUNT == 4) {
                s = s.add(dotLanes(a, i + 8, b, j + 8, n))
                        .add(dotLanes(a, i + 4, b, j + 4, n).add(dotLanes(a, i + 12, b, j + 12, n)));
            }
            sum = fold(s);
        }
        for (int k = n & -16; k < n; k++) {
            sum = Math.fma(a[i + k], b[j + k], sum);
        }
        return sum;
    }

    private static FloatVector dotLanes(float[] a, int from, float[] b, int at, int n) {
        FloatVector s0 = FloatVector.zero(FLOAT);
        FloatVector s1 = FloatVector.zero(FLOAT);
        FloatVector s2 = FloatVector.zero(FLOAT);
        FloatVector s3 = FloatVector.zero(FLOAT);
        int i = 0;
        for (; i < (n & -64); i += 64) {
            s0 = fma(a, from + i, b, at + i, s0);
            s1 = fma(a, from + i + 16, b, at + i + 16, s1);
            s2 = fma(a, from + i + 32, b, at + i + 32, s2);
            s3 = fma(a, from + i + 48, b, at + i + 48, s3);
        }
        FloatVector s = s0.add(s2).add(s1.add(s3));
        if (i + 16 <= n) {
            s = fma(a, from + i, b, at + i, s);
        }
        if (i + 32 <= n) {
            s = fma(a, from + i + 16, b, at + i + 16, s);
        }
        if (i + 48 <= n) {
            s = fma(a, from + i + 32, b, at + i + 32, s);
        }
        return s;
    }

    private static FloatVector fma(float[] a, int i, float[] b, int j, FloatVector s) {
        return at(a, i).fma(at(b, j), s);
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
        int i = offset;
        int end = offset + n;
        if (n >= 4 * COUNT) {
            FloatVector m0 = at(a, i);
            FloatVector m1 = at(a, i + COUNT);
            FloatVector m2 = at(a, i + 2 * COUNT);
            FloatVector m3 = at(a, i + 3 * COUNT);
            for (i += 4 * COUNT; i <= end - 4 * COUNT; i += 4 * COUNT) {
                m0 = m0.max(at(a, i));
                m1 = m1.max(at(a, i + COUNT));
                m2 = m2.max(at(a, i + 2 * COUNT));
                m3 = m3.max(at(a, i + 3 * COUNT));
            }
            max = foldMax(m0.max(m2).max(m1.max(m3)));
        }
        for (; i < end; i++) {
            max = Math.max(max, a[i]);
        }
        return max;
    }

    private static float foldMax(FloatVector m) {
        if (COUNT == 16) {
            m = m.max(m.rearrange(BY_8));
        }
        if (COUNT >= 8) {
            m = m.max(m.rearrange(BY_4));
        }
        m = m.max(m.rearrange(BY_2));
        return m.max(m.rearrange(BY_1)).lane(0);
    }

    /**
     * The index, from 0, of the largest of the {@code n ≥ 1} values from {@code offset} on; the lowest such; never of a
     * NaN unless it is first.
     */
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
     * g [m] = g + the rows of dy [..., m]: to every element of g the sum of the next eight rows is added, folded by
     * halves (row r + row r + 4), and at the end the remaining rows one by one.
     */
    public static void accumulateRows(Tensor g, Tensor dy) {
        int m = g.size();
        float[] sums = g.array();
        float[] a = dy.array();
        int from = dy.offset();
        int end = from + dy.size();
        int vectors = dy.size() < LARGE ? 0 : FLOAT.loopBound(m);
        for (; from <= end - 8 * m && m > 0; from += 8 * m) {
            addEightRows(sums, g.offset(), a, from, m, vectors);
        }
        for (; from < end; from += m) {
            for (int j = 0; j < m; j++) {
                sums[g.offset() + j] += a[from + j];
            }
        }
    }

    private static void addEightRows(float[] sums, int to, float[] a, int r0, int m, int vectors) {
        int r1 = r0 + m;
        int r2 = r1 + m;
        int r3 = r2 + m;
        int r4 = r3 + m;
        int r5 = r4 + m;
        int r6 = r5 + m;
        int r7 = r6 + m;
        int j = 0;
        for (; j < vectors; j += COUNT) {
            FloatVector even =
                    at(a, r0 + j).add(at(a, r4 + j)).add(at(a, r2 + j).add(at(a, r6 + j)));
            FloatVector odd = at(a, r1 + j).add(at(a, r5 + j)).add(at(a, r3 + j).add(at(a, r7 + j)));
            at(sums, to + j).add(even.add(odd)).intoArray(sums, to + j);
        }
        for (; j < m; j++) {
            float even = (a[r0 + j] + a[r4 + j]) + (a[r2 + j] + a[r6 + j]);
            float odd = (a[r1 + j] + a[r5 + j]) + (a[r3 + j] + a[r7 + j]);
            sums[to + j] += even + odd;
        }
    }

    private static FloatVector at(float[] a, int i) {
        return FloatVector.fromArray(FLOAT, a, i);
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
