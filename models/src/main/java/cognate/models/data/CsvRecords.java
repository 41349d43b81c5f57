package cognate.models.data;

import cognate.engine.io.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a table in a text file (RFC 4180): fields between separators, in double quotes where they contain one,
 * a quote (then doubled) or the end of a line. Blank lines between records are none.
 */
final class CsvRecords implements Closeable {
    /** Between fields; a blank stands for any number of blanks and tabs. */
    private static final String SEPARATORS = ",;\t ";

    private static final int MOST_COLUMNS = 1 << 20;
    private static final int LONGEST = 1 << 22;
    /** Records that are looked at to find the separator. */
    private static final int PEEKED = 20;

    private final TextLines lines;
    private final char separator;
    private final List<String> fields = new ArrayList<>();
    private int firstLine;

    private CsvRecords(TextLines lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /** Opens a file and finds its separator. */
    static CsvRecords open(Path file) throws IOException {
        char separator = separator(file);
        return new CsvRecords(TextLines.open(file), separator);
    }

    /**
     * The separator that cuts the first records into equally many fields, in the last of them all numbers but for the
     * class; where none does, the first that cuts all, or at least the first record.
     */
    private static char separator(Path file) throws IOException {
        char found = SEPARATORS.charAt(0);
        int best = 0;
        for (char separator : SEPARATORS.toCharArray()) {
            int fit = fit(file, separator);
            if (fit > best) {
                best = fit;
                found = separator;
            }
        }
        return found;
    }

    private static int fit(Path file, char separator) throws IOException {
        int columns = 0;
        try (CsvRecords records = new CsvRecords(TextLines.open(file), separator)) {
            List<String> last = List.of();
            for (int i = 0; i < PEEKED && records.next(); i++) {
                last = records.fields;
                columns = i == 0 ? last.size() : columns;
                if (columns < 2 || last.size() != columns) {
                    return columns < 2 ? 0 : 1;
                }
            }
            return last.size() < 2 ? 0 : last.stream().limit(columns - 1L).allMatch(TextLines::isNumber) ? 3 : 2;
        } catch (FormatException e) {
            return columns < 2 ? 0 : 1; // it is said when the records are read
        }
    }

    /** Goes on to the next record; false if there is none. */
    boolean next() throws FormatException {
        do {
            if (!lines.next()) {
                return false;
            }
        } while (lines.isBlank());
        firstLine = lines.number();
        fields.clear();
        Field field = new Field();
        String line = separator == ' ' ? lines.line().strip() : lines.line();
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() && field.quoted) {
                line = goOn(field);
                i = -1;
            } else if (i == line.length() || isSeparator(line.charAt(i)) && !field.quoted) {
                add(field.end());
                while (separator == ' ' && i + 1 < line.length() && isSeparator(line.charAt(i + 1))) {
                    i++;
                }
            } else {
                field.add(line.charAt(i));
            }
        }
        return true;
    }

    private boolean isSeparator(char c) {
        return c == separator || separator == ' ' && c == '\t';
    }

    private String goOn(Field field) throws FormatException {
        field.add('\n');
        if (!lines.next() || field.text.length() > LONGEST) {
            throw wrong("a closing quote", "none");
        }
        return lines.line();
    }

    private void add(String field) throws FormatException {
        if (fields.size() == MOST_COLUMNS) {
            throw wrong("at most " + MOST_COLUMNS + " columns", "more");
        }
        fields.add(field);
    }

    /** The fields of the record, which the next one overwrites, without blanks around them. */
    List<String> fields() {
        return fields;
    }

    /** The number in a field, counted from 0. */
    float number(int column) throws FormatException {
        return lines.number(fields.get(column), column + 1);
    }

    /** What to throw if this record is not as it should be. */
    FormatException wrong(String expected, String found) {
        return lines.wrong(expected, found, firstLine);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** A field as far as it has been read. */
    private static final class Field {
        private final StringBuilder text = new StringBuilder();
        /** Inside of quotes. */
        private boolean quoted;
        /** The last character was a quote that may be the first of two. */
        private boolean closed;

        void add(char c) {
            if (c == '"' && quoted) {
                quoted = false;
                closed = true;
            } else if (c == '"' && (closed || isBlank())) {
                if (closed) {
                    text.append(c);
                }
                quoted = true;
                closed = false;
            } else {
                text.append(c);
                closed = false;
            }
        }

        private boolean isBlank() {
            return text.chars().allMatch(Character::isWhitespace);
        }

        String end() {
            String field = text.toString().strip();
            text.setLength(0);
            closed = false;
            return field;
        }
    }
}
