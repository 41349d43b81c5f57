package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;

/** Two representations X and Y of the same n inputs, and what their measures share, each computed when first needed. */
public final class Pair {
    private final Representation x;
    private final Representation y;
    private SharedBasis basis;
    private Cca cca;
    private Procrustes procrustes;

    private Pair(Representation x, Representation y) {
        this.x = x;
        this.y = y;
    }

    /**
     * Of raw activations [n, p] and [n, q], row i of both for the same input.
     *
     * @throws IllegalArgumentException as {@link Representation#of} does, and if the numbers of rows differ
     */
    public static Pair of(Matrix x, Matrix y) {
        if (x.rows() != y.rows()) {
            throw new IllegalArgumentException(
                    "measure: as many rows in X and Y, found " + x.shape() + " and " + y.shape());
        }
        return of(Representation.of(x, "X"), Representation.of(y, "Y"));
    }

    /** Of two representations with as many inputs; what one side alone needs is computed once for all its pairs. */
    public static Pair of(Representation x, Representation y) {
        Inputs.check("measure", x, y);
        return new Pair(x, y);
    }

    public Representation x() {
        return x;
    }

    public Representation y() {
        return y;
    }

    /** The number of inputs n. */
    public int inputs() {
        return x.inputs();
    }

    /** Of the centred activations. */
    public synchronized SharedBasis basis() {
        if (basis == null) {
            basis = SharedBasis.of(x, y);
        }
        return basis;
    }

    public synchronized Cca cca() {
        if (cca == null) {
            cca = Cca.of(basis());
        }
        return cca;
    }

    synchronized Procrustes procrustes() {
        if (procrustes == null) {
            procrustes = Procrustes.of(x, y);
        }
        return procrustes;
    }
}
