package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;
import cognate.engine.linalg.Svd;

/**
 * Two representations of the same inputs, reduced to small factors: {@code X = Q_x R_x}, {@code Y = Q_y R_y} and
 * {@code Q_xᵀ Q_y}, from one QR of [X Y] and one of what that leaves of Y. Only orthogonal steps, so that nearly
 * dependent neurons cost no digits, and neither Q is ever formed.
 */
public final class SharedBasis {
    private final int inputs;
    private final Matrix crossed;
    private final Side x;
    private final Side y;

    /** One representation in coordinates of its own basis. */
    static final class Side {
        /** R, [k, p]: the neurons. */
        final Matrix neurons;
        /** An orthonormal basis of what the neurons span, [k, rank]. */
        final Matrix span;

        private Svd svd;

        private Side(Matrix neurons, int inputs) {
            this.neurons = neurons;
            Qr pivoted = Qr.pivoted(unitColumns(neurons));
            int rank = pivoted.rank(16 * 0x1p-52 * Math.max(inputs, neurons.columns()));
            span = rank == neurons.rows() ? Matrix.identity(rank) : pivoted.times(identity(neurons.rows(), rank));
        }

        int rank() {
            return span.columns();
        }

        /**
         * Of the neurons; its left vectors are the principal directions. Its right ones are those of the neurons only
         * if these are not more than the inputs.
         */
        synchronized Svd svd() {
            if (svd == null) {
                boolean wide = neurons.columns() > neurons.rows();
                svd = Svd.of(wide ? Qr.of(neurons.transpose()).r().transpose() : neurons);
            }
            return svd;
        }
    }

    private SharedBasis(int inputs, Matrix crossed, Side x, Side y) {
        this.inputs = inputs;
        this.crossed = crossed;
        this.x = x;
        this.y = y;
    }

    /** Of two representations with as many inputs. */
    public static SharedBasis of(Representation x, Representation y) {
        Inputs.check("representations", x, y);
        return of(x.centred(), y.centred());
    }

    /** Of two matrices with as many rows, as they are. */
    static SharedBasis of(Matrix x, Matrix y) {
        int n = x.rows();
        int p = x.columns();
        int q = y.columns();
        Matrix joint = Matrix.zeros(n, p + q);
        for (int i = 0; i < n; i++) {
            System.arraycopy(x.array(), i * p, joint.array(), i * (p + q), p);
            System.arraycopy(y.array(), i * q, joint.array(), i * (p + q) + p, q);
        }
        Matrix r = Qr.of(joint).r();
        int k = Math.min(n, p);
        Qr second = Qr.of(r.block(0, r.rows(), p, p + q));
        Matrix crossed = second.q().block(0, k, 0, second.r().rows());
        return new SharedBasis(n, crossed, new Side(r.block(0, k, 0, p), n), new Side(second.r(), n));
    }

    /** A side whose neurons are given in some orthonormal basis, [k, p], of n inputs. */
    static Side side(Matrix neurons, int inputs) {
        return new Side(neurons, inputs);
    }

    /** With columns of unit length; those of zeros stay. */
    static Matrix unitColumns(Matrix a) {
        int p = a.columns();
        double[] from = a.array();
        double[] norms = new double[p];
        for (int at = 0; at < from.length; at += p) {
            for (int j = 0; j < p; j++) {
                norms[j] = Math.fma(from[at + j], from[at + j], norms[j]);
            }
        }
        for (int j = 0; j < p; j++) {
            norms[j] = norms[j] > 0 ? Math.sqrt(norms[j]) : 1;
        }
        Matrix result = Matrix.zeros(a.rows(), p);
        for (int at = 0; at < from.length; at += p) {
            for (int j = 0; j < p; j++) {
                result.array()[at + j] = from[at + j] / norms[j];
            }
        }
        return result;
    }

    static Matrix identity(int rows, int columns) {
        return Matrix.identity(rows).block(0, rows, 0, columns);
    }

    /** The inner products of two families of directions, given in the bases of X and Y. */
    Matrix inner(Matrix ofX, Matrix ofY) {
        return ofX.transposeTimes(crossed.times(ofY));
    }

    Side x() {
        return x;
    }

    Side y() {
        return y;
    }

    /** The number of inputs n. */
    public int inputs() {
        return inputs;
    }

    /** The dimension of what the neurons of X span. */
    public int rankX() {
        return x.rank();
    }

    /** The dimension of what the neurons of Y span. */
    public int rankY() {
        return y.rank();
    }

    /** The same with the roles of X and Y exchanged. */
    public SharedBasis exchanged() {
        return new SharedBasis(inputs, crossed.transpose(), y, x);
    }
}
