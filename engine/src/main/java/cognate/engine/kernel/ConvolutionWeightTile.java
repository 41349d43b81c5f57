package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernels of a convolution's weight gradient: some taps by one or two vectors of filters, held in registers,
 * receive the products of all positions. {@code dy} holds the filters' gradients side by side for each position; the pixel of a tap at a
 * position is the copy's at {@code taps[tap] + positions[position]}. They load their sums c [taps, filters] first and store
 * them last. Taps beyond the last are computed and not used.
 */
final class ConvolutionWeightTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    /** Taps of a tile of two vectors of filters. */
    static final int TAPS = COUNT >= 16 ? 8 : 6;
    /** Taps of a tile of one vector of filters. */
    static final int NARROW_TAPS = 16;

    private ConvolutionWeightTile() {}

    /** Whether there is a tile of one vector of filters: it takes more registers than narrow vectors have. */
    static boolean hasNarrow() {
        return COUNT >= 16;
    }

    static void accumulate(
            int filters, int[] taps, int first, int[] positions, float[] copy, float[] dy, float[] c, int at) {
        if (filters == COUNT) {
            narrow(taps, first, positions, copy, dy, c, at);
        } else if (TAPS == 8) {
            tile8(taps, first, positions, copy, dy, c, at);
        } else {
            tile6(taps, first, positions, copy, dy, c, at);
        }
    }

    private static void tile8(int[] taps, int first, int[] positions, float[] copy, float[] dy, float[] c, int at) {
        int t0 = taps[Math.min(first + 0, taps.length - 1)];
        int t1 = taps[Math.min(first + 1, taps.length - 1)];
        int t2 = taps[Math.min(first + 2, taps.length - 1)];
        int t3 = taps[Math.min(first + 3, taps.length - 1)];
        int t4 = taps[Math.min(first + 4, taps.length - 1)];
        int t5 = taps[Math.min(first + 5, taps.length - 1)];
        int t6 = taps[Math.min(first + 6, taps.length - 1)];
        int t7 = taps[Math.min(first + 7, taps.length - 1)];
        FloatVector l0 = FloatVector.fromArray(FLOAT, c, at + 0 * COUNT);
        FloatVector r0 = FloatVector.fromArray(FLOAT, c, at + 1 * COUNT);
        FloatVector l1 = FloatVector.fromArray(FLOAT, c, at + 2 * COUNT);
        FloatVector r1 = FloatVector.fromArray(FLOAT, c, at + 3 * COUNT);
        FloatVector l2 = FloatVector.fromArray(FLOAT, c, at + 4 * COUNT);
        FloatVector r2 = FloatVector.fromArray(FLOAT, c, at + 5 * COUNT);
        FloatVector l3 = FloatVector.fromArray(FLOAT, c, at + 6 * COUNT);
        FloatVector r3 = FloatVector.fromArray(FLOAT, c, at + 7 * COUNT);
        FloatVector l4 = FloatVector.fromArray(FLOAT, c, at + 8 * COUNT);
        FloatVector r4 = FloatVector.fromArray(FLOAT, c, at + 9 * COUNT);
        FloatVector l5 = FloatVector.fromArray(FLOAT, c, at + 10 * COUNT);
        FloatVector r5 = FloatVector.fromArray(FLOAT, c, at + 11 * COUNT);
        FloatVector l6 = FloatVector.fromArray(FLOAT, c, at + 12 * COUNT);
        FloatVector r6 = FloatVector.fromArray(FLOAT, c, at + 13 * COUNT);
        FloatVector l7 = FloatVector.fromArray(FLOAT, c, at + 14 * COUNT);
        FloatVector r7 = FloatVector.fromArray(FLOAT, c, at + 15 * COUNT);
        for (int p = 0, d = 0; p < positions.length; p++, d += 2 * COUNT) {
            int x = positions[p];
            FloatVector left = FloatVector.fromArray(FLOAT, dy, d);
            FloatVector right = FloatVector.fromArray(FLOAT, dy, d + COUNT);
            FloatVector x0 = FloatVector.broadcast(FLOAT, copy[x + t0]);
            l0 = x0.fma(left, l0);
            r0 = x0.fma(right, r0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, copy[x + t1]);
            l1 = x1.fma(left, l1);
            r1 = x1.fma(right, r1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, copy[x + t2]);
            l2 = x2.fma(left, l2);
            r2 = x2.fma(right, r2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, copy[x + t3]);
            l3 = x3.fma(left, l3);
            r3 = x3.fma(right, r3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, copy[x + t4]);
            l4 = x4.fma(left, l4);
            r4 = x4.fma(right, r4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, copy[x + t5]);
            l5 = x5.fma(left, l5);
            r5 = x5.fma(right, r5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, copy[x + t6]);
            l6 = x6.fma(left, l6);
            r6 = x6.fma(right, r6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, copy[x + t7]);
            l7 = x7.fma(left, l7);
            r7 = x7.fma(right, r7);
        }
        l0.intoArray(c, at + 0 * COUNT);
        r0.intoArray(c, at + 1 * COUNT);
        l1.intoArray(c, at + 2 * COUNT);
        r1.intoArray(c, at + 3 * COUNT);
        l2.intoArray(c, at + 4 * COUNT);
        r2.intoArray(c, at + 5 * COUNT);
        l3.intoArray(c, at + 6 * COUNT);
        r3.intoArray(c, at + 7 * COUNT);
        l4.intoArray(c, at + 8 * COUNT);
        r4.intoArray(c, at + 9 * COUNT);
        l5.intoArray(c, at + 10 * COUNT);
        r5.intoArray(c, at + 11 * COUNT);
        l6.intoArray(c, at + 12 * COUNT);
        r6.intoArray(c, at + 13 * COUNT);
        l7.intoArray(c, at + 14 * COUNT);
        r7.intoArray(c, at + 15 * COUNT);
    }

    private static void tile6(int[] taps, int first, int[] positions, float[] copy, float[] dy, float[] c, int at) {
        int t0 = taps[Math.min(first + 0, taps.length - 1)];
        int t1 = taps[Math.min(first + 1, taps.length - 1)];
        int t2 = taps[Math.min(first + 2, taps.length - 1)];
        int t3 = taps[Math.min(first + 3, taps.length - 1)];
        int t4 = taps[Math.min(first + 4, taps.length - 1)];
        int t5 = taps[Math.min(first + 5, taps.length - 1)];
        FloatVector l0 = FloatVector.fromArray(FLOAT, c, at + 0 * COUNT);
        FloatVector r0 = FloatVector.fromArray(FLOAT, c, at + 1 * COUNT);
        FloatVector l1 = FloatVector.fromArray(FLOAT, c, at + 2 * COUNT);
        FloatVector r1 = FloatVector.fromArray(FLOAT, c, at + 3 * COUNT);
        FloatVector l2 = FloatVector.fromArray(FLOAT, c, at + 4 * COUNT);
        FloatVector r2 = FloatVector.fromArray(FLOAT, c, at + 5 * COUNT);
        FloatVector l3 = FloatVector.fromArray(FLOAT, c, at + 6 * COUNT);
        FloatVector r3 = FloatVector.fromArray(FLOAT, c, at + 7 * COUNT);
        FloatVector l4 = FloatVector.fromArray(FLOAT, c, at + 8 * COUNT);
        FloatVector r4 = FloatVector.fromArray(FLOAT, c, at + 9 * COUNT);
        FloatVector l5 = FloatVector.fromArray(FLOAT, c, at + 10 * COUNT);
        FloatVector r5 = FloatVector.fromArray(FLOAT, c, at + 11 * COUNT);
        for (int p = 0, d = 0; p < positions.length; p++, d += 2 * COUNT) {
            int x = positions[p];
            FloatVector left = FloatVector.fromArray(FLOAT, dy, d);
            FloatVector right = FloatVector.fromArray(FLOAT, dy, d + COUNT);
            FloatVector x0 = FloatVector.broadcast(FLOAT, copy[x + t0]);
            l0 = x0.fma(left, l0);
            r0 = x0.fma(right, r0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, copy[x + t1]);
            l1 = x1.fma(left, l1);
            r1 = x1.fma(right, r1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, copy[x + t2]);
            l2 = x2.fma(left, l2);
            r2 = x2.fma(right, r2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, copy[x + t3]);
            l3 = x3.fma(left, l3);
            r3 = x3.fma(right, r3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, copy[x + t4]);
            l4 = x4.fma(left, l4);
            r4 = x4.fma(right, r4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, copy[x + t5]);
            l5 = x5.fma(left, l5);
            r5 = x5.fma(right, r5);
        }
        l0.intoArray(c, at + 0 * COUNT);
        r0.intoArray(c, at + 1 * COUNT);
        l1.intoArray(c, at + 2 * COUNT);
        r1.intoArray(c, at + 3 * COUNT);
        l2.intoArray(c, at + 4 * COUNT);
        r2.intoArray(c, at + 5 * COUNT);
        l3.intoArray(c, at + 6 * COUNT);
        r3.intoArray(c, at + 7 * COUNT);
        l4.intoArray(c, at + 8 * COUNT);
        r4.intoArray(c, at + 9 * COUNT);
        l5.intoArray(c, at + 10 * COUNT);
        r5.intoArray(c, at + 11 * COUNT);
    }

    private static void narrow(int[] taps, int first, int[] positions, float[] copy, float[] dy, float[] c, int at) {
        int t0 = taps[Math.min(first + 0, taps.length - 1)];
        int t1 = taps[Math.min(first + 1, taps.length - 1)];
        int t2 = taps[Math.min(first + 2, taps.length - 1)];
        int t3 = taps[Math.min(first + 3, taps.length - 1)];
        int t4 = taps[Math.min(first + 4, taps.length - 1)];
        int t5 = taps[Math.min(first + 5, taps.length - 1)];
        int t6 = taps[Math.min(first + 6, taps.length - 1)];
        int t7 = taps[Math.min(first + 7, taps.length - 1)];
        int t8 = taps[Math.min(first + 8, taps.length - 1)];
        int t9 = taps[Math.min(first + 9, taps.length - 1)];
        int t10 = taps[Math.min(first + 10, taps.length - 1)];
        int t11 = taps[Math.min(first + 11, taps.length - 1)];
        int t12 = taps[Math.min(first + 12, taps.length - 1)];
        int t13 = taps[Math.min(first + 13, taps.length - 1)];
        int t14 = taps[Math.min(first + 14, taps.length - 1)];
        int t15 = taps[Math.min(first + 15, taps.length - 1)];
        FloatVector s0 = FloatVector.fromArray(FLOAT, c, at + 0 * COUNT);
        FloatVector s1 = FloatVector.fromArray(FLOAT, c, at + 1 * COUNT);
        FloatVector s2 = FloatVector.fromArray(FLOAT, c, at + 2 * COUNT);
        FloatVector s3 = FloatVector.fromArray(FLOAT, c, at + 3 * COUNT);
        FloatVector s4 = FloatVector.fromArray(FLOAT, c, at + 4 * COUNT);
        FloatVector s5 = FloatVector.fromArray(FLOAT, c, at + 5 * COUNT);
        FloatVector s6 = FloatVector.fromArray(FLOAT, c, at + 6 * COUNT);
        FloatVector s7 = FloatVector.fromArray(FLOAT, c, at + 7 * COUNT);
        FloatVector s8 = FloatVector.fromArray(FLOAT, c, at + 8 * COUNT);
        FloatVector s9 = FloatVector.fromArray(FLOAT, c, at + 9 * COUNT);
        FloatVector s10 = FloatVector.fromArray(FLOAT, c, at + 10 * COUNT);
        FloatVector s11 = FloatVector.fromArray(FLOAT, c, at + 11 * COUNT);
        FloatVector s12 = FloatVector.fromArray(FLOAT, c, at + 12 * COUNT);
        FloatVector s13 = FloatVector.fromArray(FLOAT, c, at + 13 * COUNT);
        FloatVector s14 = FloatVector.fromArray(FLOAT, c, at + 14 * COUNT);
        FloatVector s15 = FloatVector.fromArray(FLOAT, c, at + 15 * COUNT);
        for (int p = 0, d = 0; p < positions.length; p++, d += COUNT) {
            int x = positions[p];
            FloatVector g = FloatVector.fromArray(FLOAT, dy, d);
            s0 = FloatVector.broadcast(FLOAT, copy[x + t0]).fma(g, s0);
            s1 = FloatVector.broadcast(FLOAT, copy[x + t1]).fma(g, s1);
            s2 = FloatVector.broadcast(FLOAT, copy[x + t2]).fma(g, s2);
            s3 = FloatVector.broadcast(FLOAT, copy[x + t3]).fma(g, s3);
            s4 = FloatVector.broadcast(FLOAT, copy[x + t4]).fma(g, s4);
            s5 = FloatVector.broadcast(FLOAT, copy[x + t5]).fma(g, s5);
            s6 = FloatVector.broadcast(FLOAT, copy[x + t6]).fma(g, s6);
            s7 = FloatVector.broadcast(FLOAT, copy[x + t7]).fma(g, s7);
            s8 = FloatVector.broadcast(FLOAT, copy[x + t8]).fma(g, s8);
            s9 = FloatVector.broadcast(FLOAT, copy[x + t9]).fma(g, s9);
            s10 = FloatVector.broadcast(FLOAT, copy[x + t10]).fma(g, s10);
            s11 = FloatVector.broadcast(FLOAT, copy[x + t11]).fma(g, s11);
            s12 = FloatVector.broadcast(FLOAT, copy[x + t12]).fma(g, s12);
            s13 = FloatVector.broadcast(FLOAT, copy[x + t13]).fma(g, s13);
            s14 = FloatVector.broadcast(FLOAT, copy[x + t14]).fma(g, s14);
            s15 = FloatVector.broadcast(FLOAT, copy[x + t15]).fma(g, s15);
        }
        s0.intoArray(c, at + 0 * COUNT);
        s1.intoArray(c, at + 1 * COUNT);
        s2.intoArray(c, at + 2 * COUNT);
        s3.intoArray(c, at + 3 * COUNT);
        s4.intoArray(c, at + 4 * COUNT);
        s5.intoArray(c, at + 5 * COUNT);
        s6.intoArray(c, at + 6 * COUNT);
        s7.intoArray(c, at + 7 * COUNT);
        s8.intoArray(c, at + 8 * COUNT);
        s9.intoArray(c, at + 9 * COUNT);
        s10.intoArray(c, at + 10 * COUNT);
        s11.intoArray(c, at + 11 * COUNT);
        s12.intoArray(c, at + 12 * COUNT);
        s13.intoArray(c, at + 13 * COUNT);
        s14.intoArray(c, at + 14 * COUNT);
        s15.intoArray(c, at + 15 * COUNT);
    }
}
