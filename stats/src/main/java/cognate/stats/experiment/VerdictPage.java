package cognate.stats.experiment;

import cognate.stats.htt.Classification;
import cognate.stats.htt.Networks;
import cognate.stats.report.Charts;
import cognate.stats.report.HeatMap;
import cognate.stats.report.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The report of a {@link Conclusion}: verdict, accuracy, similarities, training curves. */
final class VerdictPage {
    private final Conclusion conclusion;
    private final Networks networks;
    /** The networks, those of one condition side by side. */
    private final int[] order;

    private VerdictPage(Conclusion conclusion) {
        this.conclusion = conclusion;
        this.networks = conclusion.networks();
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
        boolean rejected = conclusion.result().rejected();
        Page page =
                new Page("Do weights tell the " + conclusion.condition() + "? " + (rejected ? "Yes." : "Not shown."));
        List<String> words = conclusion.words();
        page.verdict(words.get(0)).verdict(words.get(1));
        words.stream().skip(2).forEach(page::paragraph);
        page.note("Hypothesis H0: " + conclusion.hypothesis() + ". Measure: " + conclusion.measure()
                + ". The head was trained on " + conclusion.result().split().training().length
                + " networks and judged on " + conclusion.result().split().heldOut().length
                + " others; the unit is the network. The interval holds given this head and these conditions.");
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
        marks.add(new Charts.Mark(
                conclusion.measure().toString(),
                told.accuracy(),
                told.confidenceInterval().low(),
                told.confidenceInterval().high()));
        conclusion
                .baselines()
                .forEach(baseline -> marks.add(new Charts.Mark(
                        baseline.measure().toString(), baseline.result().accuracy(), 0, 0)));
        marks.add(new Charts.Mark(
                "shuffled labels", conclusion.result().shuffled().accuracy(), 0, 0));
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
        int conditions = networks.conditions().size();
        double[] sums = new double[conditions];
        long[] counts = new long[conditions];
        int size = 0;
        for (int i = 0; i < networks.size(); i++) {
            size += networks.condition(i) == condition ? 1 : 0;
            for (int j = 0; j < networks.size(); j++) {
                if (i != j && networks.condition(i) == condition) {
                    sums[networks.condition(j)] += conclusion.similarity()[i][j];
                    counts[networks.condition(j)]++;
                }
            }
        }
        int nearest = -1;
        double othersSum = 0;
        long others = 0;
        for (int other = 0; other < conditions; other++) {
            if (other != condition) {
                othersSum += sums[other];
                others += counts[other];
                boolean nearer = nearest < 0 || sums[other] / counts[other] > sums[nearest] / counts[nearest];
                nearest = nearer ? other : nearest;
            }
        }
        return List.of(
                networks.conditions().get(condition),
                Integer.toString(size),
                counts[condition] == 0 ? "–" : figure(sums[condition] / counts[condition]),
                figure(othersSum / others),
                networks.conditions().get(nearest) + " " + figure(sums[nearest] / counts[nearest]),
                curves.finalTestAccuracy(networks, condition).isPresent()
                        ? figure(curves.finalTestAccuracy(networks, condition).getAsDouble())
                        : "–");
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
