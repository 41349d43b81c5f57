package cognate.stats.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Line charts and interval charts. Series differ in dashes, marks and labels, not only in colour. */
public final class Charts {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 330;
    private static final int LEFT = 56;
    private static final int RIGHT = 440;
    private static final int TOP = 14;
    private static final int BOTTOM = 284;
    /** The styles of {@link Page} that series take in turn. */
    private static final int STYLES = 8;

    private static final int TICKS = 5;

    /** The curves of one group: what it is called, and one row of values per network, one column per epoch or layer. */
    public record Series(String name, double[][] values) {}

    /** A value, with its interval where {@code low < high}, or a mark to compare it with. */
    public record Mark(String name, double value, double low, double high) {}

    private Charts() {}

    static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** The mean of every series over epochs, with a band from its least to its greatest value. */
    public static String curves(String what, int firstEpoch, List<Series> series) {
        return curves(what + " by epoch", firstEpoch, Integer::toString, series);
    }

    /** The same over layers in place of epochs. */
    public static String curves(String what, List<String> layers, List<Series> series) {
        return curves(what + " by layer", 0, i -> i < layers.size() ? shortened(layers.get(i), 11) : "", series);
    }

    private static String curves(String what, int firstEpoch, IntFunction<String> tick, List<Series> series) {
        List<double[][]> summaries =
                series.stream().map(one -> summary(one.values())).toList();
        double least = summaries.stream()
                .flatMapToDouble(one -> Arrays.stream(one[0]))
                .min()
                .orElse(0);
        double greatest = summaries.stream()
                .flatMapToDouble(one -> Arrays.stream(one[2]))
                .max()
                .orElse(1);
        int epochs = summaries.stream().mapToInt(one -> one[1].length).max().orElse(1);
        Axis x = new Axis(firstEpoch, firstEpoch + Math.max(1, epochs - 1), LEFT, RIGHT);
        Axis y = new Axis(least, greatest, BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT, what);
        axes(svg, x, y, tick);
        svg.text("label", "middle", (LEFT + RIGHT) / 2.0, HEIGHT - 6, what);
        List<double[]> labels = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            double[][] summary = summaries.get(s);
            if (summary[1].length > 0) {
                String style = "s" + s % STYLES;
                svg.path("band " + style, band(summary, x, y, firstEpoch));
                svg.path("curve " + style, polyline(summary[1], x, y, firstEpoch));
                marks(svg, s % STYLES, summary[1], x, y, firstEpoch);
                labels.add(new double[] {y.at(summary[1][summary[1].length - 1]), s});
            }
        }
        endLabels(svg, labels, series);
        return svg.toString();
    }

    /** Least, mean and greatest value of each epoch, as three rows. */
    private static double[][] summary(double[][] values) {
        int epochs = values.length == 0 ? 0 : values[0].length;
        double[][] summary = new double[3][epochs];
        for (int e = 0; e < epochs; e++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (double[] one : values) {
                least = Math.min(least, one[e]);
                greatest = Math.max(greatest, one[e]);
                sum += one[e];
            }
            summary[0][e] = least;
            summary[1][e] = sum / values.length;
            summary[2][e] = greatest;
        }
        return summary;
    }

    private static void axes(Svg svg, Axis x, Axis y, IntFunction<String> name) {
        for (double tick : y.ticks(TICKS)) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("label", "end", LEFT - 6, y.at(tick) + 4, y.label(tick, TICKS));
        }
        for (double tick : x.ticks(TICKS)) {
            if (tick == Math.rint(tick)) {
                svg.line("frame", x.at(tick), BOTTOM, x.at(tick), BOTTOM + 5);
                svg.text("label", "middle", x.at(tick), BOTTOM + 19, name.apply((int) tick));
            }
        }
        svg.rectangle("frame", LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP);
    }

    private static String band(double[][] summary, Axis x, Axis y, int firstEpoch) {
        StringBuilder path = new StringBuilder(polyline(summary[2], x, y, firstEpoch));
        for (int e = summary[0].length - 1; e >= 0; e--) {
            path.append('L').append(point(x.at(firstEpoch + e), y.at(summary[0][e])));
        }
        return path.append('Z').toString();
    }

    private static String polyline(double[] values, Axis x, Axis y, int firstEpoch) {
        StringBuilder path = new StringBuilder();
        for (int e = 0; e < values.length; e++) {
            path.append(e == 0 ? 'M' : 'L').append(point(x.at(firstEpoch + e), y.at(values[e])));
        }
        return path.toString();
    }

    private static String point(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }

    private static void marks(Svg svg, int style, double[] values, Axis x, Axis y, int firstEpoch) {
        int step = Math.max(1, values.length / 12);
        for (int e = values.length - 1; e >= 0; e -= step) {
            mark(svg, style, x.at(firstEpoch + e), y.at(values[e]));
        }
    }

    /** One of eight outlines: square, triangles, diamond, cross, plus, circle, bar. */
    private static void mark(Svg svg, int style, double x, double y) {
        String shape = switch (style) {
            case 0 -> "m-4 -4h8v8h-8Z";
            case 1 -> "m0 -5l5 9h-10Z";
            case 2 -> "m0 -5l5 5l-5 5l-5 -5Z";
            case 3 -> "m-4 -4l8 8m0 -8l-8 8";
            case 4 -> "m-5 0h10m-5 -5v10";
            case 5 -> "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z";
            case 6 -> "m0 5l5 -9h-10Z";
            default -> "m-5 0h10";
        };
        svg.path("mark s" + style, "M" + point(x, y) + shape);
    }

    /** Names the curves at their ends, moved apart so that none covers another. */
    private static void endLabels(Svg svg, List<double[]> labels, List<Series> series) {
        labels.sort(Comparator.comparingDouble(label -> label[0]));
        double gap = Math.min(16, (double) (BOTTOM - TOP) / Math.max(1, labels.size()));
        double previous = TOP - gap;
        for (int i = 0; i < labels.size(); i++) {
            double lowest = BOTTOM - gap * (labels.size() - 1 - i);
            double y = Math.min(Math.max(labels.get(i)[0], previous + gap), lowest);
            previous = y;
            int s = (int) labels.get(i)[1];
            svg.line("leader", RIGHT + 3, labels.get(i)[0], RIGHT + 16, y);
            mark(svg, s % STYLES, RIGHT + 24, y);
            svg.text(
                    "label", "start", RIGHT + 34, y + 4, shortened(series.get(s).name(), 12));
        }
    }

    /**
     * Values between 0 and 1 beside one another, one a line, with their intervals and a dashed line at {@code chance}.
     */
    public static String intervals(String what, double chance, List<Mark> marks) {
        int left = 250;
        int height = 34 * marks.size() + 60;
        Axis x = new Axis(0, 1, left, 700);
        Svg svg = new Svg(760, height, what);
        double bottom = 34.0 * marks.size() + 12;
        for (double tick : x.ticks(TICKS)) {
            svg.line("grid", x.at(tick), 8, x.at(tick), bottom);
            svg.text("label", "middle", x.at(tick), bottom + 18, x.label(tick, TICKS));
        }
        svg.line("chance", x.at(chance), 8, x.at(chance), bottom);
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            double y = 34.0 * i + 28;
            svg.text("label", "end", left - 12, y + 4, shortened(mark.name(), 34));
            if (mark.low() < mark.high()) {
                svg.line("interval", x.at(mark.low()), y, x.at(mark.high()), y);
                svg.line("interval", x.at(mark.low()), y - 5, x.at(mark.low()), y + 5);
                svg.line("interval", x.at(mark.high()), y - 5, x.at(mark.high()), y + 5);
            }
            mark(svg, i == 0 ? 5 : 2, x.at(mark.value()), y);
            svg.text("value", "start", 710, y + 4, String.format(Locale.ROOT, "%.3f", mark.value()));
        }
        svg.text("label", "middle", (left + 700) / 2.0, height - 6, what + " (dashed: chance)");
        return svg.toString();
    }
}
