package cognate.similarity.representation;

import cognate.engine.parallel.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What measures say of a pair whose inputs were shuffled on one side (Gröger et al. 2026): their null, as the orders of
 * {@link RowOrders} give it, the same for all. A measure without one has a reason for that.
 */
public final class NullScores {
    /**
     * The multiply-adds of a null that is computed unasked, about 2 s of one core of 2023. A count decides, so that no
     * clock changes an output.
     */
    public static final double MODERATE = 5e10;

    private static final String CONSTANT = "the same value for every order of inputs";
    private static final double TIE = 1e-9;

    private final Map<Measure, double[]> values = new LinkedHashMap<>();
    private final Map<Measure, String> reasons = new LinkedHashMap<>();

    private NullScores() {}

    /**
     * Computes the nulls of these scores of the pair. Equal for every number of threads.
     *
     * @param most multiply-adds, about, that the null of one measure may take; infinite for whatever it takes
     */
    public static NullScores of(Pair pair, Map<Measure, Score> scores, RowOrders orders, double most, Workers workers) {
        NullScores result = new NullScores();
        Map<Measure, Score> kept = new LinkedHashMap<>();
        scores.forEach((measure, score) -> {
            String reason = reason(measure, score, pair, orders.count(), most);
            if (reason == null) {
                kept.put(measure, score);
            } else {
                result.reasons.put(measure, reason);
            }
        });
        result.fill(pair, kept, orders, workers);
        return result;
    }

    /** Why a measure has no null; null if it has one. */
    private static String reason(Measure measure, Score score, Pair pair, int count, double most) {
        if (measure.invariances().contains(Measure.Invariance.PAIRING)) {
            return "does not change when inputs change places, so shuffled inputs tell nothing";
        }
        int rank = Math.max(pair.basis().rankX(), pair.basis().rankY());
        if (measure.saturates() && rank >= pair.inputs() - 1) {
            return "n - 1 = " + (pair.inputs() - 1) + " is not above max(p, q): " + CONSTANT;
        }
        double operations =
                count * (Double.isNaN(score.operations()) ? operations(measure, score, pair) : score.operations());
        return operations <= most ? null : "takes long, so only where --permutations is given";
    }

    /** What one value takes of a score that does not say so itself. */
    private static double operations(Measure measure, Score score, Pair pair) {
        double n = pair.inputs();
        double p = pair.x().kept();
        double q = pair.y().kept();
        if (measure.cost() == Measure.Cost.PAIRS) {
            return n * n * (score.permutes() ? 10 : 50 + p + q);
        }
        double passes = 150 * p * q; // over tables of any neuron with any other
        if (measure.cost() == Measure.Cost.ASSIGNMENT) {
            return n * p * q + passes + 10 * Math.min(p, q) * p * q;
        }
        double ranks = Math.min(n, p) * Math.min(n, q);
        return n * p * q + passes + 25 * ranks * Math.min(n, Math.min(p, q));
    }

    private void fill(Pair pair, Map<Measure, Score> scores, RowOrders orders, Workers workers) {
        List<Measure> measures = new ArrayList<>(scores.keySet());
        double[][] found = new double[measures.size()][orders.count() + 1];
        String[][] failures = new String[measures.size()][orders.count() + 1];
        if (measures.isEmpty()) {
            return;
        }
        if (scores.values().stream().anyMatch(score -> score instanceof ProductScore)) { // which wait for these two
            workers.run(2, side -> (side == 0 ? pair.x() : pair.y()).principal());
        }
        workers.run(orders.count() + 1, k -> {
            ShuffledPair shuffled = new ShuffledPair(pair, orders.order(k, pair.inputs()));
            for (int m = 0; m < found.length; m++) {
                try {
                    found[m][k] = value(measures.get(m), scores.get(measures.get(m)), shuffled);
                } catch (ArithmeticException | IllegalArgumentException e) {
                    failures[m][k] = e.getMessage();
                }
            }
        });
        for (int m = 0; m < found.length; m++) {
            String failure = failure(failures[m], found[m]);
            if (failure == null) {
                values.put(measures.get(m), found[m]);
            } else {
                reasons.put(measures.get(m), failure);
            }
        }
    }

    private static String failure(String[] failures, double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < values.length; k++) {
            if (failures[k] != null || !Double.isFinite(values[k])) {
                return "no value where inputs are shuffled: " + (failures[k] == null ? values[k] : failures[k]);
            }
            least = Math.min(least, values[k]);
            greatest = Math.max(greatest, values[k]);
        }
        return greatest - least > TIE * Math.max(1, greatest) ? null : CONSTANT;
    }

    private static double value(Measure measure, Score score, ShuffledPair shuffled) {
        return score.permutes()
                ? score.permuted(shuffled)
                : measure.prepare(shuffled.pair(), Workers.single()).value();
    }

    /**
     * The values by measure: first of the inputs as they are, computed as the others are, then of the shuffled ones.
     */
    public Map<Measure, double[]> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Why a measure has no null, a clause each. */
    public Map<Measure, String> reasons() {
        return Collections.unmodifiableMap(reasons);
    }
}
