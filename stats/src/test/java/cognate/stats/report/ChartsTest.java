package cognate.stats.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartsTest {
    @Test
    void curvesShowMeanBandMarksAndNames() {
        double[][] values = {{1, 2, 3}, {3, 4, 5}};
        String svg = Charts.curves("loss", 1, List.of(new Charts.Series("a<b", values)));
        assertTrue(svg.contains("<path class=\"curve s0\" d=\"M56.0 216.5L248.0 149.0L440.0 81.5\"/>"), svg);
        assertEquals(4, count("mark s0", svg)); // three epochs and the label
        assertTrue(svg.contains(">a&lt;b</text>"));
    }

    @Test
    void curvesOverLayersNameThem() {
        String svg = Charts.curves(
                "cka", List.of("0 Linear", "2 Linear"), List.of(new Charts.Series("a", new double[][] {{1, 2}})));
        assertTrue(svg.contains("x=\"56.0\" y=\"303.0\">0 Linear</text>"), svg);
        assertTrue(svg.contains("x=\"440.0\" y=\"303.0\">2 Linear</text>"), svg);
        assertTrue(svg.contains(">cka by layer</text>"), svg);
    }

    @Test
    void endLabelsDoNotCoverOneAnother() {
        List<Charts.Series> series = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            series.add(new Charts.Series("task-" + i, new double[][] {{0, i < 6 ? 0 : 1 + i * 1e-3}}));
        }
        Matcher label = Pattern.compile("y=\"([0-9.]+)\">task-").matcher(Charts.curves("accuracy", 1, series));
        List<Double> heights = new ArrayList<>();
        while (label.find()) {
            heights.add(Double.parseDouble(label.group(1)));
        }
        Collections.sort(heights);
        assertEquals(12, heights.size());
        for (int i = 1; i < heights.size(); i++) {
            assertTrue(heights.get(i) - heights.get(i - 1) > 15.8, heights::toString);
        }
    }

    @Test
    void intervalsShowValueIntervalAndChance() {
        String svg = Charts.intervals(
                "accuracy", 0.5, List.of(new Charts.Mark("a", 0.9, 0.8, 1), new Charts.Mark("b", 0.25, 0, 0)));
        assertEquals(3, count("class=\"interval\"", svg));
        assertTrue(svg.contains("class=\"chance\" x1=\"475.0\""), svg);
        assertTrue(svg.contains(">0.900<") && svg.contains(">0.250<"), svg);
    }

    private static int count(String part, String text) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
