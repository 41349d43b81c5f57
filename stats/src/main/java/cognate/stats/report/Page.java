package cognate.stats.report;

import java.util.List;

/**
 * A page of HTML that stands alone: styles and pictures are inside, nothing is loaded, no script runs. It follows the
 * reader's choice of light or dark. All text is escaped.
 */
public final class Page {
    private static final String STYLE = """
            :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0;
              --c0: #0b5cad; --c1: #b34700; --c2: #1a7f37; --c3: #8250df; --c4: #a40e26; --c5: #0f766e; --c6: #7d4e00; --c7: #57606a; }
            @media (prefers-color-scheme: dark) {
              :root { --paper: #0f1318; --ink: #e6edf3; --soft: #9aa6b2; --line: #323b45;
                --c0: #6cb6ff; --c1: #ffa657; --c2: #6bd68a; --c3: #d2a8ff; --c4: #ff8f98; --c5: #5eead4; --c6: #e3c16f; --c7: #b1bac4; }
              .ramp { filter: invert(1) hue-rotate(180deg); }
            }
            body { background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
            p.verdict { border-left: 4px solid var(--ink); font-size: 1.1rem; padding-left: .9rem; }
            p.note, figcaption { color: var(--soft); font-size: .9rem; }
            figure { margin: 1rem 0; } svg { height: auto; max-width: 100%; } .row { display: flex; flex-wrap: wrap; gap: 1rem; }
            .row figure { flex: 1 1 26rem; margin: 0; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem .3rem 0; text-align: left; }
            code { overflow-wrap: anywhere; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; } svg text.value { font-weight: 600; }
            .ramp { image-rendering: pixelated; } .frame { fill: none; stroke: var(--soft); stroke-width: 1; }
            .rule { stroke: var(--paper); stroke-width: 1.6; } .grid { stroke: var(--line); stroke-width: 1; } .leader { stroke: var(--soft); stroke-width: .7; }
            .chance { stroke: var(--ink); stroke-dasharray: 5 4; stroke-width: 1.4; } .interval { stroke: var(--ink); stroke-width: 2; }
            .curve { fill: none; stroke-width: 1.8; } .band { opacity: .13; stroke: none; } .mark { fill: var(--paper); stroke-width: 1.6; }
            """;
    private static final String[] DASHES = {"none", "7 3", "2 3", "9 3 2 3", "5 5", "12 4", "1 4", "9 3 2 3 2 3"};

    private final StringBuilder body = new StringBuilder();
    private final String title;

    public Page(String title) {
        this.title = title;
        body.append("<h1>").append(Svg.escape(title)).append("</h1>\n");
    }

    public Page heading(String text) {
        return element("h2", "", text);
    }

    public Page paragraph(String text) {
        return element("p", "", text);
    }

    /** The paragraph that a hurried reader reads. */
    public Page verdict(String text) {
        return element("p", " class=\"verdict\"", text);
    }

    public Page note(String text) {
        return element("p", " class=\"note\"", text);
    }

    public Page code(String text) {
        body.append("<p><code>").append(Svg.escape(text)).append("</code></p>\n");
        return this;
    }

    private Page element(String name, String attributes, String text) {
        body.append('<').append(name).append(attributes).append('>').append(Svg.escape(text));
        body.append("</").append(name).append(">\n");
        return this;
    }

    /** A picture of this package with a caption. */
    public Page figure(String picture, String caption) {
        body.append("<figure>").append(picture).append("<figcaption>").append(Svg.escape(caption));
        body.append("</figcaption></figure>\n");
        return this;
    }

    /** Pictures side by side, as far as there is room. */
    public Page row(String... pictures) {
        body.append("<div class=\"row\">");
        for (String picture : pictures) {
            body.append("<figure>").append(picture).append("</figure>");
        }
        body.append("</div>\n");
        return this;
    }

    public Page table(List<String> header, List<List<String>> rows) {
        body.append("<div class=\"wide\"><table><thead>");
        row("th", header);
        body.append("</thead><tbody>\n");
        rows.forEach(row -> row("td", row));
        body.append("</tbody></table></div>\n");
        return this;
    }

    private void row(String cell, List<String> texts) {
        body.append("<tr>");
        for (String text : texts) {
            body.append('<')
                    .append(cell)
                    .append('>')
                    .append(Svg.escape(text))
                    .append("</")
                    .append(cell)
                    .append('>');
        }
        body.append("</tr>\n");
    }

    /** The whole file. */
    public String html() {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html.append(Svg.escape(title)).append("</title>\n<style>\n").append(STYLE);
        for (int i = 0; i < DASHES.length; i++) {
            html.append(".curve.s").append(i).append(" { stroke: var(--c").append(i);
            html.append("); stroke-dasharray: ")
                    .append(DASHES[i])
                    .append("; } .mark.s")
                    .append(i);
            html.append(" { stroke: var(--c").append(i).append("); } .band.s").append(i);
            html.append(" { fill: var(--c").append(i).append("); }\n");
        }
        return html.append("</style></head><body>\n")
                .append(body)
                .append("</body></html>\n")
                .toString();
    }
}
