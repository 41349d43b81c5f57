package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies blocks of a matrix to where a tile reads them fast. */
final class GemmPack {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    /** Rows that are written at once where lines become columns, so that theirs stay in the first cache. */
    static final int FEW = 16;

    private GemmPack() {}

    /**
     * Distance of a copied block's rows: a constant, so that a tile reads all of them with one offset, and no power of
     * two, which would put the rows into few sets of the first cache.
     */
    static final int PITCH = GemmBlock.KC + 16;

    /** Distance of the columns of a transposed block of {@code m} rows: whole tiles, and an odd number of cache lines. */
    static int width(int m) {
        return (m + 31) / 32 * 32 + 16;
    }

    /** The block [m, k] of A, whose columns are neighbours, with its rows PITCH apart. */
    static void pitched(float[] to, int m, int k, float[] a, int aOffset, int aRow) {
        for (int i = 0; i < m; i++) {
            int at = aOffset + i * aRow;
            int row = i * PITCH;
            int p = 0;
            for (; p <= k - COUNT; p += COUNT) {
                FloatVector.fromArray(FLOAT, a, at + p).intoArray(to, row + p);
            }
            for (; p < k; p++) {
                to[row + p] = a[at + p];
            }
        }
    }

    /** The block [k, n] of B as one panel of {@code width} columns; what stands in them from n on is open. */
    static void columns(float[] to, int width, int n, int k, float[] b, int bOffset, int bRow, int bColumn) {
        if (bColumn != 1) {
            lines(to, 0, width, n, k, b, bOffset, bColumn, bRow);
            return;
        }
        for (int p = 0; p < k; p++) {
            int at = bOffset + p * bRow;
            int row = p * width;
            if (at <= b.length - width) {
                for (int j = 0; j < width; j += COUNT) {
                    FloatVector.fromArray(FLOAT, b, at + j).intoArray(to, row + j);
                }
            } else {
                for (int j = 0; j < n; j++) {
                    to[row + j] = b[at + j];
                }
            }
        }
    }

    /** Element p of line i goes to {@code to[toAt + p * width + i]}. */
    static void lines(
            float[] to, int toAt, int width, int count, int length, float[] from, int offset, int line, int step) {
        if (line == 1) { // the weight gradients' A: its rows are neighbours already
            for (int p = 0; p < length; p++) {
                System.arraycopy(from, offset + p * step, to, toAt + p * width, count);
            }
            return;
        }
        if (line == 0) { // biases: every line is the same
            for (int p = 0; p < length; p++) {
                Arrays.fill(to, toAt + p * width, toAt + p * width + count, from[offset + p * step]);
            }
            return;
        }
        int fours = step == 1 ? count / 4 * 4 : 0;
        for (int p = 0; p < length; p += FEW) {
            int part = Math.min(FEW, length - p);
            for (int i = 0; i < fours; i += 4) {
                four(to, toAt + p * width + i, width, part, from, offset + i * line + p, line);
            }
        }
        for (int i = fours; i < count; i++) {
            int at = offset + i * line;
            for (int p = 0; p < length; p++) {
                to[toAt + p * width + i] = from[at + p * step];
            }
        }
    }

    /** Four lines at a time: half the time of one by one, and on JDK 17 a third of shuffles between registers. */
    private static void four(float[] to, int toAt, int width, int length, float[] from, int first, int line) {
        int second = first + line;
        int third = second + line;
        int fourth = third + line;
        int at = toAt;
        for (int p = 0; p < length; p++) {
            to[at] = from[first + p];
            to[at + 1] = from[second + p];
            to[at + 2] = from[third + p];
            to[at + 3] = from[fourth + p];
            at += width;
        }
    }

    /** The block [m, n] with strides {@code row} and {@code column} as one whose columns are neighbours. */
    static void copy(int m, int n, float[] from, int at, int row, int column, float[] to, int toAt, int toRow) {
        for (int i = 0; i < m; i++) {
            int j = 0;
            for (; column == 1 && j <= n - COUNT; j += COUNT) {
                FloatVector.fromArray(FLOAT, from, at + i * row + j).intoArray(to, toAt + i * toRow + j);
            }
            for (; j < n; j++) {
                to[toAt + i * toRow + j] = from[at + i * row + j * column];
            }
        }
    }
}
