package cognate.similarity.weights;

import cognate.engine.tensor.Shape;
import cognate.models.layer.Layer;
import cognate.models.layer.Sequential;
import cognate.similarity.align.WeightMatching;
import cognate.similarity.normalize.FiniteWeights;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.normalize.Normalized;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * Every weight similarity of two networks.
 *
 * <p>{@code raw.*}, {@code pushForward.*} and {@code aligned.*} (push-forward with B's units matched to A's,
 * {@link WeightMatching}) compare all parameters as one vector, and layer by layer where the name ends in
 * {@code .layers}: {@code euclidean} and {@code manhattan} distance, {@code cosine} similarity,
 * {@code correlationDistance} (see {@link Distances}). {@code chain.cosine} and {@code plainChain.cosine} are
 * similarities in [0, 1], one for every depth from 1 on; {@code wholeChain.cosine} is one number in [0, 1] (see
 * {@link Representation}).
 */
public final class Comparison {
    private static final Map<String, ToDoubleBiFunction<double[], double[]>> DISTANCES = distances();

    private final Map<String, Object> measures = new LinkedHashMap<>();
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
        return of(a, inputA, b, inputB, WeightMatching::align);
    }

    /**
     * As {@link #of(Sequential, Shape, Sequential, Shape)}, with another matching behind {@code aligned.*}.
     *
     * @param alignment of two normalized networks: the second one with its units in the order that fits the first
     */
    public static Comparison of(
            Sequential a, Shape inputA, Sequential b, Shape inputB, BinaryOperator<Sequential> alignment) {
        FiniteWeights.check(a);
        FiniteWeights.check(b);
        Comparison comparison = new Comparison();
        comparison.vectors("raw", a, b);
        Sequential normalizedA = comparison.normalized("A", a);
        Sequential normalizedB = comparison.normalized("B", b);
        comparison.vectors("pushForward", normalizedA, normalizedB);
        comparison.aligned(normalizedA, normalizedB, alignment);
        comparison.chain("chain.cosine", new ChainProduct(a, true), new ChainProduct(b, true));
        comparison.chain("plainChain.cosine", new ChainProduct(a, false), new ChainProduct(b, false));
        comparison.put("wholeChain.cosine", () -> {
            if (inputA == null || inputB == null) {
                throw new IllegalArgumentException("the shape of the input is not known");
            }
            return WholeChain.feature(a, inputA).cosine(WholeChain.feature(b, inputB));
        });
        return comparison;
    }

    private Sequential normalized(String name, Sequential network) {
        Normalized normalized = Normalization.PUSH_FORWARD.apply(network);
        normalized.notes().forEach(note -> warnings.add("pushForward of " + name + ": " + note));
        return normalized.network();
    }

    /** Compares after the second network's units are matched to the first one's. */
    private void aligned(Sequential a, Sequential b, BinaryOperator<Sequential> alignment) {
        Sequential matched = b;
        if (Parameters.shapes(a).equals(Parameters.shapes(b))) {
            try {
                matched = alignment.apply(a, b);
            } catch (IllegalArgumentException e) {
                warnings.add("aligned.*: " + e.getMessage());
                for (String measure : DISTANCES.keySet()) {
                    measures.put("aligned." + measure, null);
                    measures.put("aligned." + measure + ".layers", null);
                }
                return;
            }
        }
        vectors("aligned", a, matched);
    }

    private void vectors(String prefix, Sequential a, Sequential b) {
        boolean alike = Parameters.shapes(a).equals(Parameters.shapes(b));
        if (!alike) {
            warnings.add(prefix + ".*: the networks have parameters of different shapes");
        }
        DISTANCES.forEach((measure, distance) -> {
            String name = prefix + "." + measure;
            measures.put(name, alike ? number(name, distance, a, b) : null);
            measures.put(name + ".layers", alike ? numbers(name + ".layers", distance, a, b) : null);
        });
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

    /** Layers with parameters; what lies between them may differ in the two networks. */
    private static List<Layer> withParameters(Sequential network) {
        return network.layers().stream()
                .filter(layer -> !layer.parameters().isEmpty())
                .collect(Collectors.toList());
    }

    private Double number(String name, ToDoubleBiFunction<double[], double[]> distance, Layer a, Layer b) {
        double number = distance.applyAsDouble(Parameters.vector(a), Parameters.vector(b));
        if (Double.isNaN(number)) {
            warnings.add(name + ": not defined, a vector is zero or constant");
            return null;
        }
        return number;
    }

    private void chain(String name, ChainProduct a, ChainProduct b) {
        int depth = Math.min(a.depth(), b.depth());
        put(name, () -> {
            List<Double> cosines = new ArrayList<>();
            for (int d = 1; d <= depth; d++) {
                cosines.add(a.feature(d).cosine(b.feature(d)));
            }
            if (cosines.isEmpty()) {
                throw new IllegalArgumentException("the networks have no chain of weights");
            }
            return cosines;
        });
    }

    private void put(String name, Supplier<Object> measure) {
        try {
            measures.put(name, measure.get());
        } catch (IllegalArgumentException e) {
            measures.put(name, null);
            warnings.add(name + ": " + e.getMessage());
        }
    }

    /** Numbers or lists of numbers by name, in a fixed order; null where a measure does not apply. */
    public Map<String, Object> measures() {
        return Collections.unmodifiableMap(measures);
    }

    /** Why a measure is null, and what the normalization had to leave as it was. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}
