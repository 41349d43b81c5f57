package cognate.stats.experiment;

import cognate.stats.htt.Classification;
import cognate.stats.htt.CountedPairs;
import cognate.stats.htt.Design;
import cognate.stats.report.Charts;
import cognate.stats.report.HeatMap;
import cognate.stats.report.Page;
import cognate.stats.test.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The report of a {@link Conclusion}: verdict, accuracy, similarities, training curves. */
final class VerdictPage {
    private final Conclusion conclusion;
    private final Design networks;
    /** The networks, those of one condition side by side. */
    private final int[] order;

    private VerdictPage(Conclusion conclusion) {
        this.conclusion = conclusion;
        this.networks = conclusion.design();
        this.order = IntStream.range(0, networks.size())
                .boxed()
                .sorted(Comparator.comparingInt(networks::condition))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The whole page, as HTML. */
    static String html(Conclusion conclusion, TrainingCurves curves, List<String> commands) {
        return new VerdictPage(conclusion).page(curves, commands).html();
    }

    private Page page(TrainingCurves curves, List<String> commands) {
        boolean rejected = conclusion.rejected();
        Page page =
                new Page("Do weights tell the " + conclusion.condition() + "? " + (rejected ? "Yes." : "Not shown."));
        List<String> words = conclusion.words();
        page.verdict(words.get(0)).verdict(words.get(1));
        words.stream().skip(2).forEach(page::paragraph);
        page.note("Hypothesis H0: " + conclusion.hypothesis() + ". Measure: " + conclusion.measure()
                + ". The " + conclusion.result().settings().head() + " head was trained on "
                + conclusion.result().split().training().length
                + " networks and judged on " + conclusion.result().split().heldOut().length
                + " others; the unit is the block: the networks with one task and seed. The interval of the accuracy holds"
                + " given this head and these conditions; others are in closed form over blocks.");
        conclusion.notes().forEach(page::note);
        page.heading("Accuracy on held-out networks")
                .figure(accuracy(), "With its interval, beside chance and baselines.");
        page.heading("Similarity of all networks")
                .figure(heatMap(), "Every network against every other, grouped by " + conclusion.condition() + ".");
        page.table(
                List.of(
                        conclusion.condition(),
                        "networks",
                        "similarity within",
                        "to others",
                        "nearest other",
                        "test accuracy"),
                IntStream.range(0, networks.conditions().size())
                        .mapToObj(condition -> row(condition, curves))
                        .toList());
        if (!curves.isEmpty()) {
            page.heading("Training")
                    .row(
                            Charts.curves("train loss (nats)", 1, curves.series(networks, TrainingCurves.TRAIN_LOSS)),
                            Charts.curves("test accuracy", 1, curves.series(networks, TrainingCurves.TEST_ACCURACY)))
                    .note("Lines are means over the networks of one " + conclusion.condition()
                            + ", bands go from the least to the greatest.");
        }
        page.heading("Again");
        commands.forEach(page::code);
        return page.note("SHA-256 of all weights: " + conclusion.weightsSha256());
    }

    private String accuracy() {
        Classification told = conclusion.result().classification();
        List<Charts.Mark> marks = new ArrayList<>();
        Interval interval = told.confidenceInterval();
        marks.add(new Charts.Mark(
                conclusion.measure().toString(),
                told.accuracy(),
                interval == null ? 0 : interval.low(),
                interval == null ? 0 : interval.high()));
        marks.add(new Charts.Mark(
                conclusion.result().settings().head().other() + " head",
                conclusion.result().otherHead().accuracy(),
                0,
                0));
        conclusion
                .baselines()
                .forEach(baseline -> marks.add(new Charts.Mark(
                        baseline.measure().toString(), baseline.result().accuracy(), 0, 0)));
        List<Double> splits = conclusion.result().accuracies();
        marks.add(new Charts.Mark(
                "mean and range of " + splits.size() + " splits",
                splits.stream().mapToDouble(value -> value).average().orElseThrow(),
                splits.stream().mapToDouble(value -> value).min().orElseThrow(),
                splits.stream().mapToDouble(value -> value).max().orElseThrow()));
        return Charts.intervals("accuracy on held-out networks", told.chance(), marks);
    }

    private String heatMap() {
        double[][] values = new double[order.length][order.length];
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            groups.add(networks.conditions().get(networks.condition(order[i])));
            for (int j = 0; j < order.length; j++) {
                values[i][j] = conclusion.similarity()[order[i]][order[j]];
            }
        }
        return HeatMap.draw("similarity: " + conclusion.measure(), values, groups);
    }

    private List<String> row(int condition, TrainingCurves curves) {
        CountedPairs pairs = networks.pairs(conclusion.similarity());
        double[] others = IntStream.range(0, pairs.conditions())
                .filter(other -> other != condition && pairs.count(condition, other) > 0)
                .mapToDouble(other -> pairs.mean(condition, other))
                .toArray();
        int nearest = IntStream.range(0, pairs.conditions())
                .filter(other -> other != condition)
                .boxed()
                .max(Comparator.comparingDouble(
                        other -> pairs.count(condition, other) > 0 ? pairs.mean(condition, other) : -1))
                .orElseThrow();
        return List.of(
                networks.conditions().get(condition),
                Long.toString(IntStream.range(0, networks.size())
                        .filter(i -> networks.condition(i) == condition)
                        .count()),
                pairs.count(condition, condition) == 0 ? "–" : figure(pairs.mean(condition, condition)),
                others.length == 0
                        ? "–"
                        : figure(Arrays.stream(others).average().getAsDouble()),
                networks.conditions().get(nearest) + " " + figure(pairs.mean(condition, nearest)),
                curves.finalTestAccuracy(networks, condition).isPresent()
                        ? figure(curves.finalTestAccuracy(networks, condition).getAsDouble())
                        : "–");
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "–" : Figures.format("%.3f", value);
    }
}
