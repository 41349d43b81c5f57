package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies one panel of a window into the order in which {@link DoubleGemmTile} reads it. */
final class DoublePack {
    private static final VectorSpecies<Double> S = DoubleLanes.DOUBLE;
    private static final int L = DoubleLanes.COUNT;

    private DoublePack() {}

    /** The rows of a window, at most {@code width}, as one panel from {@code at} on: its columns are width apart. */
    static void panel(double[] to, int at, int width, double sign, DoubleBlock from) {
        if (from.rowStride() == 1) {
            columns(to, at, width, sign, from);
        } else {
            rows(to, at, width, sign, from);
        }
    }

    /** Rows that are neighbours, by vectors. */
    private static void columns(double[] to, int at, int width, double sign, DoubleBlock from) {
        double[] source = from.array();
        int start = from.offset();
        int rows = from.rows();
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

    /** Rows of any strides, four at a time: four streams that are read in order. */
    private static void rows(double[] to, int at, int width, double sign, DoubleBlock from) {
        double[] source = from.array();
        int k = from.columns();
        int stride = from.columnStride();
        int r = 0;
        for (; r <= from.rows() - 4; r += 4) {
            int s0 = from.at(r, 0);
            int s1 = from.at(r + 1, 0);
            int s2 = from.at(r + 2, 0);
            int s3 = from.at(r + 3, 0);
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
        for (; r < from.rows(); r++) {
            int start = from.at(r, 0);
            for (int p = 0; p < k; p++) {
                to[at + r + p * width] = sign * source[start + p * stride];
            }
        }
    }
}
