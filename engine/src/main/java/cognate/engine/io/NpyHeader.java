package cognate.engine.io;

import cognate.engine.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of a NumPy array file (numpy.lib.format): magic, version, length, a Python dictionary. */
final class NpyHeader {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private static final int MAX_LENGTH = 1 << 16;
    /** The dictionary as NumPy writes it: its three keys in any order, each at most once, in quotes of either kind. */
    private static final Pattern ITEM = Pattern.compile("\\s*(?<quote>['\"])"
            + "(?:descr\\k<quote>\\s*:\\s*(?:'(?<descr>[^']*)'|\"(?<descr2>[^\"]*)\")"
            + "|fortran_order\\k<quote>\\s*:\\s*(?<fortran>True|False)"
            + "|shape\\k<quote>\\s*:\\s*\\((?<shape>[^()]*)\\))\\s*(?:,|(?=\\}))");

    private static final Pattern TYPE = Pattern.compile("([<>|=])(f[248]|[iu][1248]|b1)");
    private static final Pattern DIM = Pattern.compile("(\\d{1,18})L?"); // Python 2 writes its long numbers so

    private final Shape shape;
    private final String type;
    private final ByteOrder order;
    private final boolean fortranOrder;

    private NpyHeader(Shape shape, String type, ByteOrder order, boolean fortranOrder) {
        this.shape = shape;
        this.type = type;
        this.order = order;
        this.fortranOrder = fortranOrder;
    }

    static NpyHeader read(ByteSource source) throws IOException {
        byte[] magic = source.bytes(MAGIC.length, "NumPy magic");
        FormatException.check(Arrays.equals(magic, MAGIC), source.name(), "the magic \\x93NUMPY", hex(magic));
        byte[] version = source.bytes(2, "version");
        boolean known = version[0] >= 1 && version[0] <= 3 && version[1] == 0;
        FormatException.check(
                known, source.name(), "NumPy format 1.0, 2.0 or 3.0", (version[0] & 0xFF) + "." + (version[1] & 0xFF));
        ByteBuffer prefix = ByteBuffer.wrap(source.bytes(version[0] == 1 ? 2 : 4, "header length"))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = version[0] == 1 ? prefix.getShort() & 0xFFFF : prefix.getInt() & 0xFFFFFFFFL;
        FormatException.check(length <= MAX_LENGTH, source.name(), "a header length of at most " + MAX_LENGTH, length);
        String dictionary = new String(source.bytes(length, "header"), StandardCharsets.UTF_8).strip();
        return parse(dictionary, source.name());
    }

    private static NpyHeader parse(String dictionary, String file) throws FormatException {
        String expected = "a header {'descr': …, 'fortran_order': …, 'shape': …}";
        String descr = null;
        String fortran = null;
        String dims = null;
        FormatException.check(dictionary.startsWith("{"), file, expected, dictionary);
        Matcher item = ITEM.matcher(dictionary);
        int at = 1;
        while (item.region(at, dictionary.length()).lookingAt()) {
            at = item.end();
            String type = item.group("descr") != null ? item.group("descr") : item.group("descr2");
            boolean again = type != null && descr != null
                    || item.group("fortran") != null && fortran != null
                    || item.group("shape") != null && dims != null;
            FormatException.check(!again, file, "every key once in the header", dictionary);
            descr = type != null ? type : descr;
            fortran = item.group("fortran") != null ? item.group("fortran") : fortran;
            dims = item.group("shape") != null ? item.group("shape") : dims;
        }
        boolean complete = descr != null && fortran != null && dims != null;
        FormatException.check(complete && dictionary.substring(at).strip().equals("}"), file, expected, dictionary);
        Matcher type = TYPE.matcher(descr);
        FormatException.check(
                type.matches() && (!type.group(1).equals("|") || type.group(2).endsWith("1")),
                file,
                "numbers of type f2, f4, f8, i1 … i8, u1 … u8 or b1",
                descr);
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(shape(dims, file), type.group(2), order, fortran.equals("True"));
    }

    private static Shape shape(String text, String file) throws FormatException {
        String[] parts = text.isBlank() ? new String[0] : text.split(","); // the comma behind the last gives no part
        int[] dims = new int[parts.length];
        long product = 1;
        for (int i = 0; i < dims.length; i++) {
            Matcher size = DIM.matcher(parts[i].strip());
            if (!size.matches()) {
                throw new FormatException(file, "a shape of sizes", "(" + text + ")");
            }
            long dim = Long.parseLong(size.group(1));
            boolean small = dim <= Integer.MAX_VALUE;
            product = small ? product * dim : Long.MAX_VALUE; // below 2^62: checked after every factor
            if (!small || product > Integer.MAX_VALUE) {
                throw new FormatException(file, "at most 2^31 - 1 elements", "(" + text + ")");
            }
            dims[i] = (int) dim;
        }
        return Shape.of(dims);
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format("\\x%02x", b));
        }
        return text.toString();
    }

    Shape shape() {
        return shape;
    }

    ByteOrder order() {
        return order;
    }

    boolean isFortranOrder() {
        return fortranOrder;
    }

    /** Bytes of one element. */
    int bytes() {
        return type.charAt(1) - '0';
    }

    /** The element at a byte, as double; integers beyond 2^53 are rounded. */
    double get(ByteBuffer buffer, int at) {
        switch (type) {
            case "f2":
                return Halves.binary16(buffer.getShort(at));
            case "f4":
                return buffer.getFloat(at);
            case "f8":
                return buffer.getDouble(at);
            case "i1":
                return buffer.get(at);
            case "i2":
                return buffer.getShort(at);
            case "i4":
                return buffer.getInt(at);
            case "i8":
                return buffer.getLong(at);
            case "u2":
                return buffer.getShort(at) & 0xFFFF;
            case "u4":
                return buffer.getInt(at) & 0xFFFFFFFFL;
            case "u8":
                long bits = buffer.getLong(at);
                // halved with the lost bit kept sticky, so that the one rounding is that of the whole number
                return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2;
            default: // u1, b1
                return buffer.get(at) & 0xFF;
        }
    }
}
