package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of 8 rows and one vector, for 16 registers and for the last columns, for an A whose rows are
 * neighbours; see {@link GemmTile}.
 */
final class GemmNarrowColumns {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    private GemmNarrowColumns() {}

    /** Starts from F, with one offset for all rows of A. */
    static void run(
            int kc,
            float[] a,
            int aOffset,
            int aColumn,
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
        int left = aOffset;
        int right = bOffset;
        for (int p = 0; p < kc; p++) {
            FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[left]);
            c0 = x0.fma(b0, c0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[left + 1]);
            c1 = x1.fma(b0, c1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[left + 2]);
            c2 = x2.fma(b0, c2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[left + 3]);
            c3 = x3.fma(b0, c3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[left + 4]);
            c4 = x4.fma(b0, c4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[left + 5]);
            c5 = x5.fma(b0, c5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[left + 6]);
            c6 = x6.fma(b0, c6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[left + 7]);
            c7 = x7.fma(b0, c7);
            left += aColumn;
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
}
