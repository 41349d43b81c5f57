package cognate.stats.experiment;

import cognate.stats.htt.Classification;
import cognate.stats.htt.Design;
import cognate.stats.htt.Distance;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.LeakCheck;
import cognate.stats.htt.PValue;
import cognate.stats.htt.Retrieval;
import cognate.stats.htt.RetrievalScore;
import cognate.stats.test.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document of verdict.json. */
final class VerdictDocument {
    private final Conclusion conclusion;
    private final HttResult result;
    private final Family family;

    VerdictDocument(Conclusion conclusion) {
        this.conclusion = conclusion;
        this.result = conclusion.result();
        this.family = conclusion.family();
    }

    Map<String, Object> document() {
        Classification classification = result.classification();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("hypothesis", conclusion.hypothesis());
        document.put("conditions", result.conditions());
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("train", result.split().training().length);
        counts.put("heldOut", result.split().heldOut().length);
        document.put("networks", counts);
        document.put("design", design());
        document.put("normalization", conclusion.measure().normalization().toString());
        document.put("representation", conclusion.measure().representation().toString());
        if (conclusion.measure().representation().depth() > 0) {
            document.put("depth", conclusion.measure().representation().depth());
        }
        document.put("head", result.settings().head().toString());
        document.put("accuracy", classification.accuracy());
        document.put("chance", classification.chance());
        putP(document, Conclusion.ACCURACY, classification.pValue());
        document.put("binomialPValue", classification.binomialPValue());
        document.put("confidenceInterval", ends(classification.confidenceInterval()));
        document.put("alpha", result.settings().alpha());
        document.put("decision", conclusion.rejected() ? "reject" : "retain");
        document.put("similarity", result.distance() == null ? null : similarity(result.distance()));
        document.put("otherHead", otherHead());
        document.put(
                "baselines", conclusion.baselines().stream().map(this::baseline).toList());
        document.put("shuffled", shuffled(result.shuffled()));
        document.put("copies", conclusion.copies().document(result.settings().alpha()));
        Map<String, Object> splits = new LinkedHashMap<>();
        splits.put("seeds", Htt.splitSeeds(result.settings()));
        splits.put("accuracy", result.accuracies());
        document.put("splits", splits);
        document.put("predictions", predictions());
        if (conclusion.retrieval() != null) {
            document.put("retrieval", retrieval(conclusion.retrieval(), ""));
        }
        document.put("family", family.document());
        document.put("weightsSha256", conclusion.weightsSha256());
        document.put("notes", conclusion.notes());
        return document;
    }

    private Map<String, Object> design() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("unit", "block");
        document.put("blocks", conclusion.design().blocks());
        document.put("heldOutBlocks", result.heldOut().blocks());
        putLabellings(document, result.classification().pValue());
        if (result.distance() != null) {
            Map<String, Object> similarity = new LinkedHashMap<>();
            putLabellings(similarity, result.distance().pValue());
            document.put("similarity", similarity);
        }
        return document;
    }

    private static void putLabellings(Map<String, Object> document, PValue p) {
        document.put("labellings", p.labellings());
        document.put("smallestPValue", p.smallest());
    }

    private void putP(Map<String, Object> document, String member, PValue p) {
        document.put("pValue", p.value());
        document.put("holm", family.adjusted(member));
    }

    private Map<String, Object> similarity(Distance distance) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("within", distance.within());
        document.put("between", distance.between());
        document.put("difference", distance.difference());
        document.put("effectSize", distance.effectSize());
        putP(document, Conclusion.SIMILARITY, distance.pValue());
        document.put("differenceInterval", ends(distance.interval()));
        List<Map<String, Object>> conditions = new ArrayList<>();
        Design heldOut = result.heldOut();
        for (int c = 0; c < heldOut.conditions().size(); c++) {
            Map<String, Object> condition = new LinkedHashMap<>();
            condition.put("condition", heldOut.conditions().get(c));
            condition.put("within", finite(distance.cells().get(c).get(c)));
            Map<String, Object> between = new LinkedHashMap<>();
            for (int other = 0; other < heldOut.conditions().size(); other++) {
                if (other != c) {
                    between.put(
                            heldOut.conditions().get(other),
                            finite(distance.cells().get(c).get(other)));
                }
            }
            condition.put("between", between);
            conditions.add(condition);
        }
        document.put("conditions", conditions);
        return document;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static List<Double> ends(Interval interval) {
        return interval == null ? null : List.of(interval.low(), interval.high());
    }

    private Map<String, Object> baseline(Conclusion.Baseline baseline) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("normalization", baseline.measure().normalization().toString());
        document.put("representation", baseline.measure().representation().toString());
        document.put("accuracy", baseline.result().accuracy());
        putP(document, baseline.name(), baseline.result().pValue());
        return document;
    }

    private static Map<String, Object> shuffled(LeakCheck check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("accuracy", check.accuracy());
        document.put("pValue", check.pValue());
        document.put("hits", check.hits());
        document.put("labels", check.asked());
        return document;
    }

    private List<Map<String, Object>> predictions() {
        List<Map<String, Object>> predictions = new ArrayList<>();
        Design heldOut = result.heldOut();
        for (int i = 0; i < heldOut.size(); i++) {
            Map<String, Object> prediction = new LinkedHashMap<>();
            prediction.put("network", heldOut.name(i));
            prediction.put("condition", heldOut.conditions().get(heldOut.condition(i)));
            prediction.put(
                    "predicted",
                    heldOut.conditions()
                            .get(result.classification().predictions().get(i)));
            predictions.add(prediction);
        }
        return predictions;
    }

    private Map<String, Object> otherHead() {
        Map<String, Object> document = new LinkedHashMap<>();
        Classification other = result.otherHead();
        document.put("head", result.settings().head().other().toString());
        document.put("accuracy", other.accuracy());
        document.put("chance", other.chance());
        putP(document, Conclusion.ACCURACY + conclusion.suffix(), other.pValue());
        document.put("confidenceInterval", ends(other.confidenceInterval()));
        if (conclusion.otherRetrieval() != null) {
            document.put("retrieval", retrieval(conclusion.otherRetrieval(), conclusion.suffix()));
        }
        return document;
    }

    private Map<String, Object> retrieval(Retrieval retrieval, String suffix) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("unseen", retrieval.unseen());
        document.put("queries", retrieval.queries());
        document.put("gallery", retrieval.gallery());
        retrieval.scores().forEach((name, score) -> document.put(name, score("retrieval " + name + suffix, score)));
        return document;
    }

    private Map<String, Object> score(String member, RetrievalScore score) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("value", score.value());
        document.put("chance", score.chance());
        if (score.pValue() == null) {
            document.put("pValue", null);
            document.put("holm", null);
        } else {
            putP(document, member, score.pValue());
            putLabellings(document, score.pValue());
        }
        document.put("interval", ends(score.interval()));
        return document;
    }
}
