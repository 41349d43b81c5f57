package cognate.engine.io.torch;

import cognate.engine.io.ElementType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a pickle can hold besides what Java has itself: None is null, the rest is String, Long, Double, Boolean, and
 * Object[] of a tuple.
 */
interface PickleValue {
    /** A class or function, known or not, as {@code torch._utils._rebuild_tensor_v2}. */
    record Global(String name) implements PickleValue {}

    /** Something of this name that nothing is known of; what is put into it is forgotten. */
    record Opaque(String name) implements PickleValue {}

    /** The entries of a dictionary that have texts as keys; others are forgotten. */
    record Dict(Map<String, Object> entries) implements PickleValue {
        Dict() {
            this(new LinkedHashMap<>(4));
        }
    }

    /**
     * A member of the archive.
     *
     * @param type of its elements; null of untyped bytes, or if it is not known
     * @param typeName as the pickle has it
     * @param key its name below {@code data/}
     * @param count of elements, or of untyped bytes
     */
    record Storage(ElementType type, String typeName, String key, long count) implements PickleValue {}

    /** A view of a storage; nothing about its numbers has been checked. */
    record View(Storage storage, ElementType type, long offset, long[] sizes, long[] strides) implements PickleValue {}

    /** What a value is, in words, at most a line. */
    static String describe(Object value) {
        if (value instanceof Dict) {
            return "a dictionary with the keys " + keys((Dict) value);
        } else if (value instanceof Opaque) {
            return ((Opaque) value).name();
        } else if (value instanceof Global) {
            return ((Global) value).name();
        } else if (value instanceof View) {
            return "a tensor";
        } else if (value instanceof Storage) {
            return "a storage";
        } else if (value instanceof Object[]) {
            return "a tuple";
        }
        return value instanceof String ? "'" + value + "'" : value == null ? "None" : value.toString();
    }

    private static String keys(Dict dict) {
        StringBuilder text = new StringBuilder("[");
        for (String key : dict.entries().keySet()) {
            if (text.length() > 200) {
                return text.append(", …]").toString();
            }
            text.append(text.length() > 1 ? ", " : "").append(key);
        }
        return text.append(']').toString();
    }
}
