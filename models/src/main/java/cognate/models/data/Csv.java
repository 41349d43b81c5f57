package cognate.models.data;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A table of numbers with a class in the last column; fields between commas, in double quotes where need be. */
final class Csv {
    private static final int MOST_COLUMNS = 1 << 20;

    private Csv() {}

    /**
     * Reads a file. Its first line is a header only if none of its fields but the last is a number. Classes are those
     * that occur, sorted, by value if they are numbers.
     */
    static Dataset read(Path file) throws IOException {
        List<float[]> rows = new ArrayList<>();
        List<String> classOfRow = new ArrayList<>();
        try (TextLines lines = TextLines.open(file)) {
            int columns = 0;
            while (lines.next()) {
                if (lines.isBlank()) {
                    continue;
                }
                List<String> fields = fields(lines);
                boolean first = columns == 0;
                columns = first ? fields.size() : columns;
                if (columns < 2) {
                    throw lines.wrong("at least 2 columns", "1");
                } else if (fields.size() != columns) {
                    throw lines.wrong(columns + " columns", String.valueOf(fields.size()));
                }
                List<String> features = fields.subList(0, columns - 1);
                if (!first || features.stream().anyMatch(TextLines::isNumber)) {
                    rows.add(row(features, lines));
                    String label = fields.get(columns - 1);
                    if (label.isEmpty()) {
                        throw lines.wrong("a class in column " + columns, "nothing");
                    }
                    classOfRow.add(label);
                }
            }
        }
        FormatException.check(!rows.isEmpty(), file.toString(), "at least 1 row of numbers", "none");
        return dataset(file.toString(), rows, classOfRow);
    }

    private static float[] row(List<String> features, TextLines lines) throws FormatException {
        float[] row = new float[features.size()];
        for (int j = 0; j < row.length; j++) {
            row[j] = lines.number(features.get(j), j + 1);
        }
        return row;
    }

    private static Dataset dataset(String name, List<float[]> rows, List<String> classOfRow) {
        List<String> names = sorted(classOfRow);
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(c -> numbers.put(c, numbers.size()));
        int width = rows.get(0).length;
        float[] values = new float[Math.multiplyExact(rows.size(), width)];
        int[] labels = new int[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, width);
            labels[i] = numbers.get(classOfRow.get(i));
        }
        return new FloatExamples(name, Shape.of(width), names, labels, values);
    }

    /** The different names, by value if all are numbers. */
    static List<String> sorted(List<String> names) {
        Comparator<String> order = Comparator.naturalOrder();
        if (names.stream().allMatch(TextLines::isNumber)) {
            order = Comparator.comparingDouble(Csv::value).thenComparing(order);
        }
        TreeSet<String> sorted = new TreeSet<>(order);
        sorted.addAll(names);
        return List.copyOf(sorted);
    }

    private static double value(String number) {
        return Character.isLetter(number.charAt(number.length() - 1)) ? Double.NaN : Double.parseDouble(number);
    }

    private static List<String> fields(TextLines lines) throws FormatException {
        String line = lines.line();
        long commas = line.chars().filter(c -> c == ',').count();
        if (commas >= MOST_COLUMNS) {
            throw lines.wrong("at most " + MOST_COLUMNS + " columns", String.valueOf(commas + 1));
        }
        if (line.indexOf('"') < 0) {
            List<String> fields = Arrays.asList(line.split(",", -1));
            fields.replaceAll(String::strip);
            return fields;
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw lines.wrong("a closing quote", "none");
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
