package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of 8 rows and two vectors, whose 16 accumulators suit 32 registers, for an A in place whose columns
 * are neighbours; see {@link GemmTile}.
 */
final class GemmWideRows {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    private GemmWideRows() {}

    /** Starts from zero. B's offset is a product, for want of a register. */
    static void start(
            int kc,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector l0 = FloatVector.zero(FLOAT);
        FloatVector r0 = FloatVector.zero(FLOAT);
        FloatVector l1 = FloatVector.zero(FLOAT);
        FloatVector r1 = FloatVector.zero(FLOAT);
        FloatVector l2 = FloatVector.zero(FLOAT);
        FloatVector r2 = FloatVector.zero(FLOAT);
        FloatVector l3 = FloatVector.zero(FLOAT);
        FloatVector r3 = FloatVector.zero(FLOAT);
        FloatVector l4 = FloatVector.zero(FLOAT);
        FloatVector r4 = FloatVector.zero(FLOAT);
        FloatVector l5 = FloatVector.zero(FLOAT);
        FloatVector r5 = FloatVector.zero(FLOAT);
        FloatVector l6 = FloatVector.zero(FLOAT);
        FloatVector r6 = FloatVector.zero(FLOAT);
        FloatVector l7 = FloatVector.zero(FLOAT);
        FloatVector r7 = FloatVector.zero(FLOAT);
        int a1 = aOffset + 1 * aRow;
        int a2 = aOffset + 2 * aRow;
        int a3 = aOffset + 3 * aRow;
        int a4 = aOffset + 4 * aRow;
        int a5 = aOffset + 5 * aRow;
        int a6 = aOffset + 6 * aRow;
        int a7 = aOffset + 7 * aRow;
        for (int p = 0; p < kc; p++) {
            int right = bOffset + p * bRow;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, right + COUNT);
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aOffset + p]);
            l0 = x0.fma(b0, l0);
            r0 = x0.fma(b1, r0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[a1 + p]);
            l1 = x1.fma(b0, l1);
            r1 = x1.fma(b1, r1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[a2 + p]);
            l2 = x2.fma(b0, l2);
            r2 = x2.fma(b1, r2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[a3 + p]);
            l3 = x3.fma(b0, l3);
            r3 = x3.fma(b1, r3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[a4 + p]);
            l4 = x4.fma(b0, l4);
            r4 = x4.fma(b1, r4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[a5 + p]);
            l5 = x5.fma(b0, l5);
            r5 = x5.fma(b1, r5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[a6 + p]);
            l6 = x6.fma(b0, l6);
            r6 = x6.fma(b1, r6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[a7 + p]);
            l7 = x7.fma(b0, l7);
            r7 = x7.fma(b1, r7);
        }
        l0.intoArray(c, cOffset);
        r0.intoArray(c, cOffset + COUNT);
        l1.intoArray(c, cOffset + cRow);
        r1.intoArray(c, cOffset + cRow + COUNT);
        l2.intoArray(c, cOffset + 2 * cRow);
        r2.intoArray(c, cOffset + 2 * cRow + COUNT);
        l3.intoArray(c, cOffset + 3 * cRow);
        r3.intoArray(c, cOffset + 3 * cRow + COUNT);
        l4.intoArray(c, cOffset + 4 * cRow);
        r4.intoArray(c, cOffset + 4 * cRow + COUNT);
        l5.intoArray(c, cOffset + 5 * cRow);
        r5.intoArray(c, cOffset + 5 * cRow + COUNT);
        l6.intoArray(c, cOffset + 6 * cRow);
        r6.intoArray(c, cOffset + 6 * cRow + COUNT);
        l7.intoArray(c, cOffset + 7 * cRow);
        r7.intoArray(c, cOffset + 7 * cRow + COUNT);
    }

    /** Starts from F. B's offset is a product, for want of a register. */
    static void run(
            int kc,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bRow,
            float[] f,
            int fOffset,
            int fRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector l0 = FloatVector.fromArray(FLOAT, f, fOffset);
        FloatVector r0 = FloatVector.fromArray(FLOAT, f, fOffset + COUNT);
        FloatVector l1 = FloatVector.fromArray(FLOAT, f, fOffset + fRow);
        FloatVector r1 = FloatVector.fromArray(FLOAT, f, fOffset + fRow + COUNT);
        FloatVector l2 = FloatVector.fromArray(FLOAT, f, fOffset + 2 * fRow);
        FloatVector r2 = FloatVector.fromArray(FLOAT, f, fOffset + 2 * fRow + COUNT);
        FloatVector l3 = FloatVector.fromArray(FLOAT, f, fOffset + 3 * fRow);
        FloatVector r3 = FloatVector.fromArray(FLOAT, f, fOffset + 3 * fRow + COUNT);
        FloatVector l4 = FloatVector.fromArray(FLOAT, f, fOffset + 4 * fRow);
        FloatVector r4 = FloatVector.fromArray(FLOAT, f, fOffset + 4 * fRow + COUNT);
        FloatVector l5 = FloatVector.fromArray(FLOAT, f, fOffset + 5 * fRow);
        FloatVector r5 = FloatVector.fromArray(FLOAT, f, fOffset + 5 * fRow + COUNT);
        FloatVector l6 = FloatVector.fromArray(FLOAT, f, fOffset + 6 * fRow);
        FloatVector r6 = FloatVector.fromArray(FLOAT, f, fOffset + 6 * fRow + COUNT);
        FloatVector l7 = FloatVector.fromArray(FLOAT, f, fOffset + 7 * fRow);
        FloatVector r7 = FloatVector.fromArray(FLOAT, f, fOffset + 7 * fRow + COUNT);
        int a1 = aOffset + 1 * aRow;
        int a2 = aOffset + 2 * aRow;
        int a3 = aOffset + 3 * aRow;
        int a4 = aOffset + 4 * aRow;
        int a5 = aOffset + 5 * aRow;
        int a6 = aOffset + 6 * aRow;
        int a7 = aOffset + 7 * aRow;
        for (int p = 0; p < kc; p++) {
            int right = bOffset + p * bRow;
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
            FloatVector b1 = FloatVector.fromArray(FLOAT, b, right + COUNT);
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aOffset + p]);
            l0 = x0.fma(b0, l0);
            r0 = x0.fma(b1, r0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[a1 + p]);
            l1 = x1.fma(b0, l1);
            r1 = x1.fma(b1, r1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[a2 + p]);
            l2 = x2.fma(b0, l2);
            r2 = x2.fma(b1, r2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[a3 + p]);
            l3 = x3.fma(b0, l3);
            r3 = x3.fma(b1, r3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[a4 + p]);
            l4 = x4.fma(b0, l4);
            r4 = x4.fma(b1, r4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[a5 + p]);
            l5 = x5.fma(b0, l5);
            r5 = x5.fma(b1, r5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[a6 + p]);
            l6 = x6.fma(b0, l6);
            r6 = x6.fma(b1, r6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[a7 + p]);
            l7 = x7.fma(b0, l7);
            r7 = x7.fma(b1, r7);
        }
        l0.intoArray(c, cOffset);
        r0.intoArray(c, cOffset + COUNT);
        l1.intoArray(c, cOffset + cRow);
        r1.intoArray(c, cOffset + cRow + COUNT);
        l2.intoArray(c, cOffset + 2 * cRow);
        r2.intoArray(c, cOffset + 2 * cRow + COUNT);
        l3.intoArray(c, cOffset + 3 * cRow);
        r3.intoArray(c, cOffset + 3 * cRow + COUNT);
        l4.intoArray(c, cOffset + 4 * cRow);
        r4.intoArray(c, cOffset + 4 * cRow + COUNT);
        l5.intoArray(c, cOffset + 5 * cRow);
        r5.intoArray(c, cOffset + 5 * cRow + COUNT);
        l6.intoArray(c, cOffset + 6 * cRow);
        r6.intoArray(c, cOffset + 6 * cRow + COUNT);
        l7.intoArray(c, cOffset + 7 * cRow);
        r7.intoArray(c, cOffset + 7 * cRow + COUNT);
    }
}
