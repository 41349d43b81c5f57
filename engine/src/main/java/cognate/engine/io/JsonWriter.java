package cognate.engine.io;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes one JSON document; keeps the path to the value at hand for the error messages. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final List<String> path = new ArrayList<>();
    private final boolean indented;

    JsonWriter(boolean indented) {
        this.indented = indented;
    }

    String document(Object value) {
        value(value);
        return out.toString();
    }

    private void value(Object value) {
        if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value instanceof String) {
            string((String) value);
        } else if (value instanceof Map) {
            object((Map<?, ?>) value);
        } else if (value instanceof Iterable) {
            List<Object> elements = new ArrayList<>();
            ((Iterable<?>) value).forEach(elements::add);
            array(elements);
        } else if (value.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            array(elements);
        } else {
            throw refusal("a JSON value", value.getClass().getName());
        }
    }

    private void number(double value) {
        if (!Double.isFinite(value)) {
            throw refusal("a finite number", Decimal.text(value));
        }
        out.append(Decimal.text(value));
    }

    private void object(Map<?, ?> members) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getKey() instanceof String)) {
                throw refusal("a key of text", String.valueOf(member.getKey()));
            }
            path.add((String) member.getKey());
            separate(first, indented);
            string((String) member.getKey());
            out.append(indented ? ": " : ":");
            value(member.getValue());
            path.remove(path.size() - 1);
            first = false;
        }
        close(first, indented, '}');
    }

    private void array(List<Object> elements) {
        boolean lines = indented && elements.stream().anyMatch(JsonWriter::isNested);
        out.append('[');
        int index = 0;
        for (Object element : elements) {
            path.add(String.valueOf(index++));
            separate(index == 1, lines);
            value(element);
            path.remove(path.size() - 1);
        }
        close(index == 0, lines, ']');
    }

    private static boolean isNested(Object value) {
        return value instanceof Map
                || value instanceof Iterable
                || value != null && value.getClass().isArray();
    }

    private void separate(boolean first, boolean lines) {
        if (!first) {
            out.append(indented && !lines ? ", " : ",");
        }
        if (lines) {
            out.append('\n').append("  ".repeat(path.size()));
        }
    }

    private void close(boolean empty, boolean lines, char bracket) {
        if (lines && !empty) {
            out.append('\n').append("  ".repeat(path.size()));
        }
        out.append(bracket);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (Character.isISOControl(c) || isLone(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /** Whether a surrogate lacks its other half: UTF-8 has no bytes for it. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private IllegalArgumentException refusal(String expected, String found) {
        String place = path.isEmpty() ? "" : " at " + String.join(".", path);
        return new IllegalArgumentException("json: expected " + expected + ", found " + found + place);
    }
}
