package cognate.engine.io;

import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors in a file of the safetensors format: eight bytes with the length of the header (little-endian), the
 * header in JSON, the data. Both maps keep the order in which they were filled, or that of the header.
 */
public final class SafeTensors {
    private static final int CHUNK = 1 << 16;

    private final Map<String, Tensor> tensors;
    private final Map<String, ElementType> types;
    private final Map<String, String> metadata;

    private SafeTensors(Map<String, Tensor> tensors, Map<String, ElementType> types, Map<String, String> metadata) {
        this.tensors = Collections.unmodifiableMap(tensors);
        this.types = Collections.unmodifiableMap(types);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /** The tensors (not copied) and metadata to be written, in the order of the maps. */
    public static SafeTensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        if (tensors.containsKey(SafeTensorsHeader.METADATA)) {
            throw new IllegalArgumentException(
                    "safetensors: a tensor's name, found the reserved " + SafeTensorsHeader.METADATA);
        }
        Map<String, ElementType> types = new LinkedHashMap<>();
        tensors.keySet().forEach(name -> types.put(name, ElementType.F32));
        return new SafeTensors(new LinkedHashMap<>(tensors), types, new LinkedHashMap<>(metadata));
    }

    /**
     * Reads a file whole. F32 is taken as it is, other types are converted to it, and tensors that have none of its
     * {@linkplain ElementType#isReadable readable} ones are left out.
     *
     * @throws FormatException if anything in the file is not as the format has it; checked before memory is taken
     */
    public static SafeTensors read(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            SafeTensorsHeader header = SafeTensorsHeader.read(source);
            Map<String, Tensor> byName = new LinkedHashMap<>();
            Map<String, ElementType> types = new LinkedHashMap<>();
            for (SafeTensorsHeader.Entry entry : header.entries()) {
                if (entry.type().isReadable()) {
                    byName.put(entry.name(), null); // the order of the header
                }
            }
            for (SafeTensorsHeader.Entry entry : header.byOffset()) {
                types.put(entry.name(), entry.type());
                if (!entry.type().isReadable()) {
                    skip(entry, source);
                    continue;
                }
                source.require(
                        entry.end() - entry.begin(), 4L * entry.shape().size(), "tensor \"" + entry.name() + "\"");
                Tensor tensor = Tensor.zeros(entry.shape());
                fill(tensor.array(), entry, source);
                byName.put(entry.name(), tensor);
            }
            source.end();
            return new SafeTensors(byName, types, header.metadata());
        }
    }

    /**
     * Reads the texts under {@code __metadata__} alone. The header is checked as by {@link #read}, the length of the
     * file with it; the numbers are not looked at.
     */
    public static Map<String, String> readMetadata(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            return SafeTensorsHeader.read(source).metadata();
        }
    }

    private static void skip(SafeTensorsHeader.Entry entry, ByteSource source) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (long left = entry.end() - entry.begin(); left > 0; left -= CHUNK) {
            source.read(bytes, (int) Math.min(left, CHUNK), "tensor \"" + entry.name() + "\"");
        }
    }

    private static void fill(float[] target, SafeTensorsHeader.Entry entry, ByteSource source) throws IOException {
        int width = entry.type().bytes();
        byte[] bytes = new byte[Math.min(target.length, CHUNK) * width];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < target.length; from += CHUNK) {
            int count = Math.min(CHUNK, target.length - from);
            source.read(bytes, count * width, "tensor \"" + entry.name() + "\"");
            entry.type().get(buffer, target, from, count);
        }
    }

    /** The tensors by name; those read from a file are contiguous with an array of their own. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The types of all tensors, also of those left out of {@link #tensors}, in the order of their data. */
    public Map<String, ElementType> types() {
        return types;
    }

    /** The texts under {@code __metadata__}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Writes the file as {@link AtomicFile} does, all tensors as F32 in the order of the map, the header padded with
     * blanks to a multiple of eight. Equal contents give equal bytes.
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        byte[] header = header().getBytes(StandardCharsets.UTF_8);
        int padded = (header.length + 7) / 8 * 8;
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .array());
        out.write(header);
        out.write(" ".repeat(padded - header.length).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer buffer = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors.values()) {
            Tensor rows = tensor.contiguous();
            for (int from = 0; from < rows.size(); from += CHUNK) {
                int count = Math.min(CHUNK, rows.size() - from);
                buffer.asFloatBuffer().put(rows.array(), rows.offset() + from, count);
                out.write(buffer.array(), 0, 4 * count);
            }
        }
    }

    private String header() {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(SafeTensorsHeader.METADATA, metadata);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            long end = offset + 4L * tensor.size();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", "F32");
            entry.put("shape", tensor.shape().toArray());
            entry.put("data_offsets", List.of(offset, end));
            header.put(named.getKey(), entry);
            offset = end;
        }
        return Json.write(header);
    }
}
