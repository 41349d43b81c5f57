package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/**
 * All measures of the table {@link Measures} of two activation matrices of the same inputs, with what each gives for
 * unrelated representations beside it. A measure that does not apply is left out, and a warning says why.
 */
public final class RepresentationMeasures {
    private final Pair pair;
    private final List<String> warnings = new ArrayList<>();
    private final Map<Measure, Score> scores = new LinkedHashMap<>();
    private final Map<Measure, String> failures = new ConcurrentHashMap<>();

    private RepresentationMeasures(Pair pair, Workers workers) {
        this.pair = pair;
        Map<Measure, Score> found = prepare(workers);
        SharedBasis basis = pair.basis();
        warn("X", pair.x(), basis.rankX());
        warn("Y", pair.y(), basis.rankY());
        warnOfSize(basis);
        Map<String, List<Measure>> notes = new LinkedHashMap<>();
        for (Measure measure : Measures.all()) {
            Score score = found.get(measure);
            if (score != null) {
                scores.put(measure, score);
                score.notes()
                        .forEach(note -> notes.computeIfAbsent(note, key -> new ArrayList<>())
                                .add(measure));
            } else {
                warnings.add(measure + " does not apply: " + failures.get(measure));
            }
        }
        notes.forEach((note, measures) ->
                warnings.add(measures.stream().map(Measure::name).collect(Collectors.joining(", ")) + ": " + note));
    }

    /** One thread from the start of the table, where measures share what is long to compute, others from its end. */
    private Map<Measure, Score> prepare(Workers workers) {
        Map<Measure, Score> found = new ConcurrentHashMap<>();
        Deque<Measure> rest = new ConcurrentLinkedDeque<>(Measures.all());
        rest.removeIf(measure -> measure.cost() == Measure.Cost.PAIRS);
        workers.run(workers.threads(), part -> {
            for (Measure next = take(rest, part); next != null; next = take(rest, part)) {
                prepare(next, found, workers);
            }
        });
        for (Measure measure : Measures.all()) {
            if (measure.cost() == Measure.Cost.PAIRS) { // which share their work among all threads
                prepare(measure, found, workers);
            }
        }
        return found;
    }

    private static Measure take(Deque<Measure> rest, int part) {
        return part == 0 ? rest.pollFirst() : rest.pollLast();
    }

    private void prepare(Measure measure, Map<Measure, Score> found, Workers workers) {
        try {
            Score score = measure.prepare(pair, workers);
            if (!Double.isFinite(score.value())) {
                throw new ArithmeticException("a number, found " + score.value() + ": activations are too large");
            }
            found.put(measure, score);
        } catch (IllegalArgumentException | ArithmeticException e) {
            failures.put(measure, e.getMessage());
        }
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
        Set<DoubleBuffer> rows = new HashSet<>();
        double[] raw = side.raw().array();
        for (int at = 0; at < raw.length; at += side.neurons()) {
            rows.add(DoubleBuffer.wrap(raw, at, side.neurons()));
        }
        if (rows.size() < side.inputs()) {
            warnings.add(name + ": " + (side.inputs() - rows.size()) + " of " + side.inputs()
                    + " inputs equal an earlier one in every neuron");
        }
    }

    private void warnOfSize(SharedBasis basis) {
        int degrees = pair.inputs() - 1;
        int most = Math.max(pair.x().kept(), pair.y().kept());
        if (degrees <= Math.max(basis.rankX(), basis.rankY())) {
            warnings.add("n - 1 = " + degrees + " is not above max(p, q) = " + most
                    + ": every canonical correlation is 1 whatever the data");
        } else if (degrees < basis.rankX() + basis.rankY()) {
            warnings.add("n - 1 = " + degrees + " is below p + q = " + (basis.rankX() + basis.rankY())
                    + ": some canonical correlations are 1 whatever the data");
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
        document.put("table", Measures.document(scores.keySet()));
        return document;
    }
}
