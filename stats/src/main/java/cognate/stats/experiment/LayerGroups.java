package cognate.stats.experiment;

import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.similarity.representation.LayerSimilarity;
import cognate.similarity.representation.Measure;
import cognate.similarity.representation.Measures;
import cognate.stats.htt.BlockIntervals;
import cognate.stats.htt.Cohesion;
import cognate.stats.htt.Design;
import cognate.stats.htt.Distance;
import cognate.stats.htt.HttSettings;
import cognate.stats.htt.PValue;
import cognate.stats.test.MultipleTesting;
import cognate.stats.test.Orbit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Two groups of networks, layer by layer: do their representations lie apart, and are those of one group more alike
 * than those of the other? The unit is the network's block.
 *
 * @param design the networks, of two conditions
 * @param rows what was found, by measure and in the order of the layers
 * @param alpha level of significance; intervals have the level 1 - alpha
 * @param warnings what a reader has to know: layers and networks that are left out and why, too few examples or
 *     networks
 */
public record LayerGroups(Design design, Map<String, List<Row>> rows, double alpha, List<String> warnings) {
    private static final int MOST_PROPOSED = 1000;

    /**
     * What one measure says of one layer.
     *
     * @param design the networks that it can be taken of
     * @param similarity of any two networks, and what the measure gives for unrelated representations
     * @param apart pairs within a group against pairs between them
     * @param apartHolm its p-value adjusted by Holm over both questions, all layers and all measures
     * @param cohesion pairs of the first group against pairs of the second; null where a group has fewer than 3 blocks
     * @param cohesionHolm its p-value, adjusted like the other
     */
    public record Row(
            String layer,
            Design design,
            LayerSimilarity similarity,
            Distance apart,
            double apartHolm,
            Cohesion cohesion,
            double cohesionHolm) {
        private Row adjusted(double apartAdjusted, double cohesionAdjusted) {
            return new Row(layer, design, similarity, apart, apartAdjusted, cohesion, cohesionAdjusted);
        }
    }

    /**
     * Compares the groups at every layer.
     *
     * @param activations of every network by layer, for the same inputs
     * @throws IllegalArgumentException if there are not two groups of 2 blocks or more, or their layers differ
     */
    public static LayerGroups of(
            Design design, List<Map<String, Matrix>> activations, HttSettings settings, Workers workers) {
        check(design);
        List<String> layers = List.copyOf(activations.get(0).keySet());
        for (int i = 0; i < design.size(); i++) {
            if (!List.copyOf(activations.get(i).keySet()).equals(layers)) {
                throw new IllegalArgumentException("represent: expected networks with the layers " + layers + ", found "
                        + activations.get(i).keySet() + " in " + design.name(i));
            }
        }
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        Set<String> warnings = new LinkedHashSet<>();
        if (!design.independent()) {
            warnings.add(
                    "networks with one task and seed started from the same weights and form one block: labels change"
                            + " places within it or with those of a block like it, and its networks are never a pair");
        }
        layers.forEach(layer -> warnOfSize(layer, activations, warnings));
        for (Measure measure : Measures.ofNetworks()) {
            List<Row> ofMeasure = new ArrayList<>();
            for (String layer : layers) {
                try {
                    ofMeasure.add(row(layer, design, activations, measure, settings, warnings, workers));
                } catch (IllegalArgumentException e) {
                    warnings.add(measure + " leaves out layer " + layer + ": " + e.getMessage());
                }
            }
            if (ofMeasure.isEmpty()) {
                throw new IllegalArgumentException(
                        "represent: expected a layer that can be compared, found none; " + String.join("; ", warnings));
            }
            rows.put(measure.toString(), ofMeasure);
        }
        adjust(rows);
        warnOfReach(design, rows, settings, warnings);
        return new LayerGroups(design, rows, settings.alpha(), List.copyOf(warnings));
    }

    private static void check(Design design) {
        int groups = design.conditions().size();
        if (groups != 2 || design.blocks(0) < 2 || design.blocks(1) < 2) {
            throw new IllegalArgumentException(
                    "represent: expected 2 groups with 2 networks of different seeds each, found "
                            + design.conditions() + " with "
                            + IntStream.range(0, groups)
                                    .mapToObj(design::blocks)
                                    .toList());
        }
    }

    private static Row row(
            String layer,
            Design design,
            List<Map<String, Matrix>> activations,
            Measure measure,
            HttSettings settings,
            Set<String> warnings,
            Workers workers) {
        List<String> names = new ArrayList<>();
        List<Matrix> matrices = new ArrayList<>();
        int[] alive = IntStream.range(0, design.size())
                .filter(i -> varies(activations.get(i).get(layer)))
                .toArray();
        if (alive.length < design.size()) {
            List<String> dead = IntStream.range(0, design.size())
                    .filter(i -> !varies(activations.get(i).get(layer)))
                    .mapToObj(design::name)
                    .toList();
            warnings.add("layer " + layer + ": left out, since their activations are constant or not finite: "
                    + String.join(", ", dead));
        }
        Design kept = design.only(alive);
        check(kept);
        for (int i : alive) {
            names.add(design.name(i));
            matrices.add(activations.get(i).get(layer));
        }
        LayerSimilarity similarity = LayerSimilarity.of(names, matrices, measure, workers);
        Distance apart = Distance.test(kept, similarity.values(), settings, workers);
        boolean enough = IntStream.range(0, 2).allMatch(c -> kept.blocks(c) >= BlockIntervals.FEWEST_BLOCKS);
        Cohesion cohesion = enough ? Cohesion.test(kept, similarity.values(), settings.alpha()) : null;
        warnings.addAll(apart.warnings());
        return new Row(layer, kept, similarity, apart, 1, cohesion, 1);
    }

    /** Whether activations are finite and not all the same for every input. */
    private static boolean varies(Matrix activations) {
        boolean varies = false;
        for (int i = 0; i < activations.rows(); i++) {
            for (int j = 0; j < activations.columns(); j++) {
                double value = activations.get(i, j);
                if (!Double.isFinite(value)) {
                    return false;
                }
                varies |= value != activations.get(0, j);
            }
        }
        return varies;
    }

    private static void warnOfSize(String layer, List<Map<String, Matrix>> activations, Set<String> warnings) {
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

    private static void adjust(Map<String, List<Row>> rows) {
        List<Double> pValues = new ArrayList<>();
        rows.values().stream().flatMap(List::stream).forEach(row -> {
            pValues.add(row.apart().pValue().value());
            if (row.cohesion() != null) {
                pValues.add(row.cohesion().pValue());
            }
        });
        double[] adjusted =
                MultipleTesting.holm(pValues.stream().mapToDouble(p -> p).toArray());
        int at = 0;
        for (List<Row> ofMeasure : rows.values()) {
            for (int i = 0; i < ofMeasure.size(); i++) {
                double apart = adjusted[at++];
                ofMeasure.set(
                        i, ofMeasure.get(i).adjusted(apart, ofMeasure.get(i).cohesion() == null ? 1 : adjusted[at++]));
            }
        }
    }

    /**
     * Says so where labellings are too few for any layer: at best all p-values of the family are as small as they get.
     */
    private static void warnOfReach(
            Design design, Map<String, List<Row>> rows, HttSettings settings, Set<String> warnings) {
        long tests = rows.values().stream().mapToLong(List::size).sum();
        double factor = tests; // the p-values of cohesion have no floor: at best they are rejected before
        Orbit orbit = design.orbit(0, 0);
        double smallest = PValue.smallest(orbit, false, settings.permutations());
        if (factor * smallest <= settings.alpha()) {
            return;
        }
        int more = 1;
        while (more < MOST_PROPOSED
                && factor * PValue.smallest(design.orbit(0, more), false, settings.permutations()) > settings.alpha()) {
            more++;
        }
        warnings.add("whether the groups lie apart cannot be shown: this design cannot reject at alpha "
                + Figures.number(settings.alpha()) + ": " + Figures.count(orbit.distinct(), "labelling")
                + ", smallest p " + Figures.number(smallest) + ", by Holm at least "
                + Figures.number(StrictMath.min(1, factor * smallest))
                + (more < MOST_PROPOSED ? "; " + Figures.count(more, "more network") + " a condition would do" : ""));
    }

    /** Entries of the document of {@code represent --json}. */
    public Map<String, Object> document() {
        return LayerGroupsText.document(this);
    }

    /** The answers in sentences, two for every measure. */
    public List<String> words() {
        String first = design.conditions().get(0);
        String second = design.conditions().get(1);
        List<String> words = new ArrayList<>();
        rows.forEach((measure, ofMeasure) -> {
            words.add(measure + ": on average, networks of one group are more alike than those of different ones at "
                    + layers(ofMeasure, row -> row.apart().difference() > 0 ? row.apartHolm() : 1) + ".");
            words.add(measure + ": networks of " + first + " are more alike than those of " + second + " at "
                    + layers(ofMeasure, row -> difference(row) > 0 ? row.cohesionHolm() : 1) + ", less alike at "
                    + layers(ofMeasure, row -> difference(row) < 0 ? row.cohesionHolm() : 1) + ".");
        });
        words.add("Elsewhere there is no evidence. " + "One family of "
                + rows.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(row -> row.cohesion() == null ? 1 : 2)
                        .sum()
                + " p-values (both questions, all layers and measures), adjusted by Holm; intervals are not adjusted."
                + " They hold for networks of any quality, which makes them wide: one that holds 0 may stand beside a small"
                + " p-value.");
        return words;
    }

    private static double difference(Row row) {
        return row.cohesion() == null ? 0 : row.cohesion().difference();
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
        return LayerGroupsText.header(this);
    }

    /** The rows of one measure, for people. */
    public List<List<String>> table(String measure) {
        return rows.get(measure).stream().map(LayerGroupsText::row).toList();
    }
}
