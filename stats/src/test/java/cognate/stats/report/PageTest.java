package cognate.stats.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String HOSTILE = "</p><script>alert('1')</script>&\"\u0000";

    @Test
    void standsAloneAndEscapesAllText() {
        String picture = HeatMap.draw(HOSTILE, new double[][] {{1, 0}, {0, 1}}, List.of(HOSTILE, "b"));
        String html = new Page(HOSTILE)
                .heading(HOSTILE)
                .verdict(HOSTILE)
                .paragraph(HOSTILE)
                .note(HOSTILE)
                .code(HOSTILE)
                .table(List.of(HOSTILE), List.of(List.of(HOSTILE)))
                .figure(picture, HOSTILE)
                .row(picture)
                .html();
        assertFalse(
                Pattern.compile("<script|<link|src=|url\\(|https?:|\u0000")
                        .matcher(html)
                        .find(),
                html);
        assertTrue(html.contains("&lt;script&gt;alert(&#39;1&#39;)"));
        assertTrue(html.contains("prefers-color-scheme: dark"));
        for (String tag : List.of("p", "h1", "h2", "table", "tr", "td", "figure", "figcaption", "svg", "text", "div")) {
            int opened = Pattern.compile("<" + tag + "[ >]").split(html, -1).length;
            assertEquals(opened, html.split("</" + tag + ">", -1).length, tag);
        }
    }
}
