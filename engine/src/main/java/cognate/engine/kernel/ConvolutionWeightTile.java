package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of a convolution's weight gradient: MR taps for NR filters, held in registers, receive the products
 * of all positions. {@code dy} holds the filters' gradients side by side for each position; the pixel of a tap at a
 * position is the copy's at {@code taps[tap] + positions[position]}. It loads its sums c [MR, NR] first and stores them
 * last. Taps beyond the last are computed and not used.
 */
final class ConvolutionWeightTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    static final int MR = COUNT >= 16 ? 8 : 6;
    static final int NR = 2 * COUNT;

    private ConvolutionWeightTile() {}

    static void accumulate(int[] taps, int first, int[] positions, float[] copy, float[] dy, float[] c, int at) {
        if (MR == 8) {
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
        for (int p = 0, d = 0; p < positions.length; p++, d += NR) {
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
        for (int p = 0, d = 0; p < positions.length; p++, d += NR) {
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
}
