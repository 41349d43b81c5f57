package cognate.stats.report;

import java.util.Base64;
import java.util.Locale;

/**
 * A picture that is being drawn: x grows to the right, y downwards, units are pixels. Styles are classes of
 * {@link Page}.
 */
final class Svg {
    private final StringBuilder elements = new StringBuilder();

    /** An empty picture that {@code description} tells to those who cannot see it. */
    Svg(int width, int height, String description) {
        elements.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(height);
        elements.append("\" width=\"").append(width).append("\" role=\"img\"><title>");
        elements.append(escape(description)).append("</title>\n");
    }

    /** The text with everything that markup would take for its own made harmless. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** A coordinate: one digit behind the point is a tenth of a pixel. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        return element("line", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    }

    Svg rectangle(String style, double x, double y, double width, double height) {
        return element("rect", style, "x", x, "y", y, "width", width, "height", height);
    }

    private Svg element(String name, String style, Object... attributes) {
        elements.append('<').append(name).append(" class=\"").append(style).append('"');
        for (int i = 0; i < attributes.length; i += 2) {
            elements.append(' ').append(attributes[i]).append("=\"");
            elements.append(number((Double) attributes[i + 1])).append('"');
        }
        elements.append("/>\n");
        return this;
    }

    /** A path in SVG's own notation. */
    Svg path(String style, CharSequence path) {
        elements.append("<path class=\"").append(style).append("\" d=\"").append(path);
        elements.append("\"/>\n");
        return this;
    }

    /** Text whose begin, middle or end (the anchor) stands at x, its base line at y. */
    Svg text(String style, String anchor, double x, double y, String text) {
        elements.append("<text class=\"")
                .append(style)
                .append("\" text-anchor=\"")
                .append(anchor);
        elements.append("\" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\">");
        elements.append(escape(text)).append("</text>\n");
        return this;
    }

    /** A PNG file, embedded, stretched without smoothing. */
    Svg image(String style, double x, double y, double width, double height, byte[] png) {
        elements.append("<image class=\"").append(style).append("\" x=\"").append(number(x));
        elements.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
        elements.append("\" height=\"").append(number(height)).append("\" preserveAspectRatio=\"none\" href=\"");
        elements.append("data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\"/>\n");
        return this;
    }

    @Override
    public String toString() {
        return elements + "</svg>";
    }
}
