package cognate.engine.linalg;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.kernel.map.DoubleVectors;

/**
 * A product of Householder reflections {@code Q = H_0 H_1 … H_{count-1}}, {@code H_j = I - tau_j v_j v_jᵀ}. The vectors
 * are the rows of an array, v_j with zeros before its position {@code j + shift} and a one there. Blocks of them act as
 * {@code I - V T Vᵀ} (Schreiber, Van Loan 1989), so the work is in matrix products.
 */
final class Reflectors {
    private static final int BLOCK = 32;
    private static final double TINY = 0x1p-960;
    /** Brings every number but 0 above {@link #TINY}. */
    private static final int RAISE = 200;

    private final double[] vectors;
    private final double[] tau;
    private final int count;
    private final int length;
    private final int shift;

    Reflectors(double[] vectors, int count, int length, int shift) {
        this.vectors = vectors;
        this.tau = new double[count];
        this.count = count;
        this.length = length;
        this.shift = shift;
    }

    /**
     * Makes vector j of what stands in its row from position {@code j + shift} on, and returns what it reflects that
     * to: a multiple of the first unit vector.
     */
    double reflect(int j) {
        int at = j * length + j + shift;
        int n = length - j - shift;
        double first = vectors[at];
        double rest = DoubleVectors.norm(vectors, at + 1, n - 1);
        if (rest == 0) {
            vectors[at] = 1;
            tau[j] = 0;
            return first;
        }
        double norm = Plane.hypotenuse(first, rest);
        if (norm < TINY) { // its digits are not enough to divide by
            for (int i = 0; i < n; i++) {
                vectors[at + i] = Math.scalb(vectors[at + i], RAISE);
            }
            return Math.scalb(reflect(j), -RAISE);
        }
        vectors[at] = 1;
        double beta = first > 0 ? -norm : norm;
        double pivot = first - beta;
        tau[j] = pivot / -beta;
        for (int i = 1; i < n; i++) {
            vectors[at + i] /= pivot;
        }
        return beta;
    }

    double tau(int j) {
        return tau[j];
    }

    /** Replaces the columns of C by those of {@code Q C}, or of {@code Qᵀ C}; {@code rows} holds them as rows. */
    void applyTo(DoubleBlock rows, boolean transpose) {
        int blocks = (count + BLOCK - 1) / BLOCK;
        for (int i = 0; i < blocks; i++) {
            int j = BLOCK * (transpose ? i : blocks - 1 - i);
            apply(j, Math.min(count, j + BLOCK), rows, transpose);
        }
    }

    /** Applies reflections {@code [from, to)} to columns held as rows of {@code length}. */
    void apply(int from, int to, DoubleBlock rows, boolean transpose) {
        if (rows.rows() == 0) {
            return;
        }
        DoubleBlock v = block(from, to);
        DoubleBlock target = rows.block(0, rows.rows(), from + shift, length);
        Matrix t = triangle(from, to);
        Matrix w = Matrix.zeros(rows.rows(), to - from);
        DoubleGemm.accumulate(w.view(), 1, target, v.transpose());
        Matrix scaled = transpose ? w.times(t) : w.timesTranspose(t);
        DoubleGemm.accumulate(target, -1, scaled.view(), v);
    }

    private DoubleBlock block(int from, int to) {
        return DoubleBlock.of(vectors, count, length).block(from, to, from + shift, length);
    }

    /** The upper triangular T of a block: column j is {@code -tau_j T Vᵀ v_j} above {@code tau_j}. */
    private Matrix triangle(int from, int to) {
        int n = to - from;
        Matrix t = Matrix.zeros(n, n);
        DoubleBlock v = block(from, to);
        Matrix gram = Matrix.zeros(n, n);
        DoubleGemm.accumulateUpper(gram.view(), 1, v, v.transpose());
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < j; i++) {
                double sum = 0;
                for (int l = i; l < j; l++) {
                    sum = Math.fma(t.get(i, l), gram.get(l, j), sum);
                }
                t.set(i, j, -tau[from + j] * sum);
            }
            t.set(j, j, tau[from + j]);
        }
        return t;
    }
}
