package cognate.similarity.representation;

import cognate.engine.parallel.Workers;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A measure of two representations: its row in the table {@link Measures}, from which help, reports and documents read.
 *
 * @param name as in documents
 * @param definition what is computed, in one sentence
 * @param direction whether more is more alike
 * @param range of the values
 * @param symmetric whether X and Y may change places
 * @param invariances what leaves it as it is
 * @param cost what it takes
 * @param source where it was published
 * @param caution what the number does not say, in one sentence; may be empty
 * @param method how it is computed
 */
public record Measure(
        String name,
        String definition,
        Direction direction,
        Range range,
        boolean symmetric,
        Set<Invariance> invariances,
        Cost cost,
        String source,
        String caution,
        Method method) {
    private static final Set<Invariance> LINEAR =
            EnumSet.of(Invariance.LINEAR, Invariance.LINEAR_OF_X, Invariance.LINEAR_OF_Y, Invariance.LINEAR_OF_LARGER);

    /** Whether more is more alike. */
    public enum Direction {
        SIMILARITY,
        DISTANCE;

        @Override
        public String toString() {
            return this == SIMILARITY ? "similarity" : "distance";
        }
    }

    /** The least and the greatest value; a greatest one that depends on the sizes or scales is infinite. */
    public record Range(double least, double greatest) {
        static final Range UNIT = new Range(0, 1);
        static final Range SIGNED = new Range(-1, 1);
        static final Range POSITIVE = new Range(0, Double.POSITIVE_INFINITY);

        @Override
        public String toString() {
            return text(least) + " to " + text(greatest);
        }

        private static String text(double end) {
            return Double.isInfinite(end)
                    ? "any"
                    : end == (int) end ? "" + (int) end : String.format(Locale.ROOT, "%.4f", end);
        }
    }

    /** What may be done to a side without a change of the measure. */
    public enum Invariance {
        /** Another order of the neurons. */
        NEURON_ORDER("order of neurons"),
        /** An orthogonal map of the neurons; includes their order. */
        ROTATION("rotation"),
        /** The same vector added to every row. */
        TRANSLATION("translation"),
        /** A positive factor for all. */
        SCALE("one scale"),
        /** A positive factor for each neuron. */
        NEURON_SCALES("a scale of each neuron"),
        /** A positive factor for each input. */
        INPUT_SCALES("a scale of each input"),
        /** A number added to all activations of an input. */
        INPUT_OFFSETS("an offset of each input"),
        /** An invertible linear map of the neurons; includes rotation and scale. */
        LINEAR("invertible linear maps"),
        /** An invertible linear map of the neurons of X alone. */
        LINEAR_OF_X("invertible linear maps of X"),
        /** An invertible linear map of the neurons of Y alone. */
        LINEAR_OF_Y("invertible linear maps of Y"),
        /** An invertible linear map of the neurons of that side alone. */
        LINEAR_OF_LARGER("invertible linear maps of the side with more neurons"),
        /** Another order of the inputs on one side alone: a permutation of rows tells nothing. */
        PAIRING("order of inputs");

        private final String words;

        Invariance(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What dominates the time: n inputs, p neurons. */
    public enum Cost {
        /** Products and decompositions, {@code n p²} or {@code n² p}, whichever is less. */
        PRODUCTS("products"),
        /** Every pair of inputs, {@code n² p}. */
        PAIRS("n x n"),
        /** A linear assignment of neurons, {@code p³}. */
        ASSIGNMENT("assignment");

        private final String words;

        Cost(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** How a measure is computed. */
    @FunctionalInterface
    public interface Method {
        Score prepare(Pair pair, Workers workers);
    }

    /**
     * Computes the measure of a pair. The result is the same for every number of threads.
     *
     * @throws IllegalArgumentException if it needs more inputs or other sizes
     * @throws ArithmeticException if these values have no such measure
     */
    public Score prepare(Pair pair, Workers workers) {
        return method.prepare(pair, workers);
    }

    /** Whether it is at its limit whatever the data where one side spans all n - 1 directions of centred inputs. */
    public boolean saturates() {
        return invariances.stream().anyMatch(LINEAR::contains);
    }

    /** The row, for a document. */
    Map<String, Object> toMap() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("definition", definition);
        row.put("direction", direction.toString());
        row.put("least", range.least() == Double.NEGATIVE_INFINITY ? null : range.least());
        row.put("greatest", range.greatest() == Double.POSITIVE_INFINITY ? null : range.greatest());
        row.put("symmetric", symmetric);
        row.put(
                "invariances",
                new TreeSet<>(invariances).stream().map(Invariance::toString).toList());
        row.put("cost", cost.toString());
        row.put("source", source);
        row.put("caution", caution);
        return row;
    }

    /** Rows of one table have different names. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Measure measure && name.equals(measure.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
