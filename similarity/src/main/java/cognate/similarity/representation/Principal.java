package cognate.similarity.representation;

import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;
import cognate.engine.linalg.Svd;

/**
 * One side in coordinates of its principal directions: {@code X = U S Vᵀ}. With {@code C = U_xᵀ P U_y} of two sides,
 * the rows of one in the order P, every measure that is made of products follows from C, S and V alone, so that another
 * order costs one product of {@code n} rows.
 */
final class Principal {
    /** U, [n, rank], orthonormal. */
    final Matrix directions;
    /** The diagonal of S, descending. */
    final double[] values;
    /** {@code S Vᵀ}, [rank, p]: the neurons. */
    final Matrix neurons;

    private final Matrix rows;
    private Matrix kernel;

    private Principal(Matrix rows, Matrix directions, double[] values, Matrix neurons) {
        this.rows = rows;
        this.directions = directions;
        this.values = values;
        this.neurons = neurons;
    }

    /** Of [n, p]; directions that {@link SharedBasis} does not count are left out here too. */
    static Principal of(Matrix a) {
        Qr qr = Qr.of(a);
        Matrix span = SharedBasis.side(qr.r(), a.rows()).span;
        Svd svd = Svd.of(span.transposeTimes(qr.r()));
        Matrix turn = span.times(svd.u());
        return new Principal(a, qr.times(turn), svd.values(), turn.transposeTimes(qr.r()));
    }

    /** {@code X Xᵀ}, [n, n]; for threads that ask at the same time. */
    synchronized Matrix kernel() {
        if (kernel == null) {
            kernel = rows.timesTranspose(rows);
        }
        return kernel;
    }

    /** The square of the norm of row i. */
    double square(int i) {
        int p = rows.columns();
        return DoubleVectors.dot(rows.array(), i * p, rows.array(), i * p, p);
    }

    int rank() {
        return values.length;
    }

    /** The sum of {@code s^power}. */
    double sum(int power) {
        double sum = 0;
        for (double value : values) {
            double term = 1;
            for (int i = 0; i < power; i++) {
                term *= value;
            }
            sum += term;
        }
        return sum;
    }
}
