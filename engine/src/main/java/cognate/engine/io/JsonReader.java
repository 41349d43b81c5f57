package cognate.engine.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over the text of a JSON document. Each method reads one production and leaves the cursor behind it. */
final class JsonReader {
    private final String text;
    private final String file;
    private int at;
    private int depth;

    JsonReader(String text, String file) {
        this.text = text;
        this.file = file;
    }

    Object document() throws FormatException {
        Object value = value();
        blanks();
        expect(at == text.length(), "the end of the JSON");
        return value;
    }

    private Object value() throws FormatException {
        blanks();
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return word("true", Boolean.TRUE);
            case 'f':
                return word("false", Boolean.FALSE);
            case 'n':
                return word("null", null);
            default:
                expect(peek() == '-' || isDigit(peek()), "a JSON value");
                return number();
        }
    }

    private Map<String, Object> object() throws FormatException {
        Map<String, Object> members = new LinkedHashMap<>();
        enter();
        if (!closes('}')) {
            do {
                blanks();
                int start = at;
                expect(peek() == '"', "a key in quotes");
                String key = string();
                blanks();
                expect(peek() == ':', "':'");
                at++;
                Object value = value();
                if (members.containsKey(key)) {
                    throw new FormatException(file, "every key once", "\"" + key + "\" again" + place(start));
                }
                members.put(key, value);
            } while (continues('}'));
        }
        depth--;
        return members;
    }

    private List<Object> array() throws FormatException {
        List<Object> elements = new ArrayList<>();
        enter();
        if (!closes(']')) {
            do {
                elements.add(value());
            } while (continues(']'));
        }
        depth--;
        return elements;
    }

    private void enter() throws FormatException {
        if (++depth > Json.MAX_DEPTH) {
            throw new FormatException(file, "JSON at most " + Json.MAX_DEPTH + " deep", "deeper" + place(at));
        }
        at++;
    }

    private boolean closes(char bracket) throws FormatException {
        blanks();
        boolean closed = peek() == bracket;
        at += closed ? 1 : 0;
        return closed;
    }

    private boolean continues(char bracket) throws FormatException {
        blanks();
        expect(peek() == ',' || peek() == bracket, "',' or '" + bracket + "'");
        return text.charAt(at++) == ',';
    }

    private Object word(String word, Object value) throws FormatException {
        for (int i = 0; i < word.length(); i++, at++) {
            expect(peek() == word.charAt(i), word);
        }
        return value;
    }

    private String string() throws FormatException {
        at++;
        StringBuilder result = new StringBuilder();
        while (peek() != '"') {
            expect(at < text.length(), "the end of the text in quotes");
            expect(peek() >= ' ', "no control character in quotes");
            char c = text.charAt(at++);
            result.append(c == '\\' ? escape() : c);
        }
        at++;
        return result.toString();
    }

    private char escape() throws FormatException {
        int index = peek() == NONE ? -1 : "\"\\/bfnrtu".indexOf(peek());
        expect(index >= 0, "one of \" \\ / b f n r t u after a backslash");
        at++;
        if (index < 8) {
            return "\"\\/\b\f\n\r\t".charAt(index);
        }
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            expect(digit >= 0, "four hexadecimal digits after \\u");
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Object number() throws FormatException {
        int start = at;
        at += peek() == '-' ? 1 : 0;
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean whole = true;
        if (peek() == '.') {
            at++;
            digits();
            whole = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            at += peek() == '+' || peek() == '-' ? 1 : 0;
            digits();
            whole = false;
        }
        String literal = text.substring(start, at);
        if (whole && literal.length() < 20 && !literal.equals("-0")) {
            try {
                return Long.valueOf(literal);
            } catch (NumberFormatException e) {
                // 19 digits beyond the range of long: a double, as longer ones
            }
        }
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            throw new FormatException(file, "a number in the range of double", literal + place(start));
        }
        return value;
    }

    private void digits() throws FormatException {
        expect(isDigit(peek()), "a digit");
        while (isDigit(peek())) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** What {@link #peek} gives at the end; in the text itself it is no part of any token, so nothing takes it. */
    private static final char NONE = '\uFFFF';

    private char peek() {
        return at < text.length() ? text.charAt(at) : NONE;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(boolean holds, String what) throws FormatException {
        if (!holds) {
            String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
            throw new FormatException(file, what, found + place(at));
        }
    }

    private String place(int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return " at line " + line + " column " + (index - lineStart + 1);
    }
}
