package cognate.models.data;

import cognate.engine.io.ByteSource;
import cognate.engine.io.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file in the IDX format, plain or gzipped: two zero bytes, the type of its numbers, the number of its dimensions,
 * their sizes as four bytes each, the numbers; all of it with the highest byte first.
 */
final class IdxFile implements Closeable {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int BYTE = 0x09;
    private static final int SHORT = 0x0B;
    private static final int INT = 0x0C;
    private static final int FLOAT = 0x0D;
    private static final int DOUBLE = 0x0E;
    private static final int CHUNK = 1 << 13;

    private final ByteSource source;
    private final int type;
    private final int[] dims;

    private IdxFile(ByteSource source, int type, int... dims) {
        this.source = source;
        this.type = type;
        this.dims = dims;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param names of the dimensions, as many as there must be
     */
    static IdxFile open(Path file, String... names) throws IOException {
        ByteSource source = ByteSource.openUnzipped(file);
        try {
            return header(source, names);
        } catch (FormatException e) {
            source.close();
            throw e;
        }
    }

    private static IdxFile header(ByteSource source, String... names) throws FormatException {
        int magic = source.bigEndianInt("IDX magic");
        int type = magic >>> 8;
        FormatException.check(
                (magic & 0xFF) == names.length && width(type) > 0,
                source.name(),
                String.format("IDX magic 0x%08x", UNSIGNED_BYTE << 8 | names.length),
                String.format("0x%08x", magic));
        int[] dims = new int[names.length];
        for (int d = 0; d < dims.length; d++) {
            dims[d] = source.bigEndianInt("number of " + names[d] + "s");
            FormatException.check(dims[d] > 0, source.name(), "at least 1 " + names[d], dims[d]);
        }
        return new IdxFile(source, type, dims);
    }

    /** Bytes of a number; 0 of an unknown type. */
    private static int width(int type) {
        switch (type) {
            case UNSIGNED_BYTE:
            case BYTE:
                return 1;
            case SHORT:
                return 2;
            case INT:
            case FLOAT:
                return 4;
            case DOUBLE:
                return 8;
            default:
                return 0;
        }
    }

    String name() {
        return source.name();
    }

    int dim(int d) {
        return dims[d];
    }

    /** Whether the numbers are bytes from 0 to 255, as pixels usually are. */
    boolean isUnsignedBytes() {
        return type == UNSIGNED_BYTE;
    }

    /** All bytes of a file of unsigned bytes. */
    byte[] bytes(int count, String what) throws FormatException {
        byte[] bytes = source.bytes(count, what);
        source.end();
        return bytes;
    }

    /** All numbers as they stand in the file. */
    double[] doubles(int count, String what) throws FormatException {
        source.require((long) count * width(type), 8L * count, what);
        double[] values = new double[count];
        int width = width(type);
        byte[] chunk = new byte[Math.min(count, CHUNK) * width];
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        for (int from = 0; from < count; from += CHUNK) {
            int more = Math.min(CHUNK, count - from);
            source.read(chunk, more * width, what);
            for (int i = 0; i < more; i++) {
                values[from + i] = number(buffer, i * width);
            }
        }
        source.end();
        return values;
    }

    private double number(ByteBuffer buffer, int at) {
        switch (type) {
            case UNSIGNED_BYTE:
                return buffer.get(at) & 0xFF;
            case BYTE:
                return buffer.get(at);
            case SHORT:
                return buffer.getShort(at);
            case INT:
                return buffer.getInt(at);
            case FLOAT:
                return buffer.getFloat(at);
            default:
                return buffer.getDouble(at);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
