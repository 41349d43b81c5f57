package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of 8 rows and one vector, for 16 registers and for the last columns, for a copied A, whose rows are
 * PITCH apart: one offset for all; see {@link GemmTile}.
 */
final class GemmNarrowPitched {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;
    private static final int PITCH = GemmBlocking.PITCH;

    private GemmNarrowPitched() {}

    /** Starts from F. */
    static void run(
            int kc,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            int bRow,
            float[] f,
            int fOffset,
            int fRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c0 = FloatVector.fromArray(FLOAT, f, fOffset);
        FloatVector c1 = FloatVector.fromArray(FLOAT, f, fOffset + fRow);
        FloatVector c2 = FloatVector.fromArray(FLOAT, f, fOffset + 2 * fRow);
        FloatVector c3 = FloatVector.fromArray(FLOAT, f, fOffset + 3 * fRow);
        FloatVector c4 = FloatVector.fromArray(FLOAT, f, fOffset + 4 * fRow);
        FloatVector c5 = FloatVector.fromArray(FLOAT, f, fOffset + 5 * fRow);
        FloatVector c6 = FloatVector.fromArray(FLOAT, f, fOffset + 6 * fRow);
        FloatVector c7 = FloatVector.fromArray(FLOAT, f, fOffset + 7 * fRow);
        int right = bOffset;
        for (int p = 0; p < kc; p++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aOffset + p]);
            c0 = x0.fma(b0, c0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[aOffset + p + PITCH]);
            c1 = x1.fma(b0, c1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[aOffset + p + 2 * PITCH]);
            c2 = x2.fma(b0, c2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[aOffset + p + 3 * PITCH]);
            c3 = x3.fma(b0, c3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[aOffset + p + 4 * PITCH]);
            c4 = x4.fma(b0, c4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[aOffset + p + 5 * PITCH]);
            c5 = x5.fma(b0, c5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[aOffset + p + 6 * PITCH]);
            c6 = x6.fma(b0, c6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[aOffset + p + 7 * PITCH]);
            c7 = x7.fma(b0, c7);
            right += bRow;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + cRow);
        c2.intoArray(c, cOffset + 2 * cRow);
        c3.intoArray(c, cOffset + 3 * cRow);
        c4.intoArray(c, cOffset + 4 * cRow);
        c5.intoArray(c, cOffset + 5 * cRow);
        c6.intoArray(c, cOffset + 6 * cRow);
        c7.intoArray(c, cOffset + 7 * cRow);
    }

    /** Starts from F, and leaves the rows of B behind in a panel. */
    static void packing(
            int kc,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            int bRow,
            float[] to,
            float[] f,
            int fOffset,
            int fRow,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector c0 = FloatVector.fromArray(FLOAT, f, fOffset);
        FloatVector c1 = FloatVector.fromArray(FLOAT, f, fOffset + fRow);
        FloatVector c2 = FloatVector.fromArray(FLOAT, f, fOffset + 2 * fRow);
        FloatVector c3 = FloatVector.fromArray(FLOAT, f, fOffset + 3 * fRow);
        FloatVector c4 = FloatVector.fromArray(FLOAT, f, fOffset + 4 * fRow);
        FloatVector c5 = FloatVector.fromArray(FLOAT, f, fOffset + 5 * fRow);
        FloatVector c6 = FloatVector.fromArray(FLOAT, f, fOffset + 6 * fRow);
        FloatVector c7 = FloatVector.fromArray(FLOAT, f, fOffset + 7 * fRow);
        int right = bOffset;
        int at = 0;
        for (int p = 0; p < kc; p++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
            b0.intoArray(to, at);
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aOffset + p]);
            c0 = x0.fma(b0, c0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[aOffset + p + PITCH]);
            c1 = x1.fma(b0, c1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[aOffset + p + 2 * PITCH]);
            c2 = x2.fma(b0, c2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[aOffset + p + 3 * PITCH]);
            c3 = x3.fma(b0, c3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[aOffset + p + 4 * PITCH]);
            c4 = x4.fma(b0, c4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[aOffset + p + 5 * PITCH]);
            c5 = x5.fma(b0, c5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[aOffset + p + 6 * PITCH]);
            c6 = x6.fma(b0, c6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[aOffset + p + 7 * PITCH]);
            c7 = x7.fma(b0, c7);
            right += bRow;
            at += 1 * COUNT;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + cRow);
        c2.intoArray(c, cOffset + 2 * cRow);
        c3.intoArray(c, cOffset + 3 * cRow);
        c4.intoArray(c, cOffset + 4 * cRow);
        c5.intoArray(c, cOffset + 5 * cRow);
        c6.intoArray(c, cOffset + 6 * cRow);
        c7.intoArray(c, cOffset + 7 * cRow);
    }
}
