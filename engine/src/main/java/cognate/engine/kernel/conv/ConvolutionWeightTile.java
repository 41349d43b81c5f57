package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernels of a convolution's weight gradient: some filters by {@code TAPS} taps, one vector of images each,
 * held in registers, receive the products of the positions {@code from} … {@code to - 1}. The pixel of a tap at a
 * position is the copy's at {@code base + taps[tap] + positions[position]}; the output's gradient is at {@code dyAt +
 * 16 position}, filters {@code dyRow} apart: an index that needs no check in the loop. They load their sums c [filters,
 * TAPS, 16] first and store them last. Taps beyond the last are computed and not used.
 */
final class ConvolutionWeightTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int LANES = ImageLanes.COUNT;

    static final int TAPS = 5;

    private ConvolutionWeightTile() {}

    /** Filters of a tile for so many: the number that is sooner filled of those that the registers hold. */
    static int width(int filters) {
        return Lanes.COUNT >= 16 && (filters + 3) / 4 * 4 <= (filters + 2) / 3 * 3 ? 4 : 3;
    }

    /** Four filters, for the 32 registers of AVX-512. */
    static void four(
            int[] taps,
            int first,
            int base,
            int[] positions,
            int from,
            int to,
            float[] copy,
            float[] dy,
            int dyAt,
            int dyRow,
            float[] c,
            int at) {
        int t0 = base + taps[Math.min(first, taps.length - 1)];
        int t1 = base + taps[Math.min(first + 1, taps.length - 1)];
        int t2 = base + taps[Math.min(first + 2, taps.length - 1)];
        int t3 = base + taps[Math.min(first + 3, taps.length - 1)];
        int t4 = base + taps[Math.min(first + 4, taps.length - 1)];
        FloatVector s00 = FloatVector.zero(FLOAT);
        FloatVector s01 = FloatVector.zero(FLOAT);
        FloatVector s02 = FloatVector.zero(FLOAT);
        FloatVector s03 = FloatVector.zero(FLOAT);
        FloatVector s04 = FloatVector.zero(FLOAT);
        FloatVector s10 = FloatVector.zero(FLOAT);
        FloatVector s11 = FloatVector.zero(FLOAT);
        FloatVector s12 = FloatVector.zero(FLOAT);
        FloatVector s13 = FloatVector.zero(FLOAT);
        FloatVector s14 = FloatVector.zero(FLOAT);
        FloatVector s20 = FloatVector.zero(FLOAT);
        FloatVector s21 = FloatVector.zero(FLOAT);
        FloatVector s22 = FloatVector.zero(FLOAT);
        FloatVector s23 = FloatVector.zero(FLOAT);
        FloatVector s24 = FloatVector.zero(FLOAT);
        FloatVector s30 = FloatVector.zero(FLOAT);
        FloatVector s31 = FloatVector.zero(FLOAT);
        FloatVector s32 = FloatVector.zero(FLOAT);
        FloatVector s33 = FloatVector.zero(FLOAT);
        FloatVector s34 = FloatVector.zero(FLOAT);
        if (from > 0) {
            s00 = FloatVector.fromArray(FLOAT, c, at + 0 * LANES);
            s01 = FloatVector.fromArray(FLOAT, c, at + 1 * LANES);
            s02 = FloatVector.fromArray(FLOAT, c, at + 2 * LANES);
            s03 = FloatVector.fromArray(FLOAT, c, at + 3 * LANES);
            s04 = FloatVector.fromArray(FLOAT, c, at + 4 * LANES);
            s10 = FloatVector.fromArray(FLOAT, c, at + 5 * LANES);
            s11 = FloatVector.fromArray(FLOAT, c, at + 6 * LANES);
            s12 = FloatVector.fromArray(FLOAT, c, at + 7 * LANES);
            s13 = FloatVector.fromArray(FLOAT, c, at + 8 * LANES);
            s14 = FloatVector.fromArray(FLOAT, c, at + 9 * LANES);
            s20 = FloatVector.fromArray(FLOAT, c, at + 10 * LANES);
            s21 = FloatVector.fromArray(FLOAT, c, at + 11 * LANES);
            s22 = FloatVector.fromArray(FLOAT, c, at + 12 * LANES);
            s23 = FloatVector.fromArray(FLOAT, c, at + 13 * LANES);
            s24 = FloatVector.fromArray(FLOAT, c, at + 14 * LANES);
            s30 = FloatVector.fromArray(FLOAT, c, at + 15 * LANES);
            s31 = FloatVector.fromArray(FLOAT, c, at + 16 * LANES);
            s32 = FloatVector.fromArray(FLOAT, c, at + 17 * LANES);
            s33 = FloatVector.fromArray(FLOAT, c, at + 18 * LANES);
            s34 = FloatVector.fromArray(FLOAT, c, at + 19 * LANES);
        }
        int f0 = dyAt;
        int f1 = dyAt + dyRow;
        int f2 = dyAt + 2 * dyRow;
        int f3 = dyAt + 3 * dyRow;
        for (int p = from; p < to; p++) {
            int position = positions[p];
            FloatVector d0 = FloatVector.fromArray(FLOAT, dy, f0 + p * LANES);
            FloatVector d1 = FloatVector.fromArray(FLOAT, dy, f1 + p * LANES);
            FloatVector d2 = FloatVector.fromArray(FLOAT, dy, f2 + p * LANES);
            FloatVector d3 = FloatVector.fromArray(FLOAT, dy, f3 + p * LANES);
            FloatVector x0 = FloatVector.fromArray(FLOAT, copy, position + t0);
            s00 = x0.fma(d0, s00);
            s10 = x0.fma(d1, s10);
            s20 = x0.fma(d2, s20);
            s30 = x0.fma(d3, s30);
            FloatVector x1 = FloatVector.fromArray(FLOAT, copy, position + t1);
            s01 = x1.fma(d0, s01);
            s11 = x1.fma(d1, s11);
            s21 = x1.fma(d2, s21);
            s31 = x1.fma(d3, s31);
            FloatVector x2 = FloatVector.fromArray(FLOAT, copy, position + t2);
            s02 = x2.fma(d0, s02);
            s12 = x2.fma(d1, s12);
            s22 = x2.fma(d2, s22);
            s32 = x2.fma(d3, s32);
            FloatVector x3 = FloatVector.fromArray(FLOAT, copy, position + t3);
            s03 = x3.fma(d0, s03);
            s13 = x3.fma(d1, s13);
            s23 = x3.fma(d2, s23);
            s33 = x3.fma(d3, s33);
            FloatVector x4 = FloatVector.fromArray(FLOAT, copy, position + t4);
            s04 = x4.fma(d0, s04);
            s14 = x4.fma(d1, s14);
            s24 = x4.fma(d2, s24);
            s34 = x4.fma(d3, s34);
        }
        s00.intoArray(c, at + 0 * LANES);
        s01.intoArray(c, at + 1 * LANES);
        s02.intoArray(c, at + 2 * LANES);
        s03.intoArray(c, at + 3 * LANES);
        s04.intoArray(c, at + 4 * LANES);
        s10.intoArray(c, at + 5 * LANES);
        s11.intoArray(c, at + 6 * LANES);
        s12.intoArray(c, at + 7 * LANES);
        s13.intoArray(c, at + 8 * LANES);
        s14.intoArray(c, at + 9 * LANES);
        s20.intoArray(c, at + 10 * LANES);
        s21.intoArray(c, at + 11 * LANES);
        s22.intoArray(c, at + 12 * LANES);
        s23.intoArray(c, at + 13 * LANES);
        s24.intoArray(c, at + 14 * LANES);
        s30.intoArray(c, at + 15 * LANES);
        s31.intoArray(c, at + 16 * LANES);
        s32.intoArray(c, at + 17 * LANES);
        s33.intoArray(c, at + 18 * LANES);
        s34.intoArray(c, at + 19 * LANES);
    }

    /** Three filters. */
    static void three(
            int[] taps,
            int first,
            int base,
            int[] positions,
            int from,
            int to,
            float[] copy,
            float[] dy,
            int dyAt,
            int dyRow,
            float[] c,
            int at) {
        int t0 = base + taps[Math.min(first, taps.length - 1)];
        int t1 = base + taps[Math.min(first + 1, taps.length - 1)];
        int t2 = base + taps[Math.min(first + 2, taps.length - 1)];
        int t3 = base + taps[Math.min(first + 3, taps.length - 1)];
        int t4 = base + taps[Math.min(first + 4, taps.length - 1)];
        FloatVector s00 = FloatVector.zero(FLOAT);
        FloatVector s01 = FloatVector.zero(FLOAT);
        FloatVector s02 = FloatVector.zero(FLOAT);
        FloatVector s03 = FloatVector.zero(FLOAT);
        FloatVector s04 = FloatVector.zero(FLOAT);
        FloatVector s10 = FloatVector.zero(FLOAT);
        FloatVector s11 = FloatVector.zero(FLOAT);
        FloatVector s12 = FloatVector.zero(FLOAT);
        FloatVector s13 = FloatVector.zero(FLOAT);
        FloatVector s14 = FloatVector.zero(FLOAT);
        FloatVector s20 = FloatVector.zero(FLOAT);
        FloatVector s21 = FloatVector.zero(FLOAT);
        FloatVector s22 = FloatVector.zero(FLOAT);
        FloatVector s23 = FloatVector.zero(FLOAT);
        FloatVector s24 = FloatVector.zero(FLOAT);
        if (from > 0) {
            s00 = FloatVector.fromArray(FLOAT, c, at + 0 * LANES);
            s01 = FloatVector.fromArray(FLOAT, c, at + 1 * LANES);
            s02 = FloatVector.fromArray(FLOAT, c, at + 2 * LANES);
            s03 = FloatVector.fromArray(FLOAT, c, at + 3 * LANES);
            s04 = FloatVector.fromArray(FLOAT, c, at + 4 * LANES);
            s10 = FloatVector.fromArray(FLOAT, c, at + 5 * LANES);
            s11 = FloatVector.fromArray(FLOAT, c, at + 6 * LANES);
            s12 = FloatVector.fromArray(FLOAT, c, at + 7 * LANES);
            s13 = FloatVector.fromArray(FLOAT, c, at + 8 * LANES);
            s14 = FloatVector.fromArray(FLOAT, c, at + 9 * LANES);
            s20 = FloatVector.fromArray(FLOAT, c, at + 10 * LANES);
            s21 = FloatVector.fromArray(FLOAT, c, at + 11 * LANES);
            s22 = FloatVector.fromArray(FLOAT, c, at + 12 * LANES);
            s23 = FloatVector.fromArray(FLOAT, c, at + 13 * LANES);
            s24 = FloatVector.fromArray(FLOAT, c, at + 14 * LANES);
        }
        int f0 = dyAt;
        int f1 = dyAt + dyRow;
        int f2 = dyAt + 2 * dyRow;
        for (int p = from; p < to; p++) {
            int position = positions[p];
            FloatVector d0 = FloatVector.fromArray(FLOAT, dy, f0 + p * LANES);
            FloatVector d1 = FloatVector.fromArray(FLOAT, dy, f1 + p * LANES);
            FloatVector d2 = FloatVector.fromArray(FLOAT, dy, f2 + p * LANES);
            FloatVector x0 = FloatVector.fromArray(FLOAT, copy, position + t0);
            s00 = x0.fma(d0, s00);
            s10 = x0.fma(d1, s10);
            s20 = x0.fma(d2, s20);
            FloatVector x1 = FloatVector.fromArray(FLOAT, copy, position + t1);
            s01 = x1.fma(d0, s01);
            s11 = x1.fma(d1, s11);
            s21 = x1.fma(d2, s21);
            FloatVector x2 = FloatVector.fromArray(FLOAT, copy, position + t2);
            s02 = x2.fma(d0, s02);
            s12 = x2.fma(d1, s12);
            s22 = x2.fma(d2, s22);
            FloatVector x3 = FloatVector.fromArray(FLOAT, copy, position + t3);
            s03 = x3.fma(d0, s03);
            s13 = x3.fma(d1, s13);
            s23 = x3.fma(d2, s23);
            FloatVector x4 = FloatVector.fromArray(FLOAT, copy, position + t4);
            s04 = x4.fma(d0, s04);
            s14 = x4.fma(d1, s14);
            s24 = x4.fma(d2, s24);
        }
        s00.intoArray(c, at + 0 * LANES);
        s01.intoArray(c, at + 1 * LANES);
        s02.intoArray(c, at + 2 * LANES);
        s03.intoArray(c, at + 3 * LANES);
        s04.intoArray(c, at + 4 * LANES);
        s10.intoArray(c, at + 5 * LANES);
        s11.intoArray(c, at + 6 * LANES);
        s12.intoArray(c, at + 7 * LANES);
        s13.intoArray(c, at + 8 * LANES);
        s14.intoArray(c, at + 9 * LANES);
        s20.intoArray(c, at + 10 * LANES);
        s21.intoArray(c, at + 11 * LANES);
        s22.intoArray(c, at + 12 * LANES);
        s23.intoArray(c, at + 13 * LANES);
        s24.intoArray(c, at + 14 * LANES);
    }
}
