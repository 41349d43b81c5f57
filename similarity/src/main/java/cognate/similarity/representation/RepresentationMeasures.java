package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All measures of the table {@link Measures} of two activation matrices of the same inputs, with what each gives for
 * unrelated representations beside it. A measure that does not apply is left out, and a warning says why.
 */
public final class RepresentationMeasures {
    private final Pair pair;
    private final List<String> warnings = new ArrayList<>();
    private final Map<Measure, Score> scores = new LinkedHashMap<>();

    private RepresentationMeasures(Pair pair, Workers workers) {
        this.pair = pair;
        SharedBasis basis = pair.basis();
        warn("X", pair.x(), basis.rankX());
        warn("Y", pair.y(), basis.rankY());
        warnOfSize(basis);
        Measures.all().forEach(measure -> add(measure, workers));
    }

    /**
     * Of raw activations [n, p] and [n, q], row i of both for the same input.
     *
     * @throws IllegalArgumentException if the rows do not match, there are fewer than two, an element is not finite, or
     *     all neurons of a side are constant
     */
    public static RepresentationMeasures measure(Matrix x, Matrix y, Workers workers) {
        return new RepresentationMeasures(Pair.of(x, y), workers);
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
        int degrees = pair.inputs() - 1;
        int most = Math.max(pair.x().kept(), pair.y().kept());
        if (degrees <= most) {
            warnings.add("n - 1 = " + degrees + " is not above max(p, q) = " + most
                    + ": every canonical correlation is 1 whatever the data, and pwcca is not unique");
        } else if (degrees < basis.rankX() + basis.rankY()) {
            warnings.add(
                    "n - 1 = " + degrees + " is below p + q = " + (basis.rankX() + basis.rankY())
                            + ": some canonical correlations are 1 whatever the data, and pwcca is not unique where several are");
        }
    }

    private void add(Measure measure, Workers workers) {
        try {
            Score score = measure.prepare(pair, workers);
            if (!Double.isFinite(score.value())) {
                throw new ArithmeticException("a number, found " + score.value() + ": activations are too large");
            }
            scores.put(measure, score);
            score.notes().forEach(note -> warnings.add(measure + ": " + note));
        } catch (IllegalArgumentException | ArithmeticException e) {
            warnings.add(measure + " does not apply: " + e.getMessage());
        }
    }

    /** What was measured. */
    public Pair pair() {
        return pair;
    }

    /** What a reader of the numbers has to know, a line each. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /** What every measure that applies says, in the order of the table. */
    public Map<Measure, Score> scores() {
        return Collections.unmodifiableMap(scores);
    }

    /** The document of {@code measure --json}; its measures are numbers, {@code cca.rho} a list of them. */
    public Map<String, Object> toMap() {
        Map<String, Object> measures = new LinkedHashMap<>();
        Map<String, Object> baselines = new LinkedHashMap<>();
        measures.put("cca.rho", pair.cca().correlations());
        scores.forEach((measure, score) -> {
            measures.put(measure.name(), score.value());
            if (!Double.isNaN(score.chance())) {
                baselines.put(measure.name(), score.chance());
            }
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("n", pair.inputs());
        document.put("p", pair.x().neurons());
        document.put("q", pair.y().neurons());
        document.put("warnings", warnings());
        document.put("measures", measures);
        document.put("baselines", baselines);
        return document;
    }
}
