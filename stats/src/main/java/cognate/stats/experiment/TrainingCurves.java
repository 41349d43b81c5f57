package cognate.stats.experiment;

import cognate.models.train.Metrics;
import cognate.stats.htt.Design;
import cognate.stats.report.Charts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How networks did while they were trained, epoch by epoch; empty where nobody wrote it down. */
final class TrainingCurves {
    static final ToDoubleFunction<Metrics> TRAIN_LOSS = Metrics::trainLoss;
    static final ToDoubleFunction<Metrics> TEST_ACCURACY = Metrics::testAccuracy;

    private final List<List<Metrics>> histories;

    /** The curves of networks in their order. */
    TrainingCurves(List<List<Metrics>> histories) {
        this.histories = List.copyOf(histories);
    }

    boolean isEmpty() {
        return histories.stream().allMatch(List::isEmpty);
    }

    /** One series a condition; of networks that ran for different times the longest count. */
    List<Charts.Series> series(Design networks, ToDoubleFunction<Metrics> figure) {
        List<Charts.Series> series = new ArrayList<>();
        for (int condition = 0; condition < networks.conditions().size(); condition++) {
            List<List<Metrics>> members = members(networks, condition);
            int epochs = members.stream().mapToInt(List::size).max().orElse(0);
            double[][] values = members.stream()
                    .filter(history -> history.size() == epochs && epochs > 0)
                    .map(history -> history.stream().mapToDouble(figure).toArray())
                    .toArray(double[][]::new);
            series.add(new Charts.Series(networks.conditions().get(condition), values));
        }
        return series;
    }

    private List<List<Metrics>> members(Design networks, int condition) {
        List<List<Metrics>> members = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            if (networks.condition(i) == condition) {
                members.add(histories.get(i));
            }
        }
        return members;
    }

    /** Mean test accuracy after the last epoch. */
    OptionalDouble finalTestAccuracy(Design networks, int condition) {
        return members(networks, condition).stream()
                .filter(history -> !history.isEmpty())
                .mapToDouble(history -> history.get(history.size() - 1).testAccuracy())
                .filter(Double::isFinite)
                .average();
    }
}
