package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.similarity.ancestry.Ancestry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether two networks share a start, for people and for programs. */
public final class AncestryReport {
    /** What a p-value that is not small cannot say. */
    static final String NO_EVIDENCE =
            "No evidence is not independence: strong weight decay erases ancestry, and a copy whose units were put into"
                    + " another order is not found here. Such a copy shows in aligned.cosine of 'compare A B'.";
    /** What a small p-value cannot say. */
    static final String EVIDENCE =
            "Their units correspond place by place: one is trained on from the other, or both come from one run or one"
                    + " initialization. Which is older it does not say; networks that begin as the identity, or whose"
                    + " units were sorted or aligned after training, look alike too.";

    private final AncestrySubject a;
    private final Ancestry test;
    private final double alpha;
    private final boolean equal;
    private final List<String> warnings = new ArrayList<>();

    private AncestryReport(AncestrySubject a, AncestrySubject b, Ancestry test, double alpha) {
        this.a = a;
        this.test = test;
        this.alpha = alpha;
        this.equal = a.equalWeights(b);
    }

    /**
     * Runs the test.
     *
     * @param permutations how many are drawn where there are too many to be enumerated
     * @throws IllegalArgumentException if the networks are of two architectures
     */
    public static AncestryReport of(
            AncestrySubject a,
            AncestrySubject b,
            double alpha,
            int permutations,
            RandomStream stream,
            Workers workers) {
        AncestrySubject.checkAlike(a, b);
        Ancestry test = Ancestry.of(a.ranked(), b.ranked(), permutations, stream, workers);
        AncestryReport report = new AncestryReport(a, b, test, alpha);
        if (report.equal) {
            report.warnings.add("A and B hold the same weights: they are one network");
        }
        if (report.powerless()) {
            report.warnings.add(report.floor());
        }
        test.constant()
                .forEach(name -> report.warnings.add(report.nameInFile(name)
                        + ": does not enter, its correlation is the same in every order of the units"));
        return report;
    }

    private boolean powerless() {
        return test.layers().isEmpty() || test.smallestPValue() > alpha;
    }

    private String floor() {
        if (test.layers().isEmpty()) {
            return "cannot reject: no weights differ from one order of the units to another";
        }
        return test.enumerated()
                ? Figures.format(
                        "cannot reject at alpha %s: the hidden units have %d orders%s, p ≥ %s",
                        Figures.number(alpha),
                        test.permutations() + 1,
                        a.ranked().odd().contains(true) ? " and signs" : "",
                        Figures.number(test.smallestPValue()))
                : Figures.format(
                        "cannot reject at alpha %s: with %s, p ≥ %s",
                        Figures.number(alpha),
                        Figures.count(test.permutations(), "permutation"),
                        Figures.number(test.smallestPValue()));
    }

    private boolean rejects() {
        return test.pValue() <= alpha;
    }

    private String nameInFile(String name) {
        return a.names().getOrDefault(name, name);
    }

    /** For programs: the JSON document without what reading the files had to guess. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("pValue", test.pValue());
        document.put("smallestPValue", test.smallestPValue());
        document.put("statistic", test.statistic());
        Map<String, Object> chance = new LinkedHashMap<>();
        chance.put("mean", test.nullMean());
        chance.put("deviation", test.nullDeviation());
        document.put("null", chance);
        document.put("permutations", test.permutations());
        document.put("enumerated", test.enumerated());
        document.put("layers", test.layers().stream().map(this::document).toList());
        List<Object> spaces = new ArrayList<>();
        for (int g = 0; g < a.ranked().spaces().size(); g++) {
            Map<String, Object> space = new LinkedHashMap<>();
            space.put("units", a.ranked().spaces().get(g));
            space.put("signs", a.ranked().odd().get(g));
            spaces.add(space);
        }
        document.put("spaces", spaces);
        document.put("alpha", alpha);
        document.put("decision", rejects() ? "reject" : "retain");
        document.put("equal", equal);
        document.put("warnings", warnings);
        return document;
    }

    private Map<String, Object> document(Ancestry.Layer layer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", nameInFile(layer.name()));
        document.put("correlation", layer.correlation());
        document.put("statistic", layer.statistic());
        document.put("pValue", layer.pValue());
        return document;
    }

    /** For people: sentences and a table of the layers. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (equal) {
            lines.add("A and B hold the same weights: they are one network.");
        }
        String numbers = Figures.format(
                "p %s, statistic %s, by chance %s ± %s",
                p(test.pValue()),
                Figures.number(test.statistic()),
                Figures.number(test.nullMean()),
                Figures.number(test.nullDeviation()));
        lines.add(
                rejects()
                        ? "A and B share a start: " + numbers + " (alpha " + Figures.number(alpha) + ")."
                        : "There is no evidence that A and B share a start: " + numbers + " (alpha "
                                + Figures.number(alpha) + ").");
        if (powerless()) {
            lines.add("This test " + floor() + ".");
        }
        lines.add(rejects() ? EVIDENCE : NO_EVIDENCE);
        lines.add(how());
        lines.add(Figures.format("%-24s %11s %9s   %s", "weights", "correlation", "z", "p (maximum over layers)"));
        for (Ancestry.Layer layer : test.layers()) {
            lines.add(Figures.format(
                    "%-24s %11.4f %9.2f   %s",
                    nameInFile(layer.name()),
                    layer.correlation(),
                    layer.statistic(),
                    p(layer.pValue()).replace("= ", "")));
        }
        return lines;
    }

    private String how() {
        String spaces = a.ranked().spaces().stream().map(Object::toString).collect(Collectors.joining(" + "));
        return (test.enumerated()
                        ? "All " + (test.permutations() + 1) + " orders of "
                        : Figures.count(test.permutations(), "random order") + " of ")
                + spaces + " hidden units" + (a.ranked().odd().contains(true) ? ", signs of odd ones included" : "")
                + ".";
    }

    private String p(double value) {
        return (!test.enumerated() && value <= test.smallestPValue() ? "≤ " : "= ") + Figures.number(value);
    }
}
