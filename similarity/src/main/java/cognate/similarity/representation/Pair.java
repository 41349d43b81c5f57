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
    private final Lazy<SharedBasis> basis;
    private final Lazy<SharedBasis> rawBasis;
    private final Lazy<Cca> cca;
    private final Lazy<Procrustes> procrustes;
    private final Lazy<List<Procrustes>> shuffled;
    private final Lazy<Matrix> correlations;
    private final Map<Dissimilarity.Kind, Neighbours[]> neighbours = new EnumMap<>(Dissimilarity.Kind.class);
    private Dissimilarities dissimilarities;

    private Pair(Representation x, Representation y) {
        this.x = x;
        this.y = y;
        basis = new Lazy<>(() -> SharedBasis.of(x, y));
        rawBasis = new Lazy<>(() -> SharedBasis.of(x.raw(), y.raw()));
        cca = new Lazy<>(() -> Cca.of(basis()));
        procrustes = new Lazy<>(() -> Procrustes.of(x, y));
        shuffled = new Lazy<>(() -> Baselines.procrustes(this));
        correlations = new Lazy<>(() -> NeuronMatching.correlations(x, y));
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
    public SharedBasis basis() {
        return basis.get();
    }

    /** Of the raw activations. */
    SharedBasis rawBasis() {
        return rawBasis.get();
    }

    public Cca cca() {
        return cca.get();
    }

    Procrustes procrustes() {
        return procrustes.get();
    }

    /** The mean of a Procrustes distance over shuffled pairings. */
    double shuffled(ToDoubleFunction<Procrustes> distance) {
        double sum = 0;
        for (Procrustes one : shuffled.get()) {
            sum += distance.applyAsDouble(one);
        }
        return sum / shuffled.get().size();
    }

    /** Of any neuron of X that varies with any of Y. */
    Matrix correlations() {
        return correlations.get();
    }

    /** The nearest inputs of every input, on side X and on side Y. */
    synchronized Neighbours[] neighbours(Dissimilarity.Kind wanted, int k, Workers workers) {
        return neighbours.computeIfAbsent(wanted, key -> new Neighbours[] {
            Neighbours.of(Dissimilarity.of(x, wanted).keep(workers), k, workers),
            Neighbours.of(Dissimilarity.of(y, wanted).keep(workers), k, workers)
        });
    }

    /** The dissimilarities of all pairs of inputs; only those of the kind last asked for are kept. */
    synchronized Dissimilarities dissimilarities(Dissimilarity.Kind wanted, Workers workers) {
        if (dissimilarities == null || dissimilarities.kind() != wanted) {
            dissimilarities = null; // before others take its place
            dissimilarities = Dissimilarities.of(x, y, wanted, workers);
        }
        return dissimilarities;
    }
}
