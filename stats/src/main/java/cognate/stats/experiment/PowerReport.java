package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.stats.htt.Design;
import cognate.stats.htt.HttSettings;
import cognate.stats.htt.StudyPower;
import cognate.stats.test.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The power of studies of several sizes, from a pilot.
 *
 * @param condition what differs between the networks, as {@code "task"}
 * @param design of the pilot
 * @param measure what their weights were turned into
 * @param settings the level, and the share that trains the head
 * @param simulations studies of each size
 * @param powers one for each size
 * @param notes what a reader has to know besides, one sentence each
 */
public record PowerReport(
        String condition,
        Design design,
        Measure measure,
        HttSettings settings,
        int simulations,
        List<StudyPower> powers,
        List<String> notes) {
    /**
     * Simulates.
     *
     * @param networks networks a condition of the studies
     * @throws IllegalArgumentException if the pilot or a study is too small, or the networks cannot be compared
     */
    public static PowerReport of(
            Subjects subjects,
            Measure measure,
            HttSettings settings,
            List<Integer> networks,
            int simulations,
            Workers workers) {
        Design pilot = subjects.design();
        Set<String> notes = new LinkedHashSet<>(subjects.notes());
        double[][] similarity = measure.similarity(subjects.networks(), notes, workers);
        List<StudyPower> powers = StudyPower.of(pilot, similarity, settings, networks, simulations, workers);
        notes.add(
                "Studies are drawn from the pilot's blocks with replacement; the intervals hold 90 % of the powers of"
                        + " pilots drawn from this one, and 90 % of what so many simulations may give by chance. What no network of the pilot shows, no simulated study can show.");
        return new PowerReport(subjects.condition(), pilot, measure, settings, simulations, powers, List.copyOf(notes));
    }

    /** The JSON document. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("conditions", design.conditions());
        Map<String, Object> pilot = new LinkedHashMap<>();
        pilot.put("networks", design.size());
        pilot.put("blocks", design.blocks());
        document.put("pilot", pilot);
        document.put("normalization", measure.normalization().toString());
        document.put("representation", measure.representation().toString());
        document.put("trainFraction", settings.trainFraction());
        document.put("alpha", settings.alpha());
        document.put("level", settings.alpha() / StudyPower.FAMILY);
        document.put("intervalLevel", StudyPower.LEVEL);
        document.put("head", settings.head().toString());
        document.put("simulations", simulations);
        document.put("power", powers.stream().map(PowerReport::document).toList());
        document.put("notes", notes);
        return document;
    }

    private static Map<String, Object> document(StudyPower power) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("networks", power.networks());
        document.put("heldOut", power.heldOut());
        document.put("classification", document(power.classification()));
        document.put("closeness", document(power.closeness()));
        return document;
    }

    private static Map<String, Object> document(StudyPower.Estimate estimate) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("power", estimate.rate());
        document.put(
                "interval",
                List.of(estimate.interval().low(), estimate.interval().high()));
        return document;
    }

    /** For people: a table and what it means, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Probability of p ≤ " + settings.alpha() + " / " + StudyPower.FAMILY
                + " on the networks that htt holds out, from a pilot of " + design.size()
                + " networks of " + design.conditions().size() + " conditions (" + measure + ", " + simulations
                + " simulated studies each)");
        lines.add("networks   held out   can be told apart           lie closer together");
        for (StudyPower power : powers) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%8d   %8d   %-25s   %s",
                    power.networks(),
                    power.heldOut(),
                    text(power.classification()),
                    text(power.closeness())));
        }
        lines.add(
                "networks: of each condition. In brackets: 90 % of the powers of pilots drawn from this one, and of what"
                        + " so many simulations may give by chance. htt adjusts the " + StudyPower.FAMILY
                        + " p-values of a report by Holm, for which alpha / " + StudyPower.FAMILY
                        + " is sure to be enough; --retrieval adds more.");
        return lines;
    }

    private static String text(StudyPower.Estimate estimate) {
        Interval interval = estimate.interval();
        return String.format(Locale.ROOT, "%.3f [%.2f, %.2f]", estimate.rate(), interval.low(), interval.high());
    }
}
