package cognate.stats.experiment;

import static cognate.stats.experiment.Figures.format;
import static cognate.stats.experiment.Figures.number;

import cognate.stats.htt.Classification;
import cognate.stats.htt.Distance;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.LeakCheck;
import cognate.stats.htt.PValue;
import cognate.stats.htt.Retrieval;
import cognate.stats.htt.RetrievalScore;
import cognate.stats.test.Interval;
import java.util.ArrayList;
import java.util.List;

/** A conclusion in sentences: the two statements first. */
final class VerdictWords {
    private final Conclusion conclusion;
    private final HttResult result;
    private final Family family;
    private final String condition;
    private final double alpha;

    VerdictWords(Conclusion conclusion) {
        this.conclusion = conclusion;
        this.result = conclusion.result();
        this.family = conclusion.family();
        this.condition = conclusion.condition();
        this.alpha = result.settings().alpha();
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(toldApart());
        words.add(closer());
        words.add(splits());
        Classification other = result.otherHead();
        words.add(format(
                "Beside it, the %s head in place of the %s one: accuracy %.3f (chance %.3f, %s).",
                result.settings().head().other(),
                result.settings().head(),
                other.accuracy(),
                other.chance(),
                p(Conclusion.ACCURACY + conclusion.suffix(), other.pValue())));
        if (conclusion.retrieval() != null) {
            words.add(retrieval(conclusion.retrieval()));
            RetrievalScore rank1 = conclusion.otherRetrieval().rank1();
            RetrievalScore precision = conclusion.otherRetrieval().meanAveragePrecision();
            words.add(format(
                    "Beside it, retrieval by the %s head: nearest %.3f (%s), mean average precision %.3f (%s).",
                    result.settings().head().other(),
                    rank1.value(),
                    p("retrieval rank1" + conclusion.suffix(), rank1.pValue()),
                    precision.value(),
                    p("retrieval meanAveragePrecision" + conclusion.suffix(), precision.pValue())));
        }
        for (Conclusion.Baseline baseline : conclusion.baselines()) {
            words.add(format(
                    "Beside it, %s: accuracy %.3f (%s).",
                    baseline.measure(),
                    baseline.result().accuracy(),
                    p(baseline.name(), baseline.result().pValue())));
        }
        words.add(check(result.shuffled()));
        words.add(conclusion.copies().words(alpha));
        words.add(format(
                "One family of %d p-values (%s), adjusted by Holm; decisions go by the adjusted ones, intervals are not"
                        + " adjusted.",
                family.members().size(), String.join(", ", family.members().keySet())));
        return words;
    }

    private String p(String member, PValue p) {
        return p == null
                ? "the same whatever the labels"
                : "p " + Figures.p(p) + ", by Holm " + Figures.adjusted(p, family.adjusted(member));
    }

    private String toldApart() {
        Classification told = result.classification();
        return format(
                "%s: the %s of %d of %d held-out networks is recognised from the weights alone (accuracy %.3f, %schance"
                        + " %.3f, %s). H0 is %s at alpha %s.%s",
                conclusion.rejected()
                        ? "The networks can be told apart"
                        : "There is no evidence that the networks can be told apart",
                condition,
                told.correct(),
                told.count(),
                told.accuracy(),
                interval(told.confidenceInterval()),
                told.chance(),
                p(Conclusion.ACCURACY, told.pValue()),
                conclusion.rejected() ? "rejected" : "retained",
                number(alpha),
                reach(Conclusion.ACCURACY, told.pValue()));
    }

    private String closer() {
        Distance distance = result.distance();
        if (distance == null) {
            return format(
                    "Whether networks of one %s lie closer together cannot be asked: no %s has two held-out networks"
                            + " with different seeds.",
                    condition, condition);
        }
        return format(
                "%s: mean similarity %.3f within one %s, %.3f between different ones (difference %.3f, %seffect size"
                        + " %.2f, %s).%s",
                family.adjusted(Conclusion.SIMILARITY) <= alpha
                        ? "Networks of one " + condition + " lie closer together"
                        : "There is no evidence that networks of one " + condition + " lie closer together",
                distance.within(),
                condition,
                distance.between(),
                distance.difference(),
                interval(distance.interval()),
                distance.effectSize(),
                p(Conclusion.SIMILARITY, distance.pValue()),
                reach(Conclusion.SIMILARITY, distance.pValue()));
    }

    private String interval(Interval interval) {
        return interval == null
                ? ""
                : format("%s interval %.3f to %.3f, ", Figures.level(alpha), interval.low(), interval.high());
    }

    /** What the design lacks, where it can show nothing. */
    private String reach(String member, PValue p) {
        if (p == null || conclusion.canReject(member)) {
            return "";
        }
        int missing = member.startsWith("retrieval") ? 0 : conclusion.missing(member);
        return format(
                " This design cannot reject at alpha %s: %s, smallest p %s, by Holm at least %s%s.",
                number(alpha),
                Figures.count(p.labellings(), "labelling")
                        + (p.labellings() > 1
                                ? ""
                                : " (no block holds as many networks of one condition as of another)"),
                number(p.smallest()),
                number(family.least(member)),
                missing == 0 ? "" : "; " + Figures.count(missing, "more network") + " a condition would do");
    }

    private String splits() {
        List<Double> sorted = result.accuracies().stream().sorted().toList();
        int n = sorted.size();
        return format(
                "Over %d splits, of which this is one, the accuracy goes from %.3f to %.3f (median %.3f).",
                n, sorted.get(0), sorted.get(n - 1), (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2);
    }

    private String retrieval(Retrieval retrieval) {
        RetrievalScore rank1 = retrieval.rank1();
        RetrievalScore precision = retrieval.meanAveragePrecision();
        return format(
                "%s (%s): the nearest of %d networks is of the same %s for %.3f of %d queries (chance %.3f, %s), mean"
                        + " average precision %.3f (chance %.3f, %s).%s",
                rank1.pValue() != null && family.adjusted("retrieval rank1") <= alpha
                        ? "What the head learned tells unseen conditions apart"
                        : "There is no evidence that what the head learned tells unseen conditions apart",
                String.join(", ", retrieval.unseen()),
                retrieval.gallery(),
                condition,
                rank1.value(),
                retrieval.queries(),
                rank1.chance(),
                p("retrieval rank1", rank1.pValue()),
                precision.value(),
                precision.chance(),
                p("retrieval meanAveragePrecision", precision.pValue()),
                reach("retrieval rank1", rank1.pValue()));
    }

    private String check(LeakCheck check) {
        return format(
                "Check for leakage, with a random label for every source: accuracy %.3f, chance 0.5 (p = %s), %s.",
                check.accuracy(),
                number(check.pValue()),
                check.pValue() > alpha
                        ? "at chance as it must be"
                        : "above chance: bad luck, or held-out networks are known from training and the verdict cannot"
                                + " be trusted");
    }
}
