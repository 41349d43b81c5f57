package cognate.similarity.weights;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one measure says of two networks.
 *
 * @param name as in {@code raw.cosine}
 * @param inParts whether there is a number for each layer or depth, and not one for all
 * @param values the numbers, null where one is not defined; none where the measure does not apply
 */
public record Measurement(String name, boolean inParts, List<Double> values) {
    /** Keeps the values as they are. */
    public Measurement {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    static Measurement of(String name, Double value) {
        return new Measurement(name, false, value == null ? List.of() : List.of(value));
    }

    static Measurement ofParts(String name, List<Double> values) {
        return new Measurement(name, true, values);
    }

    /** Whether there are numbers. */
    public boolean applies() {
        return !values.isEmpty();
    }

    /**
     * The number of a measure that has one for all.
     *
     * @throws IllegalStateException if it has several, or does not apply
     */
    public double value() {
        if (inParts || values.isEmpty()) {
            throw new IllegalStateException(name + ": expected one number, found " + values);
        }
        return values.get(0);
    }
}
