package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies blocks of a matrix to where a tile reads them fast. */
final class GemmPack {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;
    private static final int COUNT = Lanes.COUNT;

    private GemmPack() {}

    /** Distance of the columns of a transposed block of {@code m} rows: room for a last tile, and an odd number of cache lines, which spreads the columns over all sets of the first cache. */
    static int width(int m) {
        return (m + 31) / 32 * 32 + 16;
    }

    /** The block [m, k] of A with its rows as neighbours, {@code width} apart; the last row is repeated to fill a tile. */
    static void rows(float[] to, int width, int m, int k, float[] a, int aOffset, int aRow, int aColumn) {
        lines(to, width, m, k, a, aOffset, aRow, aColumn);
        for (int p = 0; p < k; p++) {
            float last = to[p * width + m - 1];
            for (int i = m; i % GemmTile.MR != 0; i++) {
                to[p * width + i] = last;
            }
        }
    }

    /** The block [k, n] of B as one panel NR wide; what stands in its columns from n on is open. */
    static void columns(float[] to, int n, int k, float[] b, int bOffset, int bRow, int bColumn) {
        if (bColumn != 1) {
            lines(to, GemmTile.NR, n, k, b, bOffset, bColumn, bRow);
            return;
        }
        for (int p = 0; p < k; p++) {
            int at = bOffset + p * bRow;
            int row = p * GemmTile.NR;
            if (at <= b.length - GemmTile.NR) {
                FloatVector.fromArray(FLOAT, b, at).intoArray(to, row);
                FloatVector.fromArray(FLOAT, b, at + COUNT).intoArray(to, row + COUNT);
            } else {
                for (int j = 0; j < n; j++) {
                    to[row + j] = b[at + j];
                }
            }
        }
    }

    /** Element p of line i goes to {@code to[p * width + i]}. */
    static void lines(float[] to, int width, int count, int length, float[] from, int offset, int line, int step) {
        int blocks = step == 1 && COUNT == Transpose.SIZE ? count / Transpose.SIZE * Transpose.SIZE : 0;
        int whole = length / Transpose.SIZE * Transpose.SIZE;
        for (int i = 0; i < blocks; i += Transpose.SIZE) {
            for (int p = 0; p < whole; p += Transpose.SIZE) {
                Transpose.block(from, offset + i * line + p, line, to, p * width + i, width);
            }
        }
        for (int i = 0; i < count; i++) {
            int at = offset + i * line;
            for (int p = i < blocks ? whole : 0; p < length; p++) {
                to[p * width + i] = from[at + p * step];
            }
        }
    }
}
