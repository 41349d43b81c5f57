package cognate.engine.kernel.gemm;

import cognate.engine.kernel.lanes.Lanes;
import cognate.engine.kernel.lanes.Scratch;

/**
 * The product of a few rows and a large B whose rows are neighbours, as Cᵀ = Fᵀ + Bᵀ·Aᵀ: B stays in place, only A and C are
 * turned. Holds one thread's copies of them from call to call.
 */
final class GemmTurned {
    private static final int MR = GemmTile.MR;
    private static final int NR = GemmTile.NR;
    /** Rows of C that are turned at once. */
    private static final int ROWS = 128;
    /** Columns of C that are turned at once, a multiple of MR; their lines stay in the second cache. */
    private static final int COLUMNS = 128;
    /** Elements of a turned A, at most. */
    private static final int MOST = 1 << 19;

    /** Elements of B from which on its packing is worth a kernel that reads it in place, and that one's compilation. */
    private static final int WORTH_IT = 1 << 16;

    private final float[] part = new float[GemmPack.FEW * NR];
    private final float[] lastLines = new float[GemmBlock.KC * MR];
    private float[] panels = {};
    private float[] turned = {};

    /** Whether this copies less than packing B does. */
    static boolean suits(int m, int n, int k, int aColumn, int bRow) {
        return aColumn == 1
                && bRow == 1
                && (long) n * k >= WORTH_IT
                && (long) m * (k + 2 * n) < (long) n * k
                && (long) Math.min(m, ROWS) * k <= MOST;
    }

    /** Everything is as for {@link GemmBlock#run}, with A's columns and B's rows neighbours. */
    void run(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            float[] b,
            int bOffset,
            int bColumn,
            float[] f,
            int fOffset,
            int fRow,
            int fColumn,
            float[] c,
            int cOffset,
            int cRow) {
        for (int i = 0; i < m; i += ROWS) {
            int rows = Math.min(ROWS, m - i);
            int width = (rows + Lanes.COUNT - 1) / Lanes.COUNT * Lanes.COUNT;
            turn(rows, width, k, a, aOffset + i * aRow, aRow);
            for (int j = 0; j < n; j += COLUMNS) {
                int columns = Math.min(COLUMNS, n - j);
                GemmPack.lines(turned, 0, width, rows, columns, f, fOffset + i * fRow + j * fColumn, fRow, fColumn);
                multiply(columns, width, k, b, bOffset + j * bColumn, bColumn);
                GemmPack.lines(c, cOffset + i * cRow + j, cRow, columns, rows, turned, 0, width, 1);
            }
        }
    }

    /**
     * A block of depth rows of Aᵀ after another, each as panels of at most NR columns. A few rows are turned in the
     * first cache: single floats written to where it misses take as long as whole vectors.
     */
    private void turn(int rows, int width, int k, float[] a, int aOffset, int aRow) {
        panels = Scratch.grown(panels, width * k);
        turned = Scratch.grown(turned, width * COLUMNS);
        int depth = GemmBlock.depth(k);
        for (int p = 0; p < k; p += depth) {
            int kc = Math.min(depth, k - p);
            for (int i = 0; i < rows; i += NR) {
                int panel = GemmTile.width(width - i);
                int columns = Math.min(panel, rows - i);
                int to = p * width + i * kc;
                for (int q = 0; q < kc; q += GemmPack.FEW) {
                    int few = Math.min(GemmPack.FEW, kc - q);
                    GemmPack.lines(part, 0, panel, columns, few, a, aOffset + i * aRow + p + q, aRow, 1);
                    System.arraycopy(part, 0, panels, to + q * panel, few * panel);
                }
            }
        }
    }

    /** Adds the products of {@code count} columns of B, each to a line of {@code turned}. */
    private void multiply(int count, int width, int k, float[] b, int bOffset, int bColumn) {
        int whole = count / MR * MR;
        int depth = GemmBlock.depth(k);
        for (int p = 0; p < k; p += depth) {
            int kc = Math.min(depth, k - p);
            tiles(whole, width, kc, b, bOffset + p, bColumn, 1, p, 0);
            if (whole < count) {
                GemmPack.lines(lastLines, 0, MR, count - whole, kc, b, bOffset + p + whole * bColumn, bColumn, 1);
                tiles(MR, width, kc, lastLines, 0, 1, MR, p, whole * width);
            }
        }
    }

    private void tiles(int count, int width, int kc, float[] b, int bOffset, int line, int step, int p, int to) {
        for (int i = 0; i < width; i += NR) {
            int panel = GemmTile.width(width - i);
            GemmTile.run(
                    panel,
                    count,
                    kc,
                    b,
                    bOffset,
                    line,
                    step,
                    panels,
                    p * width + i * kc,
                    panel,
                    turned,
                    to + i,
                    width,
                    turned,
                    to + i,
                    width);
        }
    }
}
