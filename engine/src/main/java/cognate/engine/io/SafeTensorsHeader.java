package cognate.engine.io;

import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The header of a safetensors file, checked so that its entries cover the data from first to last byte, each once. */
final class SafeTensorsHeader {
    static final String METADATA = "__metadata__";

    private static final long MAX_LENGTH = 8 << 20;

    /** One tensor: elements of {@code type} in the bytes [begin, end) of the data. */
    record Entry(String name, ElementType type, Shape shape, long begin, long end) {}

    private final String file;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafeTensorsHeader(String file) {
        this.file = file;
    }

    static SafeTensorsHeader read(ByteSource source) throws IOException {
        byte[] prefix = source.bytes(8, "header length");
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long most = Math.min(MAX_LENGTH, source.size() - source.position());
        FormatException.check(
                length >= 2 && length <= most,
                source.name(),
                "a header length of 2 to " + most,
                Long.toUnsignedString(length));
        Object json = Json.parse(source.bytes(length, "header"), source.name() + " header");
        SafeTensorsHeader header = new SafeTensorsHeader(source.name());
        for (Map.Entry<String, Object> member :
                header.object(json, "a header object").entrySet()) {
            header.add(member.getKey(), member.getValue());
        }
        header.checkCoverage(source.size() - source.position());
        return header;
    }

    /** In the order of the header. */
    List<Entry> entries() {
        return entries;
    }

    /** In the order of the data. */
    List<Entry> byOffset() {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        return sorted;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void add(String name, Object value) throws FormatException {
        if (name.equals(METADATA)) {
            for (Map.Entry<String, Object> pair :
                    object(value, METADATA + " of texts").entrySet()) {
                if (!(pair.getValue() instanceof String)) {
                    throw new FormatException(
                            file, METADATA + " of texts", "another value of \"" + pair.getKey() + "\"");
                }
                metadata.put(pair.getKey(), (String) pair.getValue());
            }
            return;
        }
        String tensor = "tensor \"" + name + "\"";
        Map<String, Object> fields = object(value, tensor + " as an object");
        for (String key : fields.keySet()) {
            if (!key.equals("dtype") && !key.equals("shape") && !key.equals("data_offsets")) {
                throw new FormatException(file, tensor + " with dtype, shape and data_offsets", "\"" + key + "\"");
            }
        }
        ElementType type = type(fields.get("dtype"), tensor);
        long[] dims = sizes(fields.get("shape"), tensor + " with a shape of sizes from 0 to 2^31 - 1");
        Shape shape = shape(dims, tensor);
        long[] offsets = sizes(fields.get("data_offsets"), tensor + " with two data_offsets");
        FormatException.check(offsets.length == 2, file, tensor + " with two data_offsets", offsets.length);
        long bytes = (long) shape.size() * type.bytes();
        FormatException.check(
                offsets[1] - offsets[0] == bytes,
                file,
                tensor + " " + type + " " + shape + " in " + bytes + " bytes",
                "data_offsets [" + offsets[0] + ", " + offsets[1] + "]");
        entries.add(new Entry(name, type, shape, offsets[0], offsets[1]));
    }

    private ElementType type(Object dtype, String tensor) throws FormatException {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new FormatException(file, tensor + " of a type such as F32", brief(dtype));
    }

    private Shape shape(long[] dims, String tensor) throws FormatException {
        long product = 1;
        int[] narrow = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            narrow[i] = (int) dims[i];
            product *= dims[i]; // below 2^62: checked after every factor
            FormatException.check(
                    dims[i] <= Integer.MAX_VALUE && product <= Integer.MAX_VALUE,
                    file,
                    tensor + " of at most 2^31 - 1 elements",
                    Arrays.toString(dims));
        }
        return Shape.of(narrow);
    }

    private void checkCoverage(long dataLength) throws FormatException {
        long end = 0;
        for (Entry entry : byOffset()) {
            FormatException.check(
                    entry.begin() == end,
                    file,
                    "tensor \"" + entry.name() + "\" to begin at " + end + ", where the one before it ends",
                    entry.begin());
            end = entry.end();
        }
        FormatException.check(end == dataLength, file, end + " bytes of tensors after the header", dataLength);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> object(Object value, String expected) throws FormatException {
        FormatException.check(value instanceof Map, file, expected, brief(value));
        return (Map<String, Object>) value;
    }

    private long[] sizes(Object value, String expected) throws FormatException {
        FormatException.check(value instanceof List, file, expected, brief(value));
        List<?> list = (List<?>) value;
        long[] sizes = new long[list.size()];
        for (int i = 0; i < sizes.length; i++) {
            boolean size = list.get(i) instanceof Long && (Long) list.get(i) >= 0;
            FormatException.check(size, file, expected, brief(list.get(i)));
            sizes[i] = (Long) list.get(i);
        }
        return sizes;
    }

    private static String brief(Object value) {
        return value == null ? "none" : value instanceof Map || value instanceof List ? "a list" : value.toString();
    }
}
