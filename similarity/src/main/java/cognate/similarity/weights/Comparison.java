package cognate.similarity.weights;

import cognate.engine.tensor.Shape;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import cognate.similarity.align.Aligned;
import cognate.similarity.align.WeightMatching;
import cognate.similarity.normalize.FiniteWeights;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.normalize.Normalized;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;

/**
 * Every weight similarity of two networks, whose batch normalization is folded first.
 *
 * <p>{@code raw.*}, {@code pushForward.*} and {@code aligned.*} (push-forward with B's units matched to A's,
 * {@link WeightMatching}) compare all parameters as one vector, and layer by layer where the name ends in
 * {@code .layers}: {@code euclidean} and {@code manhattan} distance, {@code cosine} similarity,
 * {@code correlationDistance} (see {@link Distances}). {@code aligned.objective} is what the matching maximized. If one
 * of the networks has sums, as residual ones, push-forward does not apply: {@code balance.*} is in its place, and below
 * {@code aligned.*}. {@code chain.cosine} and {@code plainChain.cosine} are similarities in [0, 1], one for every depth
 * from 1 on; {@code wholeChain.cosine} is one number in [0, 1] (see {@link Representation}).
 */
public final class Comparison {
    private static final String PUSH_FORWARD = "pushForward";
    private static final String BALANCE = "balance";
    private static final String ALIGNED = "aligned";
    private static final String OBJECTIVE = "aligned.objective";
    private static final String LAYERS = ".layers";
    private static final Map<String, ToDoubleBiFunction<double[], double[]>> DISTANCES = distances();

    private final Map<String, Measurement> measures = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Comparison() {}

    private static Map<String, ToDoubleBiFunction<double[], double[]>> distances() {
        Map<String, ToDoubleBiFunction<double[], double[]>> distances = new LinkedHashMap<>();
        distances.put("euclidean", Distances::euclidean);
        distances.put("cosine", Distances::cosine);
        distances.put("manhattan", Distances::manhattan);
        distances.put("correlationDistance", Distances::correlation);
        return distances;
    }

    /** Compares two networks of the same data, as {@link #of(Sequential, Shape, Sequential, Shape)}. */
    public static Comparison of(Sequential a, Sequential b, Shape input) {
        return of(a, input, b, input);
    }

    /**
     * Compares two networks.
     *
     * @param inputA shape of one example of the data of {@code a}; null where it is not known
     * @param inputB shape of one example of the data of {@code b}; null where it is not known
     * @throws IllegalArgumentException if a weight is not finite; the message names the tensor
     */
    public static Comparison of(Sequential a, Shape inputA, Sequential b, Shape inputB) {
        return of(a, inputA, b, inputB, WeightMatching::match);
    }

    /**
     * As {@link #of(Sequential, Shape, Sequential, Shape)}, with another matching behind {@code aligned.*}.
     *
     * @param alignment of two normalized networks: the second one with its units in the order that fits the first
     */
    public static Comparison of(
            Sequential a,
            Shape inputA,
            Sequential b,
            Shape inputB,
            BiFunction<Sequential, Sequential, Aligned> alignment) {
        Comparison comparison = new Comparison();
        comparison.compare(
                FiniteWeights.check(a).folded(), inputA, FiniteWeights.check(b).folded(), inputB, alignment);
        return comparison;
    }

    private void compare(
            Sequential a,
            Shape inputA,
            Sequential b,
            Shape inputB,
            BiFunction<Sequential, Sequential, Aligned> alignment) {
        vectors("raw", a, b);
        Normalization normalization = Normalization.PUSH_FORWARD.fitting(a).fitting(b);
        if (normalization == Normalization.BALANCE) {
            none(
                    PUSH_FORWARD,
                    "units of sums have no norm of their own to be divided by; " + BALANCE + ".* is in its place");
        }
        String form = normalization == Normalization.BALANCE ? BALANCE : PUSH_FORWARD;
        Sequential normalizedA = normalized(form + " of A", normalization.apply(a));
        Sequential normalizedB = normalized(form + " of B", normalization.apply(b));
        vectors(form, normalizedA, normalizedB);
        aligned(normalizedA, normalizedB, alignment);
        chain("chain.cosine", a, b, true);
        chain("plainChain.cosine", a, b, false);
        wholeChain("wholeChain.cosine", a, inputA, b, inputB);
    }

    private Sequential normalized(String name, Normalized normalized) {
        normalized.notes().forEach(note -> warnings.add(name + ": " + note));
        return normalized.network();
    }

    /** Compares after the second network's units are matched to the first one's. */
    private void aligned(Sequential a, Sequential b, BiFunction<Sequential, Sequential, Aligned> alignment) {
        Double objective = null;
        Sequential matched = b;
        if (Parameters.shapes(a).equals(Parameters.shapes(b))) {
            try {
                Aligned aligned = alignment.apply(a, b);
                matched = aligned.network();
                objective = aligned.objective();
            } catch (IllegalArgumentException e) {
                none(ALIGNED, e.getMessage());
                add(Measurement.of(OBJECTIVE, null));
                return;
            }
        }
        vectors(ALIGNED, a, matched);
        add(Measurement.of(OBJECTIVE, objective));
    }

    private void vectors(String prefix, Sequential a, Sequential b) {
        if (!Parameters.shapes(a).equals(Parameters.shapes(b))) {
            none(prefix, "the networks have parameters of different shapes");
            return;
        }
        DISTANCES.forEach((measure, distance) -> {
            String name = prefix + "." + measure;
            add(Measurement.of(name, number(name, distance, a, b)));
            add(Measurement.ofParts(name + LAYERS, numbers(name + LAYERS, distance, a, b)));
        });
    }

    private void none(String prefix, String reason) {
        warnings.add(prefix + ".*: " + reason);
        for (String measure : DISTANCES.keySet()) {
            add(Measurement.of(prefix + "." + measure, null));
            add(Measurement.ofParts(prefix + "." + measure + LAYERS, List.of()));
        }
    }

    private void add(Measurement measurement) {
        measures.put(measurement.name(), measurement);
    }

    private List<Double> numbers(
            String name, ToDoubleBiFunction<double[], double[]> distance, Sequential a, Sequential b) {
        List<Layer> layersA = withParameters(a);
        List<Layer> layersB = withParameters(b);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < layersA.size(); i++) {
            numbers.add(number(name + " at " + i, distance, layersA.get(i), layersB.get(i)));
        }
        return numbers;
    }

    /** Layers with parameters, those within blocks one by one; what lies between them may differ in the networks. */
    private static List<Layer> withParameters(Layer network) {
        if (network.layers().isEmpty()) {
            return network.parameters().isEmpty() ? List.of() : List.of(network);
        }
        return network.layers().stream()
                .flatMap(layer -> withParameters(layer).stream())
                .toList();
    }

    private Double number(String name, ToDoubleBiFunction<double[], double[]> distance, Layer a, Layer b) {
        double number = distance.applyAsDouble(Parameters.vector(a), Parameters.vector(b));
        if (Double.isNaN(number)) {
            warnings.add(name + ": not defined, a vector is zero or constant");
            return null;
        }
        return number;
    }

    private void chain(String name, Sequential a, Sequential b, boolean rowsNormalized) {
        put(name, true, () -> {
            ChainProduct ofA = new ChainProduct(a, rowsNormalized);
            ChainProduct ofB = new ChainProduct(b, rowsNormalized);
            List<Double> cosines = new ArrayList<>();
            for (int d = 1; d <= Math.min(ofA.depth(), ofB.depth()); d++) {
                cosines.add(ofA.feature(d).cosine(ofB.feature(d)));
            }
            if (cosines.isEmpty()) {
                throw new IllegalArgumentException("the networks have no chain of weights");
            }
            return cosines;
        });
    }

    private void wholeChain(String name, Sequential a, Shape inputA, Sequential b, Shape inputB) {
        put(name, false, () -> {
            if (inputA == null || inputB == null) {
                throw new IllegalArgumentException("the shape of the input is not known");
            }
            return List.of(WholeChain.feature(a, inputA).cosine(WholeChain.feature(b, inputB)));
        });
        Set<String> standIns = new LinkedHashSet<>(Arrays.asList(a.linearStandIn(), b.linearStandIn()));
        standIns.stream().filter(Objects::nonNull).forEach(standIn -> warnings.add(name + ": " + standIn));
    }

    private void put(String name, boolean inParts, Supplier<List<Double>> measure) {
        List<Double> values = List.of();
        try {
            values = measure.get();
        } catch (IllegalArgumentException e) {
            warnings.add(name + ": " + e.getMessage());
        }
        add(new Measurement(name, inParts, values));
    }

    /** All measures, in a fixed order. */
    public List<Measurement> measures() {
        return List.copyOf(measures.values());
    }

    /**
     * The measure of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Measurement measure(String name) {
        Measurement measurement = measures.get(name);
        if (measurement == null) {
            throw new IllegalArgumentException("measure: expected one of " + measures.keySet() + ", found " + name);
        }
        return measurement;
    }

    /** Why a measure does not apply, and what the normalization had to leave as it was. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}
