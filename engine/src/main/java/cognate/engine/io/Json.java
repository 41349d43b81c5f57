package cognate.engine.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * JSON (RFC 8259) from and to plain values: {@code Map<String, Object>} in the order of the document,
 * {@code List<Object>}, {@code String}, {@code Long} (an integer that fits), {@code Double}, {@code Boolean} and
 * {@code null}.
 */
public final class Json {
    /** Arrays and objects inside one another that the reader follows. */
    public static final int MAX_DEPTH = 64;

    private static final long MAX_FILE = 1L << 24;

    private Json() {}

    /**
     * The value of a document.
     *
     * @param file what the errors call it
     * @throws FormatException with line and column, if it is not strict JSON, has a key twice in one object, a number
     *     beyond the range of double, or is nested deeper than {@link #MAX_DEPTH}
     */
    public static Object parse(String text, String file) throws FormatException {
        return new JsonReader(text, file).document();
    }

    /** As {@link #parse(String, String)}, of UTF-8. */
    public static Object parse(byte[] utf8, String file) throws FormatException {
        try {
            return parse(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString(),
                    file);
        } catch (CharacterCodingException e) {
            throw new FormatException(file, "JSON in UTF-8", "bytes that are not UTF-8", e);
        }
    }

    /** As {@link #parse(String, String)}, of a file of at most 16 MiB. */
    public static Object read(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            FormatException.check(
                    source.size() <= MAX_FILE, source.name(), "JSON of at most 16 MiB", source.size() + " bytes");
            return parse(source.bytes(source.size(), "JSON"), source.name());
        }
    }

    /**
     * The document of a value on one line. Also takes {@code Integer}, {@code Float}, any {@code Iterable} and arrays
     * of primitives or objects; doubles are written by {@link Decimal#text}.
     *
     * @throws IllegalArgumentException naming the place, if a number is NaN or infinite (put null where that is meant,
     *     see {@link #finiteOrNull}) or a value is of another type
     */
    public static String write(Object value) {
        return new JsonWriter(false).document(value);
    }

    /** As {@link #write} on many lines, indented, with lists of plain values on one line, and a final newline. */
    public static String pretty(Object value) {
        return new JsonWriter(true).document(value) + "\n";
    }

    /** The number, or null where JSON has none for it. */
    public static Double finiteOrNull(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }
}
