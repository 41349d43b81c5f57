package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/**
 * Sixteen chains a weight, for so few filters that they would leave vectors of filters half empty: the position in column
 * x of an output row belongs to chain x mod 16; rows are filled up with zeros to a multiple of 16 columns. A tile is six
 * filters by four taps; in it, sums of one filter, tap by tap, follow those of the filter before.
 */
final class LanedWeightSums implements WeightSums {
    /** The largest number of filters: one tile's. */
    static final int FILTERS = 6;

    private static final int TAPS = 4;
    private static final int LANES = 16;
    private static final int TILE = FILTERS * TAPS * LANES;

    private final Im2col columns;
    private final int filters;
    /** Columns of a row that is filled up. */
    private final int filled;
    /** Of each sixteen positions of the rows that are filled up, where the copy has them for position 0. */
    private final int[] places;

    LanedWeightSums(Im2col columns, int filters) {
        this.columns = columns;
        this.filters = filters;
        filled = (columns.columns + LANES - 1) / LANES * LANES;
        places = new int[columns.rows * filled / LANES];
        for (int i = 0; i < places.length; i++) {
            places[i] = i * LANES / filled * columns.pitch + i * LANES % filled;
        }
    }

    @Override
    public int size() {
        return (columns.taps.length + TAPS - 1) / TAPS * TILE;
    }

    @Override
    public void accumulate(float[] sums, int at, float[] copy, float[] dy, int dyAt) {
        int plane = columns.rows * filled;
        float[] rows = ConvolutionScratch.own().strip(FILTERS * plane);
        for (int row = 0; row < filters * columns.rows; row++) {
            fill(rows, row * filled, dy, dyAt + row * columns.columns);
        }
        for (int t = 0; t < columns.taps.length; t += TAPS, at += TILE) {
            for (int lane = 0; lane < LANES; lane += COUNT) {
                tile(t, lane, copy, rows, plane, sums, at + lane);
            }
        }
    }

    /** Copies a row and fills it up. */
    private void fill(float[] rows, int to, float[] dy, int from) {
        ShortRows.copy(dy, from, rows, to, columns.columns);
        for (int i = columns.columns; i < filled; i++) {
            rows[to + i] = 0f;
        }
    }

    /** Filters that are not there repeat the last one, and taps the last tap; their sums are not used. */
    private void tile(int tap, int lane, float[] copy, float[] rows, int plane, float[] c, int at) {
        int[] taps = columns.taps;
        int x0 = taps[tap] + lane;
        int x1 = taps[Math.min(tap + 1, taps.length - 1)] + lane;
        int x2 = taps[Math.min(tap + 2, taps.length - 1)] + lane;
        int x3 = taps[Math.min(tap + 3, taps.length - 1)] + lane;
        int f1 = Math.min(1, filters - 1) * plane;
        int f2 = Math.min(2, filters - 1) * plane;
        int f3 = Math.min(3, filters - 1) * plane;
        int f4 = Math.min(4, filters - 1) * plane;
        int f5 = Math.min(5, filters - 1) * plane;
        FloatVector s00 = FloatVector.fromArray(FLOAT, c, at + 0 * LANES);
        FloatVector s01 = FloatVector.fromArray(FLOAT, c, at + 1 * LANES);
        FloatVector s02 = FloatVector.fromArray(FLOAT, c, at + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(FLOAT, c, at + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(FLOAT, c, at + 4 * LANES);
        FloatVector s11 = FloatVector.fromArray(FLOAT, c, at + 5 * LANES);
        FloatVector s12 = FloatVector.fromArray(FLOAT, c, at + 6 * LANES);
        FloatVector s13 = FloatVector.fromArray(FLOAT, c, at + 7 * LANES);
        FloatVector s20 = FloatVector.fromArray(FLOAT, c, at + 8 * LANES);
        FloatVector s21 = FloatVector.fromArray(FLOAT, c, at + 9 * LANES);
        FloatVector s22 = FloatVector.fromArray(FLOAT, c, at + 10 * LANES);
        FloatVector s23 = FloatVector.fromArray(FLOAT, c, at + 11 * LANES);
        FloatVector s30 = FloatVector.fromArray(FLOAT, c, at + 12 * LANES);
        FloatVector s31 = FloatVector.fromArray(FLOAT, c, at + 13 * LANES);
        FloatVector s32 = FloatVector.fromArray(FLOAT, c, at + 14 * LANES);
        FloatVector s33 = FloatVector.fromArray(FLOAT, c, at + 15 * LANES);
        FloatVector s40 = FloatVector.fromArray(FLOAT, c, at + 16 * LANES);
        FloatVector s41 = FloatVector.fromArray(FLOAT, c, at + 17 * LANES);
        FloatVector s42 = FloatVector.fromArray(FLOAT, c, at + 18 * LANES);
        FloatVector s43 = FloatVector.fromArray(FLOAT, c, at + 19 * LANES);
        FloatVector s50 = FloatVector.fromArray(FLOAT, c, at + 20 * LANES);
        FloatVector s51 = FloatVector.fromArray(FLOAT, c, at + 21 * LANES);
        FloatVector s52 = FloatVector.fromArray(FLOAT, c, at + 22 * LANES);
        FloatVector s53 = FloatVector.fromArray(FLOAT, c, at + 23 * LANES);
        for (int i = 0, d = lane; i < places.length; i++, d += LANES) {
            FloatVector p0 = FloatVector.fromArray(FLOAT, copy, places[i] + x0);
            FloatVector p1 = FloatVector.fromArray(FLOAT, copy, places[i] + x1);
            FloatVector p2 = FloatVector.fromArray(FLOAT, copy, places[i] + x2);
            FloatVector p3 = FloatVector.fromArray(FLOAT, copy, places[i] + x3);
            FloatVector d0 = FloatVector.fromArray(FLOAT, rows, d);
            s00 = d0.fma(p0, s00);
            s01 = d0.fma(p1, s01);
            s02 = d0.fma(p2, s02);
            s03 = d0.fma(p3, s03);
            FloatVector d1 = FloatVector.fromArray(FLOAT, rows, d + f1);
            s10 = d1.fma(p0, s10);
            s11 = d1.fma(p1, s11);
            s12 = d1.fma(p2, s12);
            s13 = d1.fma(p3, s13);
            FloatVector d2 = FloatVector.fromArray(FLOAT, rows, d + f2);
            s20 = d2.fma(p0, s20);
            s21 = d2.fma(p1, s21);
            s22 = d2.fma(p2, s22);
            s23 = d2.fma(p3, s23);
            FloatVector d3 = FloatVector.fromArray(FLOAT, rows, d + f3);
            s30 = d3.fma(p0, s30);
            s31 = d3.fma(p1, s31);
            s32 = d3.fma(p2, s32);
            s33 = d3.fma(p3, s33);
            FloatVector d4 = FloatVector.fromArray(FLOAT, rows, d + f4);
            s40 = d4.fma(p0, s40);
            s41 = d4.fma(p1, s41);
            s42 = d4.fma(p2, s42);
            s43 = d4.fma(p3, s43);
            FloatVector d5 = FloatVector.fromArray(FLOAT, rows, d + f5);
            s50 = d5.fma(p0, s50);
            s51 = d5.fma(p1, s51);
            s52 = d5.fma(p2, s52);
            s53 = d5.fma(p3, s53);
        }
        s00.intoArray(c, at + 0 * LANES);
        s01.intoArray(c, at + 1 * LANES);
        s02.intoArray(c, at + 2 * LANES);
        s03.intoArray(c, at + 3 * LANES);
        s10.intoArray(c, at + 4 * LANES);
        s11.intoArray(c, at + 5 * LANES);
        s12.intoArray(c, at + 6 * LANES);
        s13.intoArray(c, at + 7 * LANES);
        s20.intoArray(c, at + 8 * LANES);
        s21.intoArray(c, at + 9 * LANES);
        s22.intoArray(c, at + 10 * LANES);
        s23.intoArray(c, at + 11 * LANES);
        s30.intoArray(c, at + 12 * LANES);
        s31.intoArray(c, at + 13 * LANES);
        s32.intoArray(c, at + 14 * LANES);
        s33.intoArray(c, at + 15 * LANES);
        s40.intoArray(c, at + 16 * LANES);
        s41.intoArray(c, at + 17 * LANES);
        s42.intoArray(c, at + 18 * LANES);
        s43.intoArray(c, at + 19 * LANES);
        s50.intoArray(c, at + 20 * LANES);
        s51.intoArray(c, at + 21 * LANES);
        s52.intoArray(c, at + 22 * LANES);
        s53.intoArray(c, at + 23 * LANES);
    }

    @Override
    public void addTo(float[] dw, int dwAt, float[] sums) {
        for (int f = 0; f < filters; f++) {
            for (int t = 0; t < columns.taps.length; t++) {
                int at = t / TAPS * TILE + (f * TAPS + t % TAPS) * LANES;
                for (int half = LANES / 2; half > 0; half /= 2) {
                    for (int i = 0; i < half; i++) {
                        sums[at + i] += sums[at + i + half];
                    }
                }
                dw[dwAt + f * columns.taps.length + t] += sums[at];
            }
        }
    }
}
