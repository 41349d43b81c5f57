package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost product: a tile of C, {@link #ROWS} × {@link #COLUMNS}, receives {@code a[i, p] * b[p, j]} for p = 0 …
 * k - 1, in this order, one fma each. It loads C first and stores it last, so cutting k never changes a bit.
 *
 * <p>A is packed as k groups of {@link #ROWS}, B as k groups of {@link #COLUMNS}; C is row-major.
 */
final class DoubleGemmTile {
    private static final VectorSpecies<Double> S = DoubleLanes.DOUBLE;
    private static final int L = DoubleLanes.COUNT;
    /** Sixteen of 32 registers accumulate with 512-bit vectors, twelve of sixteen with narrower ones. */
    static final int ROWS = L >= 8 ? 8 : 6;

    static final int COLUMNS = 2 * L;

    private DoubleGemmTile() {}

    static void accumulate(int k, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, int cStride) {
        if (ROWS == 8) {
            eight(k, a, aAt, b, bAt, c, cAt, cStride);
        } else {
            six(k, a, aAt, b, bAt, c, cAt, cStride);
        }
    }

    private static void eight(int k, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, int cStride) {
        int r1 = cAt + cStride;
        int r2 = r1 + cStride;
        int r3 = r2 + cStride;
        int r4 = r3 + cStride;
        int r5 = r4 + cStride;
        int r6 = r5 + cStride;
        int r7 = r6 + cStride;
        DoubleVector c00 = DoubleVector.fromArray(S, c, cAt);
        DoubleVector c01 = DoubleVector.fromArray(S, c, cAt + L);
        DoubleVector c10 = DoubleVector.fromArray(S, c, r1);
        DoubleVector c11 = DoubleVector.fromArray(S, c, r1 + L);
        DoubleVector c20 = DoubleVector.fromArray(S, c, r2);
        DoubleVector c21 = DoubleVector.fromArray(S, c, r2 + L);
        DoubleVector c30 = DoubleVector.fromArray(S, c, r3);
        DoubleVector c31 = DoubleVector.fromArray(S, c, r3 + L);
        DoubleVector c40 = DoubleVector.fromArray(S, c, r4);
        DoubleVector c41 = DoubleVector.fromArray(S, c, r4 + L);
        DoubleVector c50 = DoubleVector.fromArray(S, c, r5);
        DoubleVector c51 = DoubleVector.fromArray(S, c, r5 + L);
        DoubleVector c60 = DoubleVector.fromArray(S, c, r6);
        DoubleVector c61 = DoubleVector.fromArray(S, c, r6 + L);
        DoubleVector c70 = DoubleVector.fromArray(S, c, r7);
        DoubleVector c71 = DoubleVector.fromArray(S, c, r7 + L);
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[aAt]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[aAt + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[aAt + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[aAt + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            DoubleVector a4 = DoubleVector.broadcast(S, a[aAt + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[aAt + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            DoubleVector a6 = DoubleVector.broadcast(S, a[aAt + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            DoubleVector a7 = DoubleVector.broadcast(S, a[aAt + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            aAt += 8;
            bAt += COLUMNS;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + L);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + L);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + L);
        c40.intoArray(c, r4);
        c41.intoArray(c, r4 + L);
        c50.intoArray(c, r5);
        c51.intoArray(c, r5 + L);
        c60.intoArray(c, r6);
        c61.intoArray(c, r6 + L);
        c70.intoArray(c, r7);
        c71.intoArray(c, r7 + L);
    }

    private static void six(int k, double[] a, int aAt, double[] b, int bAt, double[] c, int cAt, int cStride) {
        int r1 = cAt + cStride;
        int r2 = r1 + cStride;
        int r3 = r2 + cStride;
        int r4 = r3 + cStride;
        int r5 = r4 + cStride;
        DoubleVector c00 = DoubleVector.fromArray(S, c, cAt);
        DoubleVector c01 = DoubleVector.fromArray(S, c, cAt + L);
        DoubleVector c10 = DoubleVector.fromArray(S, c, r1);
        DoubleVector c11 = DoubleVector.fromArray(S, c, r1 + L);
        DoubleVector c20 = DoubleVector.fromArray(S, c, r2);
        DoubleVector c21 = DoubleVector.fromArray(S, c, r2 + L);
        DoubleVector c30 = DoubleVector.fromArray(S, c, r3);
        DoubleVector c31 = DoubleVector.fromArray(S, c, r3 + L);
        DoubleVector c40 = DoubleVector.fromArray(S, c, r4);
        DoubleVector c41 = DoubleVector.fromArray(S, c, r4 + L);
        DoubleVector c50 = DoubleVector.fromArray(S, c, r5);
        DoubleVector c51 = DoubleVector.fromArray(S, c, r5 + L);
        for (int p = 0; p < k; p++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[aAt]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[aAt + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[aAt + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[aAt + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            DoubleVector a4 = DoubleVector.broadcast(S, a[aAt + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[aAt + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            aAt += 6;
            bAt += COLUMNS;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c10.intoArray(c, r1);
        c11.intoArray(c, r1 + L);
        c20.intoArray(c, r2);
        c21.intoArray(c, r2 + L);
        c30.intoArray(c, r3);
        c31.intoArray(c, r3 + L);
        c40.intoArray(c, r4);
        c41.intoArray(c, r4 + L);
        c50.intoArray(c, r5);
        c51.intoArray(c, r5 + L);
    }
}
