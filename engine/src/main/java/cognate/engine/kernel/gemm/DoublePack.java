package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies one panel of a window into the order in which {@link DoubleGemmTile} reads it. */
final class DoublePack {
    private static final VectorSpecies<Double> S = DoubleLanes.DOUBLE;
    private static final int L = DoubleLanes.COUNT;

    private DoublePack() {}

    /** Rows {@code i … i + rows - 1} of a window whose columns are contiguous. */
    static void columns(double[] to, int at, int width, double sign, DoubleBlock from, int i, int rows) {
        double[] source = from.array();
        int start = from.at(i, 0);
        int stride = from.columnStride();
        int whole = rows - rows % L;
        int end = at + width * from.columns();
        DoubleVector signs = DoubleVector.broadcast(S, sign);
        for (; at < end; at += width) {
            for (int r = 0; r < whole; r += L) {
                DoubleVector.fromArray(S, source, start + r).mul(signs).intoArray(to, at + r);
            }
            for (int r = whole; r < rows; r++) {
                to[at + r] = sign * source[start + r];
            }
            start += stride;
        }
    }

    /** Rows {@code i … i + rows - 1} of a window of any strides, four at a time: four streams that are read in order. */
    static void rows(double[] to, int at, int width, double sign, DoubleBlock from, int i, int rows) {
        double[] source = from.array();
        int k = from.columns();
        int stride = from.columnStride();
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            int s0 = from.at(i + r, 0);
            int s1 = from.at(i + r + 1, 0);
            int s2 = from.at(i + r + 2, 0);
            int s3 = from.at(i + r + 3, 0);
            int target = at + r;
            for (int p = 0; p < k; p++) {
                int step = p * stride;
                to[target] = sign * source[s0 + step];
                to[target + 1] = sign * source[s1 + step];
                to[target + 2] = sign * source[s2 + step];
                to[target + 3] = sign * source[s3 + step];
                target += width;
            }
        }
        for (; r < rows; r++) {
            int start = from.at(i + r, 0);
            for (int p = 0; p < k; p++) {
                to[at + r + p * width] = sign * source[start + p * stride];
            }
        }
    }
}
