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

        /** Of the neurons; its left vectors are the principal directions. */
        Svd svd() {
            if (svd == null) {
                svd = Svd.of(neurons);
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
        int n = x.inputs();
        int p = x.kept();
        int q = y.kept();
        Matrix joint = Matrix.zeros(n, p + q);
        x.write(0, n, joint.array(), 0, p + q);
        y.write(0, n, joint.array(), p, p + q);
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

    private static Matrix unitColumns(Matrix a) {
        Matrix result = a.copy();
        for (int j = 0; j < a.columns(); j++) {
            double square = 0;
            for (int i = 0; i < a.rows(); i++) {
                square = Math.fma(a.get(i, j), a.get(i, j), square);
            }
            double norm = Math.sqrt(square);
            for (int i = 0; i < a.rows() && norm > 0; i++) {
                result.set(i, j, a.get(i, j) / norm);
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
