package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel: MR × NR elements of C, held in registers, receive the products of a packed panel of A (MR values for
 * each k) and a packed panel of B (NR values for each k). It loads C first and stores it last. 8 × 2 vectors of
 * accumulators suit the 32 registers of AVX-512, 6 × 2 the 16 of AVX2 and below.
 */
final class GemmTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    static final int MR = COUNT >= 16 ? 8 : 6;
    static final int NR = 2 * COUNT;

    private GemmTile() {}

    static void accumulate(int kc, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cRow) {
        if (MR == 8) {
            tile8(kc, a, aAt, b, bAt, c, cAt, cRow);
        } else {
            tile6(kc, a, aAt, b, bAt, c, cAt, cRow);
        }
    }

    private static void tile8(int kc, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cRow) {
        int c0 = cAt;
        int c1 = cAt + cRow;
        int c2 = cAt + 2 * cRow;
        int c3 = cAt + 3 * cRow;
        int c4 = cAt + 4 * cRow;
        int c5 = cAt + 5 * cRow;
        int c6 = cAt + 6 * cRow;
        int c7 = cAt + 7 * cRow;
        FloatVector l0 = FloatVector.fromArray(FLOAT, c, c0);
        FloatVector r0 = FloatVector.fromArray(FLOAT, c, c0 + COUNT);
        FloatVector l1 = FloatVector.fromArray(FLOAT, c, c1);
        FloatVector r1 = FloatVector.fromArray(FLOAT, c, c1 + COUNT);
        FloatVector l2 = FloatVector.fromArray(FLOAT, c, c2);
        FloatVector r2 = FloatVector.fromArray(FLOAT, c, c2 + COUNT);
        FloatVector l3 = FloatVector.fromArray(FLOAT, c, c3);
        FloatVector r3 = FloatVector.fromArray(FLOAT, c, c3 + COUNT);
        FloatVector l4 = FloatVector.fromArray(FLOAT, c, c4);
        FloatVector r4 = FloatVector.fromArray(FLOAT, c, c4 + COUNT);
        FloatVector l5 = FloatVector.fromArray(FLOAT, c, c5);
        FloatVector r5 = FloatVector.fromArray(FLOAT, c, c5 + COUNT);
        FloatVector l6 = FloatVector.fromArray(FLOAT, c, c6);
        FloatVector r6 = FloatVector.fromArray(FLOAT, c, c6 + COUNT);
        FloatVector l7 = FloatVector.fromArray(FLOAT, c, c7);
        FloatVector r7 = FloatVector.fromArray(FLOAT, c, c7 + COUNT);
        for (int end = aAt + kc * 8; aAt < end; aAt += 8, bAt += NR) {
            FloatVector left = FloatVector.fromArray(FLOAT, b, bAt);
            FloatVector right = FloatVector.fromArray(FLOAT, b, bAt + COUNT);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aAt + 0]);
            l0 = a0.fma(left, l0);
            r0 = a0.fma(right, r0);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[aAt + 1]);
            l1 = a1.fma(left, l1);
            r1 = a1.fma(right, r1);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[aAt + 2]);
            l2 = a2.fma(left, l2);
            r2 = a2.fma(right, r2);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[aAt + 3]);
            l3 = a3.fma(left, l3);
            r3 = a3.fma(right, r3);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[aAt + 4]);
            l4 = a4.fma(left, l4);
            r4 = a4.fma(right, r4);
            FloatVector a5 = FloatVector.broadcast(FLOAT, a[aAt + 5]);
            l5 = a5.fma(left, l5);
            r5 = a5.fma(right, r5);
            FloatVector a6 = FloatVector.broadcast(FLOAT, a[aAt + 6]);
            l6 = a6.fma(left, l6);
            r6 = a6.fma(right, r6);
            FloatVector a7 = FloatVector.broadcast(FLOAT, a[aAt + 7]);
            l7 = a7.fma(left, l7);
            r7 = a7.fma(right, r7);
        }
        l0.intoArray(c, c0);
        r0.intoArray(c, c0 + COUNT);
        l1.intoArray(c, c1);
        r1.intoArray(c, c1 + COUNT);
        l2.intoArray(c, c2);
        r2.intoArray(c, c2 + COUNT);
        l3.intoArray(c, c3);
        r3.intoArray(c, c3 + COUNT);
        l4.intoArray(c, c4);
        r4.intoArray(c, c4 + COUNT);
        l5.intoArray(c, c5);
        r5.intoArray(c, c5 + COUNT);
        l6.intoArray(c, c6);
        r6.intoArray(c, c6 + COUNT);
        l7.intoArray(c, c7);
        r7.intoArray(c, c7 + COUNT);
    }

    private static void tile6(int kc, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cRow) {
        int c0 = cAt;
        int c1 = cAt + cRow;
        int c2 = cAt + 2 * cRow;
        int c3 = cAt + 3 * cRow;
        int c4 = cAt + 4 * cRow;
        int c5 = cAt + 5 * cRow;
        FloatVector l0 = FloatVector.fromArray(FLOAT, c, c0);
        FloatVector r0 = FloatVector.fromArray(FLOAT, c, c0 + COUNT);
        FloatVector l1 = FloatVector.fromArray(FLOAT, c, c1);
        FloatVector r1 = FloatVector.fromArray(FLOAT, c, c1 + COUNT);
        FloatVector l2 = FloatVector.fromArray(FLOAT, c, c2);
        FloatVector r2 = FloatVector.fromArray(FLOAT, c, c2 + COUNT);
        FloatVector l3 = FloatVector.fromArray(FLOAT, c, c3);
        FloatVector r3 = FloatVector.fromArray(FLOAT, c, c3 + COUNT);
        FloatVector l4 = FloatVector.fromArray(FLOAT, c, c4);
        FloatVector r4 = FloatVector.fromArray(FLOAT, c, c4 + COUNT);
        FloatVector l5 = FloatVector.fromArray(FLOAT, c, c5);
        FloatVector r5 = FloatVector.fromArray(FLOAT, c, c5 + COUNT);
        for (int end = aAt + kc * 6; aAt < end; aAt += 6, bAt += NR) {
            FloatVector left = FloatVector.fromArray(FLOAT, b, bAt);
            FloatVector right = FloatVector.fromArray(FLOAT, b, bAt + COUNT);
            FloatVector a0 = FloatVector.broadcast(FLOAT, a[aAt + 0]);
            l0 = a0.fma(left, l0);
            r0 = a0.fma(right, r0);
            FloatVector a1 = FloatVector.broadcast(FLOAT, a[aAt + 1]);
            l1 = a1.fma(left, l1);
            r1 = a1.fma(right, r1);
            FloatVector a2 = FloatVector.broadcast(FLOAT, a[aAt + 2]);
            l2 = a2.fma(left, l2);
            r2 = a2.fma(right, r2);
            FloatVector a3 = FloatVector.broadcast(FLOAT, a[aAt + 3]);
            l3 = a3.fma(left, l3);
            r3 = a3.fma(right, r3);
            FloatVector a4 = FloatVector.broadcast(FLOAT, a[aAt + 4]);
            l4 = a4.fma(left, l4);
            r4 = a4.fma(right, r4);
            FloatVector a5 = FloatVector.broadcast(FLOAT, a[aAt + 5]);
            l5 = a5.fma(left, l5);
            r5 = a5.fma(right, r5);
        }
        l0.intoArray(c, c0);
        r0.intoArray(c, c0 + COUNT);
        l1.intoArray(c, c1);
        r1.intoArray(c, c1 + COUNT);
        l2.intoArray(c, c2);
        r2.intoArray(c, c2 + COUNT);
        l3.intoArray(c, c3);
        r3.intoArray(c, c3 + COUNT);
        l4.intoArray(c, c4);
        r4.intoArray(c, c4 + COUNT);
        l5.intoArray(c, c5);
        r5.intoArray(c, c5 + COUNT);
    }
}
