package cognate.engine.io;

import java.io.IOException;
import java.nio.file.Path;

/** An input that is not what it should be. The message is one line: {@code FILE: expected X, found Y}. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_FINDING = 200;
    /** Above all paths; a name in a file may be longer. */
    private static final int LONGEST_PLACE = 5000;

    /**
     * States what is wrong.
     *
     * @param file the file as the user named it, with the part of it that is meant where that helps
     * @param expected what should have been there
     * @param found what was there; control characters are escaped and a long text is cut
     */
    public FormatException(String file, String expected, String found) {
        super(oneLine(cut(file, LONGEST_PLACE)) + ": expected " + oneLine(cut(expected, LONGEST_PLACE)) + ", found "
                + oneLine(cut(found, LONGEST_FINDING)));
    }

    /** As {@link #FormatException(String, String, String)}. */
    public FormatException(Path file, String expected, String found) {
        this(file.toString(), expected, found);
    }

    /** As {@link #FormatException(String, String, String)}, with the exception that told so. */
    public FormatException(String file, String expected, String found, Throwable cause) {
        this(file, expected, found);
        initCause(cause);
    }

    /** Checks what is expected of a file. */
    public static void check(boolean holds, String file, String expected, Object found) throws FormatException {
        if (!holds) {
            throw new FormatException(file, expected, String.valueOf(found));
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = !Character.isISOControl(c) && !Character.isSurrogate(c) && c != '\u2028' && c != '\u2029';
            line.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return line.toString();
    }
}
