package cognate.engine.kernel.gemm;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Matrix products in double precision. Every element of the result is one chain {@code c = fma(a[i, p], b[p, j], c)}
 * with p ascending, so neither the blocking nor the width of the vectors can change a bit.
 */
public final class DoubleGemm {
    private static final int MR = DoubleGemmTile.ROWS;
    private static final int NR = DoubleGemmTile.COLUMNS;
    /** A panel of B, KC × NR, stays in the first-level cache; a block of A, MC × KC, in the second. */
    private static final int KC = 256;

    private static final int MC = 96;
    private static final int NC = 1024;

    /**
     * The first multiply-adds of a program take the plain loop, which is compiled at once: until the tile is, each of
     * its vector operations takes a microsecond, half a second for what a small command does in all.
     */
    private static final AtomicLong PLAIN = new AtomicLong(64L << 20);

    private static final ThreadLocal<DoubleGemm> SCRATCH = ThreadLocal.withInitial(DoubleGemm::new);

    private final double[] tile = new double[MR * NR];
    private double[] packedA = new double[0];
    private double[] packedB = new double[0];

    DoubleGemm() {}

    /**
     * {@code c += sign · a b}: a is [m, k], b is [k, n], c is [m, n] with column stride 1; {@code sign} is 1 or -1. No
     * element of c may belong to a or b.
     */
    public static void accumulate(DoubleBlock c, double sign, DoubleBlock a, DoubleBlock b) {
        run(c, sign, a, b, false);
    }

    /** As {@link #accumulate}, but the elements of c below its diagonal are left undefined. */
    public static void accumulateUpper(DoubleBlock c, double sign, DoubleBlock a, DoubleBlock b) {
        run(c, sign, a, b, true);
    }

    private static void run(DoubleBlock c, double sign, DoubleBlock a, DoubleBlock b, boolean upper) {
        if (PLAIN.get() > 0 && PLAIN.addAndGet(-(long) c.rows() * c.columns() * a.columns()) >= 0) {
            plain(c, sign, a, b);
        } else {
            SCRATCH.get().blocked(c, sign, a, b, upper);
        }
    }

    /** As {@link #blocked}, to the last bit, without vectors. */
    static void plain(DoubleBlock c, double sign, DoubleBlock a, DoubleBlock b) {
        for (int i = 0; i < c.rows(); i++) {
            for (int p = 0; p < a.columns(); p++) {
                double factor = sign * a.array()[a.at(i, p)];
                plain(c.array(), c.at(i, 0), factor, b.array(), b.at(p, 0), b.columnStride(), c.columns());
            }
        }
    }

    private static void plain(double[] c, int cAt, double factor, double[] b, int bAt, int stride, int n) {
        if (stride == 1) { // compiled to vectors
            for (int j = 0; j < n; j++) {
                c[cAt + j] = Math.fma(factor, b[bAt + j], c[cAt + j]);
            }
        } else {
            for (int j = 0; j < n; j++) {
                c[cAt + j] = Math.fma(factor, b[bAt + j * stride], c[cAt + j]);
            }
        }
    }

    void blocked(DoubleBlock c, double sign, DoubleBlock a, DoubleBlock b, boolean upper) {
        int m = c.rows();
        int n = c.columns();
        int k = a.columns();
        packedA = sized(packedA, roundUp(Math.min(m, MC), MR) * Math.min(k, KC));
        packedB = sized(packedB, roundUp(Math.min(n, NC), NR) * Math.min(k, KC));
        for (int j = 0; j < n; j += NC) {
            int nc = Math.min(NC, n - j);
            for (int p = 0; p < k; p += KC) {
                int kc = Math.min(KC, k - p);
                pack(packedB, NR, 1, b.block(p, p + kc, j, j + nc).transpose());
                int rowEnd = upper ? Math.min(m, j + nc) : m;
                for (int i = 0; i < rowEnd; i += MC) {
                    int mc = Math.min(MC, rowEnd - i);
                    pack(packedA, MR, sign, a.block(i, i + mc, p, p + kc));
                    tiles(c.block(i, i + mc, j, j + nc), kc, upper ? i - j : Integer.MIN_VALUE);
                }
            }
        }
    }

    /** All tiles of a block of c; those that lie wholly below c's diagonal, {@code i + lead > j}, are left out. */
    private void tiles(DoubleBlock c, int kc, int lead) {
        int stride = c.rowStride();
        for (int j = 0; j < c.columns(); j += NR) {
            for (int i = 0; i < c.rows() && i + lead < j + NR; i += MR) {
                int rows = Math.min(MR, c.rows() - i);
                int columns = Math.min(NR, c.columns() - j);
                if (rows == MR && columns == NR) {
                    DoubleGemmTile.accumulate(kc, packedA, i * kc, packedB, j * kc, c.array(), c.at(i, j), stride);
                } else {
                    for (int r = 0; r < rows; r++) {
                        System.arraycopy(c.array(), c.at(i + r, j), tile, r * NR, columns);
                    }
                    DoubleGemmTile.accumulate(kc, packedA, i * kc, packedB, j * kc, tile, 0, NR);
                    for (int r = 0; r < rows; r++) {
                        System.arraycopy(tile, r * NR, c.array(), c.at(i + r, j), columns);
                    }
                }
            }
        }
    }

    /** Packs [m, k] as ⌈m / width⌉ panels, each k groups of {@code width} elements; missing rows are zero. */
    private static void pack(double[] to, int width, double sign, DoubleBlock from) {
        int k = from.columns();
        int at = 0;
        for (int i = 0; i < from.rows(); i += width) {
            int rows = Math.min(width, from.rows() - i);
            if (rows < width) {
                Arrays.fill(to, at, at + width * k, 0);
            }
            DoublePack.panel(to, at, width, sign, from.block(i, i + rows, 0, k));
            at += width * k;
        }
    }

    private static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    private static double[] sized(double[] array, int length) {
        return array.length >= length ? array : new double[length];
    }
}
