package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Two representations X and Y of the same n inputs, and what their measures share, each computed when first needed. */
public final class Pair {
    private final Representation x;
    private final Representation y;
    private SharedBasis basis;
    private Cca cca;
    private SharedBasis rawBasis;
    private Procrustes procrustes;
    private List<Procrustes> shuffled;
    private Matrix correlations;
    private final Map<Dissimilarity.Kind, Neighbours[]> neighbours = new EnumMap<>(Dissimilarity.Kind.class);
    private Dissimilarity.Kind kind;
    private double[] pairsX;
    private double[] pairsY;
    private List<String> notes;

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

    /** The mean of a Procrustes distance over shuffled pairings. */
    synchronized double shuffled(ToDoubleFunction<Procrustes> distance) {
        if (shuffled == null) {
            shuffled = Baselines.procrustes(this);
        }
        double sum = 0;
        for (Procrustes one : shuffled) {
            sum += distance.applyAsDouble(one);
        }
        return sum / shuffled.size();
    }

    /** Of the raw activations. */
    synchronized SharedBasis rawBasis() {
        if (rawBasis == null) {
            rawBasis = SharedBasis.of(x.raw(), y.raw());
        }
        return rawBasis;
    }

    /** Of any neuron of X that varies with any of Y. */
    synchronized Matrix correlations() {
        if (correlations == null) {
            correlations = NeuronMatching.correlations(x, y);
        }
        return correlations;
    }

    /** The nearest inputs of every input, on side X and on side Y. */
    synchronized Neighbours[] neighbours(Dissimilarity.Kind wanted, int k, Workers workers) {
        return neighbours.computeIfAbsent(wanted, key -> new Neighbours[] {
            Neighbours.of(Dissimilarity.of(x, wanted), k, workers),
            Neighbours.of(Dissimilarity.of(y, wanted), k, workers)
        });
    }

    /** The dissimilarities of all pairs of inputs on side X; only those of the kind last asked for are kept. */
    synchronized double[] pairsX(Dissimilarity.Kind wanted, Workers workers) {
        measure(wanted, workers);
        return pairsX;
    }

    synchronized double[] pairsY(Dissimilarity.Kind wanted, Workers workers) {
        measure(wanted, workers);
        return pairsY;
    }

    private void measure(Dissimilarity.Kind wanted, Workers workers) {
        if (kind != wanted) {
            kind = null;
            pairsX = null;
            pairsY = null;
            Dissimilarity ofX = Dissimilarity.of(x, wanted);
            Dissimilarity ofY = Dissimilarity.of(y, wanted);
            notes = deadRows(ofX, ofY);
            pairsX = ofX.pairs(workers);
            pairsY = ofY.pairs(workers);
            kind = wanted;
        }
    }

    /** What there is to say of rows without direction. */
    static List<String> deadRows(Dissimilarity x, Dissimilarity y) {
        String rows = x.kind() == Dissimilarity.Kind.COSINE ? "rows of zeros" : "constant rows";
        return x.dead() + y.dead() == 0
                ? List.of()
                : List.of(x.dead() + " and " + y.dead() + " " + rows + " of X and Y count as 1 away from every other");
    }

    synchronized List<String> notes(Dissimilarity.Kind wanted) {
        if (kind != wanted) {
            throw new IllegalStateException("pair: notes on " + kind + ", found a wish for those on " + wanted);
        }
        return notes;
    }
}
