package cognate.stats.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of text whose columns are as wide as their widest cell. */
final class TextTable {
    private TextTable() {}

    /** The title, the header and the rows, a line each, and an empty line. */
    static String of(String title, List<String> header, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> line : lines) {
            for (int j = 0; j < widths.length; j++) {
                widths[j] = Math.max(widths[j], line.get(j).length());
            }
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> line : lines) {
            StringBuilder cells = new StringBuilder();
            for (int j = 0; j < widths.length; j++) {
                cells.append(line.get(j))
                        .append(" ".repeat(widths[j] + 2 - line.get(j).length()));
            }
            text.append(cells.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
