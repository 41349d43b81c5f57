package cognate.stats.experiment;

import cognate.stats.htt.Classification;
import cognate.stats.htt.Distance;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.Networks;
import cognate.stats.htt.Retrieval;
import cognate.stats.htt.RetrievalScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What hypothesis-training-testing found about a population, and what belongs beside it.
 *
 * @param condition what differs between the networks, as {@code "task"}
 * @param networks the networks that were judged
 * @param measure what their weights were turned into
 * @param similarity [n, n], diagonal 1
 * @param result the verdict
 * @param baselines the same procedure on other measures
 * @param retrieval whether unseen conditions are told apart, or null if that was not asked
 * @param weightsSha256 of all networks in order
 * @param notes what a reader has to know besides, one sentence each
 */
public record Conclusion(
        String condition,
        Networks networks,
        Measure measure,
        double[][] similarity,
        HttResult result,
        List<Baseline> baselines,
        Retrieval retrieval,
        String weightsSha256,
        List<String> notes) {

    /**
     * The same procedure, with the same split, on another measure.
     *
     * @param result its verdict by classification
     */
    public record Baseline(Measure measure, Classification result) {}

    /** H0, in words. */
    public String hypothesis() {
        return "given the architecture, the weights carry no information about the " + condition
                + " that a network was trained under";
    }

    /** The document of verdict.json: equal conclusions give equal documents. */
    public Map<String, Object> document() {
        Classification classification = result.classification();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("hypothesis", hypothesis());
        document.put("conditions", result.conditions());
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("train", result.split().training().length);
        counts.put("heldOut", result.split().heldOut().length);
        document.put("networks", counts);
        document.put("normalization", measure.normalization().toString());
        document.put("representation", measure.representation().toString());
        if (measure.representation().depth() > 0) {
            document.put("depth", measure.representation().depth());
        }
        document.put("accuracy", classification.accuracy());
        document.put("chance", classification.chance());
        document.put("pValue", classification.pValue());
        document.put("binomialPValue", classification.binomialPValue());
        document.put(
                "confidenceInterval",
                List.of(
                        classification.confidenceInterval().low(),
                        classification.confidenceInterval().high()));
        document.put("alpha", result.settings().alpha());
        document.put("decision", result.rejected() ? "reject" : "retain");
        document.put("similarity", similarityDocument());
        document.put("baselines", baselines.stream().map(Conclusion::document).toList());
        document.put("shuffled", figures(new LinkedHashMap<>(), result.shuffled()));
        if (retrieval != null) {
            document.put("retrieval", retrievalDocument());
        }
        document.put("weightsSha256", weightsSha256);
        document.put("notes", notes);
        return document;
    }

    private Map<String, Object> similarityDocument() {
        Distance distance = result.distance();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("within", distance.within());
        document.put("between", distance.between());
        document.put("effectSize", distance.effectSize());
        document.put("pValue", distance.pValue());
        document.put(
                "differenceInterval",
                List.of(distance.interval().low(), distance.interval().high()));
        return document;
    }

    private Map<String, Object> retrievalDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("unseen", retrieval.unseen());
        document.put("queries", retrieval.queries());
        document.put("gallery", retrieval.gallery());
        document.put("rank1", document(retrieval.rank1()));
        document.put("rank5", document(retrieval.rank5()));
        document.put("rank10", document(retrieval.rank10()));
        document.put("meanAveragePrecision", document(retrieval.meanAveragePrecision()));
        return document;
    }

    private static Map<String, Object> document(RetrievalScore score) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("value", score.value());
        document.put("chance", score.chance());
        document.put("pValue", score.pValue());
        document.put(
                "interval", List.of(score.interval().low(), score.interval().high()));
        return document;
    }

    private static Map<String, Object> document(Baseline baseline) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("normalization", baseline.measure().normalization().toString());
        document.put("representation", baseline.measure().representation().toString());
        return figures(document, baseline.result());
    }

    private static Map<String, Object> figures(Map<String, Object> document, Classification classification) {
        document.put("accuracy", classification.accuracy());
        document.put("pValue", classification.pValue());
        return document;
    }

    /** The verdict in sentences: whether conditions can be told apart, and whether they lie closer together. */
    public List<String> words() {
        Classification told = result.classification();
        Distance distance = result.distance();
        double alpha = result.settings().alpha();
        List<String> words = new ArrayList<>();
        words.add(format(
                "%s: the %s of %d of %d held-out networks is recognised from the weights alone (accuracy %.3f, %s interval"
                        + " %.3f to %.3f, chance %.3f, p = %s). H0 is %s at alpha %s.",
                result.rejected() ? "The networks can be told apart" : "The networks cannot be told apart",
                condition,
                told.correct(),
                told.count(),
                told.accuracy(),
                percent(1 - alpha),
                told.confidenceInterval().low(),
                told.confidenceInterval().high(),
                told.chance(),
                number(told.pValue()),
                result.rejected() ? "rejected" : "retained",
                number(alpha)));
        words.add(format(
                "%s: mean similarity %.3f within one %s, %.3f between different ones (effect size %.2f, p = %s).",
                distance.pValue() <= alpha
                        ? "Networks of one " + condition + " lie closer together"
                        : "It is not shown that networks of one " + condition + " lie closer together",
                distance.within(),
                condition,
                distance.between(),
                distance.effectSize(),
                number(distance.pValue())));
        if (retrieval != null) {
            words.add(retrievalWords());
        }
        for (Baseline baseline : baselines) {
            words.add(format(
                    "Beside it, %s: accuracy %.3f (p = %s).",
                    baseline.measure(),
                    baseline.result().accuracy(),
                    number(baseline.result().pValue())));
        }
        words.add(format(
                "Check with shuffled labels: accuracy %.3f (p = %s), %s.",
                result.shuffled().accuracy(),
                number(result.shuffled().pValue()),
                result.shuffled().pValue() > alpha
                        ? "at chance as it must be"
                        : "below alpha: bad luck, or the verdict cannot be trusted"));
        return words;
    }

    private String retrievalWords() {
        RetrievalScore rank1 = retrieval.rank1();
        RetrievalScore precision = retrieval.meanAveragePrecision();
        return format(
                "%s (%s): the nearest of %d networks is of the same %s for %.3f of %d queries (chance %.3f, p = %s), mean"
                        + " average precision %.3f (chance %.3f, p = %s).",
                rank1.pValue() <= result.settings().alpha()
                        ? "What the head learned tells unseen conditions apart"
                        : "It is not shown that what the head learned tells unseen conditions apart",
                String.join(", ", retrieval.unseen()),
                retrieval.gallery(),
                condition,
                rank1.value(),
                retrieval.queries(),
                rank1.chance(),
                number(rank1.pValue()),
                precision.value(),
                precision.chance(),
                number(precision.pValue()));
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    private static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** Up to three significant digits, without zeros at the end. */
    static String number(double value) {
        String text = format("%.3g", value);
        if (text.contains("e")) {
            return text.replaceFirst("\\.?0*e", "e");
        }
        return text.contains(".") ? text.replaceFirst("\\.?0*$", "") : text;
    }
}
