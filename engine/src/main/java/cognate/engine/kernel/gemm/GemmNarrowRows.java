package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of 8 rows and one vector, for 16 registers and for the last columns, for an A in place whose columns
 * are neighbours; see {@link GemmTile}.
 */
final class GemmNarrowRows {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    private GemmNarrowRows() {}

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
        FloatVector c0 = FloatVector.zero(FLOAT);
        FloatVector c1 = FloatVector.zero(FLOAT);
        FloatVector c2 = FloatVector.zero(FLOAT);
        FloatVector c3 = FloatVector.zero(FLOAT);
        FloatVector c4 = FloatVector.zero(FLOAT);
        FloatVector c5 = FloatVector.zero(FLOAT);
        FloatVector c6 = FloatVector.zero(FLOAT);
        FloatVector c7 = FloatVector.zero(FLOAT);
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
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aOffset + p]);
            c0 = x0.fma(b0, c0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[a1 + p]);
            c1 = x1.fma(b0, c1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[a2 + p]);
            c2 = x2.fma(b0, c2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[a3 + p]);
            c3 = x3.fma(b0, c3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[a4 + p]);
            c4 = x4.fma(b0, c4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[a5 + p]);
            c5 = x5.fma(b0, c5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[a6 + p]);
            c6 = x6.fma(b0, c6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[a7 + p]);
            c7 = x7.fma(b0, c7);
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
        FloatVector c0 = FloatVector.fromArray(FLOAT, f, fOffset);
        FloatVector c1 = FloatVector.fromArray(FLOAT, f, fOffset + fRow);
        FloatVector c2 = FloatVector.fromArray(FLOAT, f, fOffset + 2 * fRow);
        FloatVector c3 = FloatVector.fromArray(FLOAT, f, fOffset + 3 * fRow);
        FloatVector c4 = FloatVector.fromArray(FLOAT, f, fOffset + 4 * fRow);
        FloatVector c5 = FloatVector.fromArray(FLOAT, f, fOffset + 5 * fRow);
        FloatVector c6 = FloatVector.fromArray(FLOAT, f, fOffset + 6 * fRow);
        FloatVector c7 = FloatVector.fromArray(FLOAT, f, fOffset + 7 * fRow);
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
            FloatVector x0 = FloatVector.broadcast(FLOAT, a[aOffset + p]);
            c0 = x0.fma(b0, c0);
            FloatVector x1 = FloatVector.broadcast(FLOAT, a[a1 + p]);
            c1 = x1.fma(b0, c1);
            FloatVector x2 = FloatVector.broadcast(FLOAT, a[a2 + p]);
            c2 = x2.fma(b0, c2);
            FloatVector x3 = FloatVector.broadcast(FLOAT, a[a3 + p]);
            c3 = x3.fma(b0, c3);
            FloatVector x4 = FloatVector.broadcast(FLOAT, a[a4 + p]);
            c4 = x4.fma(b0, c4);
            FloatVector x5 = FloatVector.broadcast(FLOAT, a[a5 + p]);
            c5 = x5.fma(b0, c5);
            FloatVector x6 = FloatVector.broadcast(FLOAT, a[a6 + p]);
            c6 = x6.fma(b0, c6);
            FloatVector x7 = FloatVector.broadcast(FLOAT, a[a7 + p]);
            c7 = x7.fma(b0, c7);
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
