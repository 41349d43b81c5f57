package cognate.stats.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void namesAndRulesOffTheGroupsAndStaysSmall() {
        int n = 200;
        double[][] values = new double[n][n];
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            groups.add(i / 40 + "v");
            for (int j = 0; j < n; j++) {
                values[i][j] = i == j ? 1 : 0.25 + 0.5 * ((i * 31 + j * 17) % 101) / 100;
            }
        }
        String svg = HeatMap.draw("similarity", values, groups);
        for (int g = 0; g < 5; g++) {
            assertEquals(2, svg.split(Pattern.quote(">" + g + "v</text>"), -1).length - 1);
        }
        assertEquals(8, svg.split("class=\"rule\"", -1).length - 1);
        assertTrue(svg.contains(">0.750<") && svg.contains(">0.250<"), "the scale leaves the diagonal out");
        assertTrue(svg.length() < 70_000, "size " + svg.length());
    }

    @Test
    void drawsOneNetworkAndMoreThanThereArePixels() {
        assertTrue(HeatMap.draw("one", new double[][] {{1}}, List.of("a")).startsWith("<svg"));
        int n = 1100;
        assertTrue(HeatMap.draw("many", new double[n][n], java.util.Collections.nCopies(n, "a"))
                        .length()
                < 20_000);
    }
}
