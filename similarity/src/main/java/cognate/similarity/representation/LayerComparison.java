package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Every layer of one network against every layer of another: one table of each of the main measures. */
public final class LayerComparison {
    /** Those whose mean for unrelated layers gets a table of its own. */
    private static final List<Measure> BASELINES = List.of(Measures.of("cka.linear"), Measures.of("cca.mean"));

    private final List<String> rows;
    private final List<String> columns;
    private final Map<String, Double[][]> tables = new LinkedHashMap<>();
    private final TreeSet<String> warnings = new TreeSet<>();
    private final NullScores[][] nulls;
    private final RowOrders orders;
    private final double most;
    private final Workers workers;

    private LayerComparison(
            Map<String, Matrix> a, Map<String, Matrix> b, RowOrders orders, double most, Workers workers) {
        this.orders = orders;
        this.most = most;
        this.workers = workers;
        nulls = new NullScores[a.size()][b.size()];
        Measures.ofLayers().forEach(measure -> tables.put(measure.name(), new Double[a.size()][b.size()]));
        BASELINES.forEach(measure -> tables.put("baseline." + measure, new Double[a.size()][b.size()]));
        rows = List.copyOf(a.keySet());
        columns = List.copyOf(b.keySet());
        Map<String, Representation> ofA = representations("A", a);
        Map<String, Representation> ofB = representations("B", b);
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                compare(i, j, ofA.get(rows.get(i)), ofB.get(columns.get(j)));
            }
        }
    }

    /** Of activations by layer, for the same inputs. Pairs of layers with different numbers of rows are left out. */
    public static LayerComparison of(Map<String, Matrix> a, Map<String, Matrix> b, Workers workers) {
        return new LayerComparison(a, b, null, 0, workers);
    }

    /**
     * The same with the null of every measure, from the same orders of inputs for all layers.
     *
     * @param whatever whether also nulls are computed that take long
     * @throws IllegalArgumentException if a layer has not as many rows of each input
     */
    public static LayerComparison of(
            Map<String, Matrix> a, Map<String, Matrix> b, RowOrders orders, boolean whatever, Workers workers) {
        double tables = 25 * NullScores.MODERATE; // for all pairs of layers together
        double most =
                whatever ? Double.POSITIVE_INFINITY : Math.min(NullScores.MODERATE, tables / (a.size() * b.size()));
        return new LayerComparison(a, b, orders, most, workers);
    }

    private Map<String, Representation> representations(String network, Map<String, Matrix> activations) {
        Map<String, Representation> result = new LinkedHashMap<>();
        activations.forEach((name, matrix) -> {
            try {
                result.put(name, Representation.of(matrix, network + ", layer " + name));
            } catch (IllegalArgumentException e) {
                warnings.add(e.getMessage());
            }
        });
        return result;
    }

    private void compare(int i, int j, Representation x, Representation y) {
        if (x == null || y == null) {
            return;
        }
        if (x.inputs() != y.inputs()) {
            warnings.add("A " + rows.get(i) + " and B " + columns.get(j) + ": " + x.inputs() + " and " + y.inputs()
                    + " rows, which cannot be compared");
            return;
        }
        if (x.inputs() - 1 < x.kept() + y.kept()) {
            warnings.add("A " + rows.get(i) + " and B " + columns.get(j) + ": n - 1 = " + (x.inputs() - 1)
                    + " is below p + q = " + (x.kept() + y.kept())
                    + ": some canonical correlations are 1 whatever the data");
        }
        Pair pair = Pair.of(x, y);
        Map<Measure, Score> scores = new LinkedHashMap<>();
        for (Measure measure : Measures.ofLayers()) {
            Score score = measure.prepare(pair, workers);
            scores.put(measure, score);
            put(measure.name(), i, j, score.value());
        }
        if (orders != null) {
            nulls[i][j] = NullScores.of(pair, scores, orders, most, workers);
        }
        for (Measure measure : BASELINES) {
            put("baseline." + measure, i, j, scores.get(measure).chance());
        }
    }

    private void put(String measure, int i, int j, double value) {
        tables.get(measure)[i][j] = value;
    }

    /** The layers of A, one a row. */
    public List<String> rows() {
        return rows;
    }

    /** The layers of B, one a column. */
    public List<String> columns() {
        return columns;
    }

    /** The tables by measure, [layers of A][layers of B]; null where a pair cannot be compared. */
    public Map<String, Double[][]> tables() {
        return Collections.unmodifiableMap(tables);
    }

    /** The nulls of a pair of layers; null where it cannot be compared, or no orders were given. */
    public NullScores nulls(int i, int j) {
        return nulls[i][j];
    }

    /** Why an element is null, and where there are too few inputs. */
    public List<String> warnings() {
        return new ArrayList<>(warnings);
    }
}
