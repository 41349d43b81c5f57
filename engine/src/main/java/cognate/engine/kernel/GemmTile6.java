package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The micro-kernel of 6 rows, whose 12 accumulators suit the 16 registers of AVX2 and below; see {@link GemmTile}. */
final class GemmTile6 {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    private GemmTile6() {}

    /** A's columns are neighbours: one offset for each row. */
    static void rows(
            int m,
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
        for (int i = 0; i < m; i += 6) {
            int last = m - 1 - i;
            int i1 = Math.min(1, last);
            int i2 = Math.min(2, last);
            int i3 = Math.min(3, last);
            int i4 = Math.min(4, last);
            int i5 = Math.min(5, last);
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
            if (f != null) {
                int fAt = fOffset + i * fRow;
                l0 = FloatVector.fromArray(FLOAT, f, fAt);
                r0 = FloatVector.fromArray(FLOAT, f, fAt + COUNT);
                l1 = FloatVector.fromArray(FLOAT, f, fAt + i1 * fRow);
                r1 = FloatVector.fromArray(FLOAT, f, fAt + i1 * fRow + COUNT);
                l2 = FloatVector.fromArray(FLOAT, f, fAt + i2 * fRow);
                r2 = FloatVector.fromArray(FLOAT, f, fAt + i2 * fRow + COUNT);
                l3 = FloatVector.fromArray(FLOAT, f, fAt + i3 * fRow);
                r3 = FloatVector.fromArray(FLOAT, f, fAt + i3 * fRow + COUNT);
                l4 = FloatVector.fromArray(FLOAT, f, fAt + i4 * fRow);
                r4 = FloatVector.fromArray(FLOAT, f, fAt + i4 * fRow + COUNT);
                l5 = FloatVector.fromArray(FLOAT, f, fAt + i5 * fRow);
                r5 = FloatVector.fromArray(FLOAT, f, fAt + i5 * fRow + COUNT);
            }
            int a0 = aOffset + i * aRow;
            int a1 = a0 + i1 * aRow;
            int a2 = a0 + i2 * aRow;
            int a3 = a0 + i3 * aRow;
            int a4 = a0 + i4 * aRow;
            int a5 = a0 + i5 * aRow;
            int right = bOffset;
            for (int p = 0; p < kc; p++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
                FloatVector b1 = FloatVector.fromArray(FLOAT, b, right + COUNT);
                FloatVector x0 = FloatVector.broadcast(FLOAT, a[a0 + p]);
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
                right += bRow;
            }
            int cAt = cOffset + i * cRow;
            l0.intoArray(c, cAt);
            r0.intoArray(c, cAt + COUNT);
            l1.intoArray(c, cAt + i1 * cRow);
            r1.intoArray(c, cAt + i1 * cRow + COUNT);
            l2.intoArray(c, cAt + i2 * cRow);
            r2.intoArray(c, cAt + i2 * cRow + COUNT);
            l3.intoArray(c, cAt + i3 * cRow);
            r3.intoArray(c, cAt + i3 * cRow + COUNT);
            l4.intoArray(c, cAt + i4 * cRow);
            r4.intoArray(c, cAt + i4 * cRow + COUNT);
            l5.intoArray(c, cAt + i5 * cRow);
            r5.intoArray(c, cAt + i5 * cRow + COUNT);
        }
    }

    /** A's rows are neighbours: one offset for all of them. */
    static void columns(
            int m,
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
        for (int i = 0; i < m; i += 6) {
            int last = m - 1 - i;
            int i1 = Math.min(1, last);
            int i2 = Math.min(2, last);
            int i3 = Math.min(3, last);
            int i4 = Math.min(4, last);
            int i5 = Math.min(5, last);
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
            if (f != null) {
                int fAt = fOffset + i * fRow;
                l0 = FloatVector.fromArray(FLOAT, f, fAt);
                r0 = FloatVector.fromArray(FLOAT, f, fAt + COUNT);
                l1 = FloatVector.fromArray(FLOAT, f, fAt + i1 * fRow);
                r1 = FloatVector.fromArray(FLOAT, f, fAt + i1 * fRow + COUNT);
                l2 = FloatVector.fromArray(FLOAT, f, fAt + i2 * fRow);
                r2 = FloatVector.fromArray(FLOAT, f, fAt + i2 * fRow + COUNT);
                l3 = FloatVector.fromArray(FLOAT, f, fAt + i3 * fRow);
                r3 = FloatVector.fromArray(FLOAT, f, fAt + i3 * fRow + COUNT);
                l4 = FloatVector.fromArray(FLOAT, f, fAt + i4 * fRow);
                r4 = FloatVector.fromArray(FLOAT, f, fAt + i4 * fRow + COUNT);
                l5 = FloatVector.fromArray(FLOAT, f, fAt + i5 * fRow);
                r5 = FloatVector.fromArray(FLOAT, f, fAt + i5 * fRow + COUNT);
            }
            int left = aOffset + i;
            int right = bOffset;
            for (int p = 0; p < kc; p++) {
                FloatVector b0 = FloatVector.fromArray(FLOAT, b, right);
                FloatVector b1 = FloatVector.fromArray(FLOAT, b, right + COUNT);
                FloatVector x0 = FloatVector.broadcast(FLOAT, a[left]);
                l0 = x0.fma(b0, l0);
                r0 = x0.fma(b1, r0);
                FloatVector x1 = FloatVector.broadcast(FLOAT, a[left + 1]);
                l1 = x1.fma(b0, l1);
                r1 = x1.fma(b1, r1);
                FloatVector x2 = FloatVector.broadcast(FLOAT, a[left + 2]);
                l2 = x2.fma(b0, l2);
                r2 = x2.fma(b1, r2);
                FloatVector x3 = FloatVector.broadcast(FLOAT, a[left + 3]);
                l3 = x3.fma(b0, l3);
                r3 = x3.fma(b1, r3);
                FloatVector x4 = FloatVector.broadcast(FLOAT, a[left + 4]);
                l4 = x4.fma(b0, l4);
                r4 = x4.fma(b1, r4);
                FloatVector x5 = FloatVector.broadcast(FLOAT, a[left + 5]);
                l5 = x5.fma(b0, l5);
                r5 = x5.fma(b1, r5);
                right += bRow;
                left += aColumn;
            }
            int cAt = cOffset + i * cRow;
            l0.intoArray(c, cAt);
            r0.intoArray(c, cAt + COUNT);
            l1.intoArray(c, cAt + i1 * cRow);
            r1.intoArray(c, cAt + i1 * cRow + COUNT);
            l2.intoArray(c, cAt + i2 * cRow);
            r2.intoArray(c, cAt + i2 * cRow + COUNT);
            l3.intoArray(c, cAt + i3 * cRow);
            r3.intoArray(c, cAt + i3 * cRow + COUNT);
            l4.intoArray(c, cAt + i4 * cRow);
            r4.intoArray(c, cAt + i4 * cRow + COUNT);
            l5.intoArray(c, cAt + i5 * cRow);
            r5.intoArray(c, cAt + i5 * cRow + COUNT);
        }
    }
}
