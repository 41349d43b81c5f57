package cognate.stats.experiment;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.similarity.representation.LayerSimilarity;
import cognate.stats.htt.Cohesion;
import cognate.stats.htt.Distance;
import cognate.stats.htt.HttSettings;
import cognate.stats.htt.Networks;
import cognate.stats.test.Interval;
import cognate.stats.test.MultipleTesting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Two groups of networks, layer by layer: do their representations lie apart, and are those of one group more alike than
 * those of the other? The unit is the network.
 *
 * @param networks the networks, of two conditions
 * @param rows     what was found, by measure and in the order of the layers
 * @param alpha    level of significance; intervals have the level 1 - alpha
 * @param warnings what a reader has to know: layers that are left out and why, too few examples, shared seeds
 */
public record LayerGroups(Networks networks, Map<String, List<Row>> rows, double alpha, List<String> warnings) {
    /**
     * What one measure says of one layer.
     *
     * @param similarity   of any two networks, and what the measure gives for unrelated representations
     * @param apart        pairs within a group against pairs between them
     * @param apartHolm    its p-value adjusted by Holm over both questions, all layers and all measures
     * @param cohesion     pairs of the first group against pairs of the second
     * @param cohesionHolm its p-value, adjusted like the other
     */
    public record Row(
            String layer,
            LayerSimilarity similarity,
            Distance apart,
            double apartHolm,
            Cohesion cohesion,
            double cohesionHolm) {
        private Row adjusted(double apartAdjusted, double cohesionAdjusted) {
            return new Row(layer, similarity, apart, apartAdjusted, cohesion, cohesionAdjusted);
        }
    }

    /**
     * Compares the groups at every layer.
     *
     * @param activations of every network by layer, for the same inputs
     * @throws IllegalArgumentException if there are not two groups of 2 networks or more, or their layers differ
     */
    public static LayerGroups of(
            Networks networks, List<Map<String, Matrix>> activations, HttSettings settings, Workers workers) {
        List<String> layers = List.copyOf(activations.get(0).keySet());
        for (int i = 0; i < networks.size(); i++) {
            if (!List.copyOf(activations.get(i).keySet()).equals(layers)) {
                throw new IllegalArgumentException("represent: expected networks with the layers " + layers + ", found "
                        + activations.get(i).keySet() + " in " + networks.name(i));
            }
        }
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        if (networks.blocked()) {
            warnings.add("networks of the two groups started from the same weights: labels are permuted only among"
                    + " networks of one seed");
        }
        layers.forEach(layer -> warnOfSize(layer, activations, warnings));
        for (LayerSimilarity.Measure measure : LayerSimilarity.Measure.values()) {
            List<Row> ofMeasure = new ArrayList<>();
            for (String layer : layers) {
                LayerSimilarity similarity;
                try {
                    similarity = at(layer, networks, activations, measure, workers);
                } catch (IllegalArgumentException e) {
                    warnings.add(measure + " leaves out layer " + layer + ": " + e.getMessage());
                    continue;
                }
                Distance apart = Distance.test(networks, similarity.values(), settings, workers);
                Cohesion cohesion = Cohesion.test(networks, similarity.values(), settings, workers);
                ofMeasure.add(new Row(layer, similarity, apart, apart.pValue(), cohesion, cohesion.pValue()));
            }
            if (ofMeasure.isEmpty()) {
                throw new IllegalArgumentException(
                        "represent: expected a layer that can be compared, found none; " + String.join("; ", warnings));
            }
            rows.put(measure.toString(), ofMeasure);
        }
        adjust(rows);
        return new LayerGroups(networks, rows, settings.alpha(), List.copyOf(warnings));
    }

    private static void warnOfSize(String layer, List<Map<String, Matrix>> activations, List<String> warnings) {
        int n = activations.get(0).get(layer).rows();
        int most = activations.stream()
                .mapToInt(network -> network.get(layer).columns())
                .max()
                .orElse(0);
        if (n - 1 < 2 * most) {
            warnings.add("layer " + layer + ": n - 1 = " + (n - 1) + " is below p + q = " + 2 * most
                    + ": some canonical correlations are 1 whatever the data");
        }
    }

    private static LayerSimilarity at(
            String layer,
            Networks networks,
            List<Map<String, Matrix>> activations,
            LayerSimilarity.Measure measure,
            Workers workers) {
        List<String> names = new ArrayList<>();
        List<Matrix> matrices = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            names.add(networks.name(i));
            matrices.add(activations.get(i).get(layer));
        }
        return LayerSimilarity.of(names, matrices, measure, workers);
    }

    private static void adjust(Map<String, List<Row>> rows) {
        double[] adjusted = MultipleTesting.holm(rows.values().stream()
                .flatMap(List::stream)
                .flatMapToDouble(row ->
                        DoubleStream.of(row.apart().pValue(), row.cohesion().pValue()))
                .toArray());
        int at = 0;
        for (List<Row> ofMeasure : rows.values()) {
            for (int i = 0; i < ofMeasure.size(); i++) {
                ofMeasure.set(i, ofMeasure.get(i).adjusted(adjusted[at], adjusted[at + 1]));
                at += 2;
            }
        }
    }

    /** Entries of the document of {@code represent --json}. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("groups", networks.conditions());
        document.put("networks", networks.size());
        document.put("alpha", alpha);
        Map<String, Object> measures = new LinkedHashMap<>();
        rows.forEach((measure, ofMeasure) -> measures.put(
                measure, ofMeasure.stream().map(LayerGroups::document).toList()));
        document.put("measures", measures);
        document.put("warnings", warnings);
        return document;
    }

    private static Map<String, Object> document(Row row) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("layer", row.layer());
        document.put("within", List.of(row.cohesion().first(), row.cohesion().second()));
        document.put("between", row.apart().between());
        document.put("chance", row.similarity().chance());
        document.put(
                "apart",
                question(
                        row.apart().difference(),
                        row.apart().interval(),
                        row.apart().pValue(),
                        row.apartHolm()));
        document.put(
                "cohesion",
                question(
                        row.cohesion().difference(),
                        row.cohesion().interval(),
                        row.cohesion().pValue(),
                        row.cohesionHolm()));
        return document;
    }

    private static Map<String, Object> question(double difference, Interval interval, double pValue, double holm) {
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("difference", difference);
        question.put("interval", List.of(interval.low(), interval.high()));
        question.put("pValue", pValue);
        question.put("holm", holm);
        return question;
    }

    /** The answers in sentences, two for every measure. */
    public List<String> words() {
        String first = networks.conditions().get(0);
        String second = networks.conditions().get(1);
        List<String> words = new ArrayList<>();
        rows.forEach((measure, ofMeasure) -> {
            words.add(measure + ": on average, networks of one group are more alike than those of different ones at "
                    + layers(ofMeasure, row -> row.apart().difference() > 0 ? row.apartHolm() : 1) + ".");
            words.add(measure + ": networks of " + first + " are more alike than those of " + second + " at "
                    + layers(ofMeasure, row -> row.cohesion().difference() > 0 ? row.cohesionHolm() : 1)
                    + ", less alike at "
                    + layers(ofMeasure, row -> row.cohesion().difference() < 0 ? row.cohesionHolm() : 1) + ".");
        });
        return words;
    }

    /** The layers whose p-value is at most alpha. */
    private String layers(List<Row> ofMeasure, ToDoubleFunction<Row> pValue) {
        List<String> found = ofMeasure.stream()
                .filter(row -> pValue.applyAsDouble(row) <= alpha)
                .map(Row::layer)
                .toList();
        return found.isEmpty() ? "no layer" : String.join(", ", found);
    }

    /** What the columns of {@link #table} are. */
    public List<String> header() {
        String level = Conclusion.number(100 * (1 - alpha)) + " %";
        return List.of(
                "layer",
                "within " + networks.conditions().get(0),
                "within " + networks.conditions().get(1),
                "between",
                "by chance",
                "within - between, " + level,
                "p (Holm)",
                networks.conditions().get(0) + " - " + networks.conditions().get(1) + ", " + level,
                "p (Holm)");
    }

    /** The rows of one measure, for people. */
    public List<List<String>> table(String measure) {
        return rows.get(measure).stream()
                .map(row -> List.of(
                        row.layer(),
                        figure(row.cohesion().first()),
                        figure(row.cohesion().second()),
                        figure(row.apart().between()),
                        figure(row.similarity().chance()),
                        span(row.apart().difference(), row.apart().interval()),
                        Conclusion.number(row.apartHolm()),
                        span(row.cohesion().difference(), row.cohesion().interval()),
                        Conclusion.number(row.cohesionHolm())))
                .collect(Collectors.toList());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String span(double value, Interval interval) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, interval.low(), interval.high());
    }
}
