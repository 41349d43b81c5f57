package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Every measure of two activation matrices of the same inputs, by name, with what each gives for unrelated
 * representations beside it. A measure that does not apply is left out, and a warning says why.
 */
public final class RepresentationMeasures {
    /** Measures on pairs of inputs take n × n numbers; with more inputs than this they are left out. */
    private static final int MAX_PAIRED = 2500;

    static final double SHARE = 0.99;
    private static final int LEADING = 20;
    private static final int NEIGHBOURS = 10;
    private static final int BATCH = 256;

    private final Representation x;
    private final Representation y;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Object> measures = new LinkedHashMap<>();
    private final Map<String, Double> baselines = new LinkedHashMap<>();
    private final Cca cca;

    private RepresentationMeasures(Matrix first, Matrix second) {
        if (first.rows() != second.rows()) {
            throw new IllegalArgumentException(
                    "measure: as many rows in X and Y, found " + first.shape() + " and " + second.shape());
        }
        x = Representation.of(first, "X");
        y = Representation.of(second, "Y");
        SharedBasis basis = SharedBasis.of(x, y);
        cca = Cca.of(basis);
        warn("X", x, basis.rankX());
        warn("Y", y, basis.rankY());
        warnOfSize(basis);
        canonical(basis);
        aligned();
        if (x.inputs() <= MAX_PAIRED) {
            paired();
        } else {
            warnings.add("rsa, knn and cka.rbf take n x n numbers and are left out above n = " + MAX_PAIRED
                    + ", found n = " + x.inputs());
        }
    }

    /**
     * Of raw activations [n, p] and [n, q], row i of both for the same input.
     *
     * @throws IllegalArgumentException if the rows do not match, there are fewer than two, an element is not finite, or
     *     all neurons of a side are constant
     */
    public static RepresentationMeasures measure(Matrix x, Matrix y) {
        return new RepresentationMeasures(x, y);
    }

    private void warn(String name, Representation side, int rank) {
        int constant = side.neurons() - side.kept();
        if (constant > 0) {
            warnings.add(name + ": " + constant + " of " + side.neurons() + " neurons are constant and were dropped");
        }
        if (rank < side.kept() && rank < side.inputs() - 1) {
            warnings.add(name + ": " + (side.kept() - rank) + " of " + side.kept()
                    + " neurons depend linearly on others and add no direction");
        }
    }

    private void warnOfSize(SharedBasis basis) {
        int degrees = x.inputs() - 1;
        if (degrees <= Math.max(x.kept(), y.kept())) {
            warnings.add("n - 1 = " + degrees + " is not above max(p, q) = " + Math.max(x.kept(), y.kept())
                    + ": every canonical correlation is 1 whatever the data, and pwcca is not unique");
        } else if (degrees < basis.rankX() + basis.rankY()) {
            warnings.add(
                    "n - 1 = " + degrees + " is below p + q = " + (basis.rankX() + basis.rankY())
                            + ": some canonical correlations are 1 whatever the data, and pwcca is not unique where several are");
        }
    }

    private void canonical(SharedBasis basis) {
        int p = basis.rankX();
        int q = basis.rankY();
        int n = x.inputs();
        double mean = Baselines.meanCorrelation(p, q, n);
        measures.put("cca.rho", cca.correlations());
        add("cca.mean", mean, cca::mean);
        add("cca.r2", Baselines.rSquared(p, q, n), cca::rSquared);
        add("svcca", reduced(basis, true), () -> Svcca.bySquares(basis, SHARE));
        add("svcca.values", reduced(basis, false), () -> Svcca.byValues(basis, SHARE));
        double leading = Baselines.meanCorrelation(Math.min(p, LEADING), Math.min(q, LEADING), n);
        add("svcca.leading20", leading, () -> Svcca.leading(basis, LEADING));
        add("pwcca", mean, () -> Pwcca.of(cca));
        add("pwcca.reversed", mean, () -> Pwcca.reversed(cca));
        add("pwcca.released", mean, () -> Pwcca.released(x, y, basis));
        add("regression.r2", Baselines.regression(p, n), () -> Regression.rSquared(basis));
        add("regression.r2.reversed", Baselines.regression(q, n), () -> Regression.rSquared(basis.exchanged()));
    }

    private double reduced(SharedBasis basis, boolean squares) {
        return Baselines.meanCorrelation(
                Svcca.countX(basis, SHARE, squares), Svcca.countY(basis, SHARE, squares), x.inputs());
    }

    private void aligned() {
        add("cka.linear", Baselines.linearAlignment(x, y), () -> Cka.linear(x, y));
        add("cka.unbiased", 0, () -> Cka.unbiased(x, y));
        add("cka.minibatch", 0, () -> Cka.minibatch(x, y, BATCH));
        Procrustes procrustes = Procrustes.of(x, y);
        add("procrustes.squared", Baselines.procrustes(x, y, Procrustes::squared), procrustes::squared);
        add("procrustes.angular", Baselines.procrustes(x, y, Procrustes::angular), procrustes::angular);
    }

    private void paired() {
        int n = x.inputs();
        int k = Math.min(NEIGHBOURS, n - 1);
        add("cka.rbf", () -> Baselines.kernelAlignment(x, y), () -> Cka.rbf(x, y, 1));
        add("rsa.pearson", 0, () -> Rsa.pearson(x, y));
        add("rsa.spearman", 0, () -> Rsa.spearman(x, y));
        add("knn.jaccard", Baselines.jaccard(k, n), () -> NearestNeighbours.jaccard(x, y, k));
    }

    private void add(String name, double baseline, DoubleSupplier measure) {
        add(name, () -> baseline, measure);
    }

    private void add(String name, DoubleSupplier baseline, DoubleSupplier measure) {
        try {
            double value = measure.getAsDouble();
            baselines.put(name, baseline.getAsDouble());
            measures.put(name, value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            warnings.add(name + " does not apply: " + e.getMessage());
        }
    }

    /** The number of inputs n. */
    public int inputs() {
        return x.inputs();
    }

    /** The number of neurons p of X, the constant ones included. */
    public int neuronsX() {
        return x.neurons();
    }

    /** The number of neurons q of Y, the constant ones included. */
    public int neuronsY() {
        return y.neurons();
    }

    /** The canonical correlations and what follows from them. */
    public Cca cca() {
        return cca;
    }

    /** What a reader of the numbers has to know, a line each. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /** The measures by name, in a fixed order: a {@code Double} each, {@code cca.rho} a {@code double[]}. */
    public Map<String, Object> measures() {
        return Collections.unmodifiableMap(measures);
    }

    /** What each measure gives for unrelated representations of these sizes and spectra, under the same names. */
    public Map<String, Double> baselines() {
        return Collections.unmodifiableMap(baselines);
    }

    /** The document of {@code measure --json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("n", inputs());
        document.put("p", neuronsX());
        document.put("q", neuronsY());
        document.put("warnings", warnings());
        document.put("measures", measures());
        document.put("baselines", baselines());
        return document;
    }
}
