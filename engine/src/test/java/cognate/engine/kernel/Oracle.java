package cognate.engine.kernel;

import cognate.engine.kernel.map.Reduce;
import cognate.engine.kernel.map.VectorMath;

/** The definitions of the reductions in the plainest form: what the kernels must equal, bit by bit. */
public final class Oracle {
    private Oracle() {}

    /** Adds the elements of one array, or the products of two ({@code y} not null), in the order of {@link Reduce}. */
    public static float sum(float[] x, float[] y) {
        float[] lanes = new float[64];
        int i = 0;
        for (; i + 64 <= x.length; i += 64) {
            add(lanes, x, y, i, 64);
        }
        fold(lanes, 64, 16);
        for (; i + 16 <= x.length; i += 16) {
            add(lanes, x, y, i, 16);
        }
        fold(lanes, 16, 1);
        for (; i < x.length; i++) {
            add(lanes, x, y, i, 1);
        }
        return lanes[0];
    }

    private static void add(float[] lanes, float[] x, float[] y, int from, int count) {
        for (int lane = 0; lane < count; lane++) {
            int i = from + lane;
            lanes[lane] = y == null ? lanes[lane] + x[i] : Math.fma(x[i], y[i], lanes[lane]);
        }
    }

    private static void fold(float[] lanes, int from, int to) {
        for (int half = from / 2; half >= to; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
    }

    /** g + the sum of the rows of dy, in the order of {@link Reduce#accumulateRows}. */
    public static float[] accumulateRows(float[] g, float[] dy) {
        int m = g.length;
        float[] result = g.clone();
        int rows = m == 0 ? 0 : dy.length / m;
        for (int j = 0; j < m; j++) {
            int row = 0;
            for (; row + 8 <= rows; row += 8) {
                float[] eight = new float[8];
                for (int r = 0; r < 8; r++) {
                    eight[r] = dy[(row + r) * m + j];
                }
                fold(eight, 8, 1);
                result[j] += eight[0];
            }
            for (; row < rows; row++) {
                result[j] += dy[row * m + j];
            }
        }
        return result;
    }

    /** Becomes exp(x − max) of a row; returns its sum. */
    public static float exponentials(float[] row) {
        float max = max(row);
        for (int j = 0; j < row.length; j++) {
            row[j] = VectorMath.exp(row[j] - max);
        }
        return sum(row, null);
    }

    public static float max(float[] x) {
        float max = Float.NEGATIVE_INFINITY;
        for (float v : x) {
            max = Math.max(max, v);
        }
        return max;
    }
}
