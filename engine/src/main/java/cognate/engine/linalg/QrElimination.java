package cognate.engine.linalg;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.map.DoubleVectors;
import java.util.Arrays;

/** The elimination of {@link Qr}: column by column within a panel, by products beyond it. */
final class QrElimination {
    private static final int PANEL = 32;
    /** Columns that are reduced one by one before the others of their panel follow by a product. */
    private static final int LEAF = 8;

    final int m;
    final int n;
    final int k;
    final Reflectors reflectors;
    final Matrix r;
    final int[] permutation;
    /** The columns of A, then the reflection vectors, as rows. */
    private final Matrix work;

    QrElimination(Matrix a) {
        m = a.rows();
        n = a.columns();
        k = Math.min(m, n);
        work = a.transpose();
        reflectors = new Reflectors(work.array(), k, m, 0);
        r = Matrix.zeros(k, n);
        permutation = new int[n];
        for (int j = 0; j < n; j++) {
            permutation[j] = j;
        }
    }

    void run(boolean pivoted) {
        if (pivoted) {
            eliminatePivoted();
        } else {
            eliminate();
        }
        for (int j = k; j < n; j++) {
            extract(j, k);
        }
    }

    private void eliminate() {
        DoubleBlock rows = work.view();
        for (int panel = 0; panel < k; panel += PANEL) {
            int panelEnd = Math.min(k, panel + PANEL);
            for (int leaf = panel; leaf < panelEnd; leaf += LEAF) {
                int leafEnd = Math.min(panelEnd, leaf + LEAF);
                for (int j = leaf; j < leafEnd; j++) {
                    reflect(j, leafEnd);
                }
                reflectors.apply(leaf, leafEnd, rows.block(leafEnd, panelEnd, 0, m), true);
            }
            reflectors.apply(panel, panelEnd, rows.block(panelEnd, n, 0, m), true);
        }
    }

    private void eliminatePivoted() {
        double[] norm = new double[n]; // of what is left of each column
        double[] reference = new double[n]; // the last norm that was computed afresh
        for (int j = 0; j < n; j++) {
            norm[j] = DoubleVectors.norm(work.array(), j * m, m);
            reference[j] = norm[j];
        }
        for (int j = 0; j < k; j++) {
            int pivot = j;
            for (int c = j + 1; c < n; c++) {
                pivot = norm[c] > norm[pivot] ? c : pivot;
            }
            exchange(j, pivot);
            norm[pivot] = norm[j];
            reference[pivot] = reference[j];
            reflect(j, n);
            for (int c = j + 1; c < n; c++) {
                double ratio = norm[c] == 0 ? 0 : work.get(c, j) / norm[c];
                double left = Math.max(0, (1 - ratio) * (1 + ratio));
                double share = norm[c] == 0 ? 0 : norm[c] / reference[c];
                if (left * share * share > 0x1p-26) { // Drmač, Bujanović 2008: below, the update has lost its digits
                    norm[c] *= Math.sqrt(left);
                } else {
                    norm[c] = DoubleVectors.norm(work.array(), c * m + j + 1, m - j - 1);
                    reference[c] = norm[c];
                }
            }
        }
    }

    private void exchange(int i, int j) {
        int swap = permutation[i];
        permutation[i] = permutation[j];
        permutation[j] = swap;
        double[] array = work.array();
        double[] row = Arrays.copyOfRange(array, i * m, (i + 1) * m);
        System.arraycopy(array, j * m, array, i * m, m);
        System.arraycopy(row, 0, array, j * m, m);
    }

    /** Reduces column j and applies its reflection to the columns up to {@code end}. */
    private void reflect(int j, int end) {
        extract(j, j);
        r.set(j, j, reflectors.reflect(j));
        double[] array = work.array();
        for (int c = j + 1; c < end; c++) {
            double dot = DoubleVectors.dot(array, j * m + j, array, c * m + j, m - j);
            DoubleVectors.accumulate(array, c * m + j, -reflectors.tau(j) * dot, array, j * m + j, m - j);
        }
    }

    /** Moves the first {@code count} elements of column j to R. */
    private void extract(int j, int count) {
        for (int i = 0; i < count; i++) {
            r.set(i, j, work.get(j, i));
            work.set(j, i, 0);
        }
    }
}
