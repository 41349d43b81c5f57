package cognate.models.data;

import cognate.engine.io.AtomicFile;
import cognate.engine.io.FormatException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The lines of a text file in UTF-8, one after the other; errors name the line. */
final class TextLines implements Closeable {
    private static final int LONGEST_LINE = 1 << 24;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** Millions of fields would take all memory before anybody could say what is wrong with them. */
    private static final int LONGEST = 1 << 22;

    private final Path file;
    private final BufferedReader reader;
    private String line;
    private int number;

    /** Gives up where a line is so long that it would fill the memory. */
    private static final class BoundedLines extends FilterReader {
        private final Path file;
        private int length;

        BoundedLines(Reader in, Path file) {
            super(in);
            this.file = file;
        }

        @Override
        public int read(char[] target, int offset, int count) throws IOException {
            int read = super.read(target, offset, count);
            for (int i = offset; i < offset + read; i++) {
                length = target[i] == '\n' || target[i] == '\r' ? 0 : length + 1;
                if (length > LONGEST_LINE) {
                    throw new FormatException(file, "lines of at most " + LONGEST_LINE + " characters", "a longer one");
                }
            }
            return read;
        }
    }

    private TextLines(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static TextLines open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file, "a file", Files.isDirectory(file) ? "a folder" : "none of that name");
        }
        try {
            Reader strict = Files.newBufferedReader(file); // it reports what is not UTF-8
            return new TextLines(file, new BufferedReader(new BoundedLines(strict, file)));
        } catch (IOException e) {
            throw new FormatException(file.toString(), "a readable file", AtomicFile.reason(e), e);
        }
    }

    /** Goes on to the next line; false if there is none. */
    boolean next() throws FormatException {
        try {
            line = reader.readLine();
        } catch (FormatException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw new FormatException(file.toString(), "text in UTF-8", "other bytes behind line " + number, e);
        } catch (IOException e) {
            throw new FormatException(file.toString(), "a readable file", AtomicFile.reason(e), e);
        }
        number++;
        if (line != null && line.length() > LONGEST) {
            throw wrong("at most " + LONGEST + " characters", String.valueOf(line.length()));
        }
        if (number == 1 && line != null && line.startsWith("\uFEFF")) {
            line = line.substring(1); // the byte order mark of some editors
        }
        return line != null;
    }

    String line() {
        return line;
    }

    /** From 1 on. */
    int number() {
        return number;
    }

    boolean isBlank() {
        return line.isBlank();
    }

    /** Whether the field is a number or wants to be one. */
    static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches() || field.matches("(?i)[+-]?(nan|inf|infinity)");
    }

    /** The number in a field of this line; one that float cannot hold is refused as NaN is. */
    float number(String field, int column) throws FormatException {
        float value = NUMBER.matcher(field).matches() ? (float) Double.parseDouble(field) : Float.NaN;
        if (!Float.isFinite(value)) {
            throw wrong("a finite number in column " + column, "\"" + field + "\"");
        }
        return value;
    }

    /** What to throw if this line is not as it should be. */
    FormatException wrong(String expected, String found) {
        return wrong(expected, found, number);
    }

    /** What to throw if the line of this number is not as it should be. */
    FormatException wrong(String expected, String found, int line) {
        return new FormatException(file, expected, found + " at line " + line);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
