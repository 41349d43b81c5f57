package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies blocks of a matrix to where a tile reads them fast. */
final class GemmPack {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;
    private static final int PITCH = GemmBlocking.PITCH;
    private static final int FEW = GemmBlocking.FEW;

    private GemmPack() {}

    /** The block [m, k] of A, whose columns are neighbours, with its rows PITCH apart. */
    static void pitched(int m, int k, MatrixView a, float[] to) {
        float[] from = a.array;
        for (int i = 0; i < m; i++) {
            int at = a.at(i, 0);
            int row = i * PITCH;
            int p = 0;
            for (; p <= k - COUNT; p += COUNT) {
                FloatVector.fromArray(FLOAT, from, at + p).intoArray(to, row + p);
            }
            for (; p < k; p++) {
                to[row + p] = from[at + p];
            }
        }
    }

    /** The block [k, n] of B as one panel, whose rows are whole tiles; what stands in them from n on is open. */
    static void columns(int k, int n, MatrixView b, MatrixView panel) {
        if (b.columnStride != 1) {
            transpose(n, k, b.transpose(), panel);
            return;
        }
        float[] from = b.array;
        float[] to = panel.array;
        int width = panel.rowStride;
        for (int p = 0; p < k; p++) {
            int at = b.at(p, 0);
            int row = p * width;
            if (at <= from.length - width) {
                for (int j = 0; j < width; j += COUNT) {
                    FloatVector.fromArray(FLOAT, from, at + j).intoArray(to, row + j);
                }
            } else {
                for (int j = 0; j < n; j++) {
                    to[row + j] = from[at + j];
                }
            }
        }
    }

    /** {@code to} [n, m], whose columns are neighbours, becomes the transposed block [m, n] of {@code from}. */
    static void transpose(int m, int n, MatrixView from, MatrixView to) {
        float[] source = from.array;
        float[] target = to.array;
        int row = from.rowStride;
        int column = from.columnStride;
        if (row == 1) { // the weight gradients' A: its rows are neighbours already
            for (int j = 0; j < n; j++) {
                System.arraycopy(source, from.at(0, j), target, to.at(j, 0), m);
            }
            return;
        }
        if (row == 0) { // biases: every row is the same
            for (int j = 0; j < n; j++) {
                int at = to.at(j, 0);
                Arrays.fill(target, at, at + m, source[from.at(0, j)]);
            }
            return;
        }
        int fours = column == 1 ? m / 4 * 4 : 0;
        for (int j = 0; j < n; j += FEW) {
            int few = Math.min(FEW, n - j);
            for (int i = 0; i < fours; i += 4) {
                fourRows(source, from.at(i, j), row, few, target, to.at(j, i), to.rowStride);
            }
        }
        for (int i = fours; i < m; i++) {
            int at = from.at(i, 0);
            int toAt = to.at(0, i);
            int toRow = to.rowStride;
            for (int j = 0; j < n; j++) {
                target[toAt + j * toRow] = source[at + j * column];
            }
        }
    }

    /** Four rows at a time: half the time of one by one, and on JDK 17 a third of shuffles between registers. */
    private static void fourRows(float[] from, int first, int row, int n, float[] to, int toAt, int toRow) {
        int second = first + row;
        int third = second + row;
        int fourth = third + row;
        int at = toAt;
        for (int j = 0; j < n; j++) {
            to[at] = from[first + j];
            to[at + 1] = from[second + j];
            to[at + 2] = from[third + j];
            to[at + 3] = from[fourth + j];
            at += toRow;
        }
    }

    /** Rows {@code [i, m)} and the first n columns, to where the columns are neighbours. */
    static void copy(int i, int m, int n, MatrixView from, MatrixView to) {
        float[] source = from.array;
        float[] target = to.array;
        int column = from.columnStride;
        for (; i < m; i++) {
            int at = from.at(i, 0);
            int toAt = to.at(i, 0);
            int j = 0;
            for (; column == 1 && j <= n - COUNT; j += COUNT) {
                FloatVector.fromArray(FLOAT, source, at + j).intoArray(target, toAt + j);
            }
            for (; j < n; j++) {
                target[toAt + j] = source[at + j * column];
            }
        }
    }
}
