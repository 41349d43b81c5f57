package cognate.models.data;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A table of numbers with a class in the last column, between commas, semicolons, tabs or blanks. */
final class Csv {
    private Csv() {}

    /**
     * Reads a file. Its first record is a header only if none of its fields but the last is a number. Classes are those
     * that occur, as {@link ClassNames} orders them.
     *
     * @throws FormatException if it is malformed, or its first record can be a header as well as an example
     */
    static Dataset read(Path file) throws IOException {
        List<float[]> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> first = List.of();
        try (CsvRecords records = CsvRecords.open(file)) {
            while (records.next()) {
                List<String> fields = records.fields();
                int columns = first.isEmpty() ? fields.size() : first.size();
                if (columns < 2) {
                    throw records.wrong("at least 2 columns", "1");
                } else if (fields.size() != columns) {
                    throw records.wrong(columns + " columns", String.valueOf(fields.size()));
                }
                boolean header =
                        first.isEmpty() && fields.stream().limit(columns - 1L).noneMatch(TextLines::isNumber);
                first = first.isEmpty() ? List.copyOf(fields) : first;
                if (!header) {
                    rows.add(row(records, columns - 1));
                    labels.add(label(records, columns));
                }
            }
        }
        FormatException.check(!rows.isEmpty(), file.toString(), "at least 1 row of numbers", "none");
        ClassNames classes = new ClassNames(labels);
        int[] numbers = classes.numbers(labels);
        boolean lonely = rows.size() > 1 && IntStream.of(numbers).skip(1).noneMatch(c -> c == numbers[0]);
        FormatException.check(
                !(counts(first) && lonely),
                file.toString(),
                "a header with names, or a first row that is no header",
                String.join(",", first) + ", which can be either");
        return dataset(file.toString(), rows, classes.names(), numbers);
    }

    /** Whether these are numbers of columns, as some programs write them for a header: 0, 1, 2 and so on. */
    private static boolean counts(List<String> fields) {
        int features = fields.size() - 1;
        String label = fields.get(features);
        if (!fields.get(0).matches("\\d{1,9}")) {
            return false;
        }
        int start = Integer.parseInt(fields.get(0));
        boolean named = !TextLines.isNumber(label) && start == 0 && features > 1;
        return IntStream.rangeClosed(1, named ? features - 1 : features)
                .allMatch(j -> fields.get(j).equals(String.valueOf(start + j)));
    }

    private static Dataset dataset(String name, List<float[]> rows, List<String> classes, int[] labels) {
        int width = rows.get(0).length;
        float[] values = new float[Math.multiplyExact(rows.size(), width)];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, width);
        }
        return new FloatExamples(name, Shape.of(width), classes, labels, values);
    }

    private static float[] row(CsvRecords records, int features) throws FormatException {
        float[] row = new float[features];
        for (int j = 0; j < features; j++) {
            row[j] = records.number(j);
        }
        return row;
    }

    private static String label(CsvRecords records, int columns) throws FormatException {
        String label = records.fields().get(columns - 1);
        if (label.isEmpty()) {
            throw records.wrong("a class in column " + columns, "nothing");
        }
        return label;
    }
}
