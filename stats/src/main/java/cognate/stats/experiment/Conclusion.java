package cognate.stats.experiment;

import cognate.stats.htt.Classification;
import cognate.stats.htt.Design;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.PValue;
import cognate.stats.htt.Retrieval;
import cognate.stats.test.Orbit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What hypothesis-training-testing found about a population, and what belongs beside it.
 *
 * @param condition what differs between the networks, as {@code "task"}
 * @param design the networks that were judged
 * @param measure what their weights were turned into
 * @param similarity [n, n], diagonal 1
 * @param result the verdict
 * @param copies whether held-out networks are relatives of training ones
 * @param baselines the same procedure on other measures
 * @param retrieval whether unseen conditions are told apart, or null if that was not asked
 * @param otherRetrieval the same by the head that does not give the verdict
 * @param weightsSha256 of all networks in order
 * @param notes what a reader has to know besides, one sentence each
 */
public record Conclusion(
        String condition,
        Design design,
        Measure measure,
        double[][] similarity,
        HttResult result,
        CopyCheck copies,
        List<Baseline> baselines,
        Retrieval retrieval,
        Retrieval otherRetrieval,
        String weightsSha256,
        List<String> notes) {
    /** The p-value of the decision on H0. */
    static final String ACCURACY = "accuracy";
    /** The p-value of the question whether networks of one condition lie closer together. */
    static final String SIMILARITY = "similarity";
    /** More blocks than that are not proposed. */
    private static final int MOST_PROPOSED = 1000;

    /**
     * The same procedure, with the same split, on another measure.
     *
     * @param result its verdict by classification
     */
    public record Baseline(Measure measure, Classification result) {
        String name() {
            return "baseline " + measure;
        }
    }

    /** H0, in words. */
    public String hypothesis() {
        return "given the architecture, the weights carry no information about the " + condition
                + " that a network was trained under";
    }

    /** All p-values of the report; the check for leakage is not one, it speaks of the report and not of networks. */
    Family family() {
        Map<String, PValue> members = new LinkedHashMap<>();
        members.put(ACCURACY, result.classification().pValue());
        if (result.distance() != null) {
            members.put(SIMILARITY, result.distance().pValue());
        }
        members.put(ACCURACY + suffix(), result.otherHead().pValue());
        baselines.forEach(
                baseline -> members.put(baseline.name(), baseline.result().pValue()));
        putRetrieval(members, retrieval, "");
        putRetrieval(members, otherRetrieval, suffix());
        return new Family(members);
    }

    private static void putRetrieval(Map<String, PValue> members, Retrieval retrieval, String suffix) {
        if (retrieval != null) {
            retrieval.scores().forEach((name, score) -> {
                if (score.pValue() != null) {
                    members.put("retrieval " + name + suffix, score.pValue());
                }
            });
        }
    }

    /** What the members of the head that does not give the verdict have behind their names. */
    String suffix() {
        return " of the " + result.settings().head().other() + " head";
    }

    /** Whether H0 is rejected: by the adjusted p-value of the accuracy. */
    public boolean rejected() {
        return family().adjusted(ACCURACY) <= result.settings().alpha();
    }

    /** Whether a member of the family could be significant in this design. */
    boolean canReject(String member) {
        return family().least(member) <= result.settings().alpha();
    }

    /**
     * How many blocks a condition this design lacks until the smallest p-value of accuracy or similarity is significant
     * whatever the other members of the family are; 0 if that cannot be said.
     */
    int missing(String member) {
        int members = family().members().size();
        for (int more = 1; more <= MOST_PROPOSED; more++) {
            Orbit orbit = design.orbit(result.settings().trainFraction(), more);
            double smallest = PValue.smallest(
                    orbit, !member.equals(SIMILARITY), result.settings().permutations());
            if (members * smallest <= result.settings().alpha()) {
                return more;
            }
        }
        return 0;
    }

    /** The document of verdict.json: equal conclusions give equal documents. */
    public Map<String, Object> document() {
        return new VerdictDocument(this).document();
    }

    /** The verdict in sentences: whether conditions can be told apart, and whether they lie closer together. */
    public List<String> words() {
        return new VerdictWords(this).words();
    }
}
