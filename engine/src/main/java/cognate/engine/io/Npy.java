package cognate.engine.io;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** A NumPy array file: numbers of any real type, widened to double, in row-major order. */
public final class Npy {
    private static final int CHUNK = 1 << 13;

    private final Shape shape;
    private final double[] values;

    private Npy(Shape shape, double[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** The array of this shape over {@code values} in row-major order, which are not copied. */
    public static Npy of(double[] values, int... dims) {
        Shape shape = Shape.of(dims);
        if (shape.size() != values.length) {
            throw new IllegalArgumentException(
                    "npy: " + shape.size() + " values of " + shape + ", found " + values.length);
        }
        return new Npy(shape, values);
    }

    /**
     * Reads what {@code numpy.save} writes: format versions 1 to 3, either byte order, C or Fortran order, the types
     * f2, f4, f8, i1 … i8, u1 … u8 and bool.
     *
     * @throws FormatException if it is anything else; checked before memory is taken
     */
    public static Npy read(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            return read(source);
        }
    }

    static Npy read(ByteSource source) throws IOException {
        NpyHeader header = NpyHeader.read(source);
        Shape shape = header.shape();
        int width = header.bytes();
        source.require((long) shape.size() * width, 8L * shape.size(), "data for shape " + shape);
        double[] values = new double[shape.size()];
        byte[] chunk = new byte[Math.min(values.length, CHUNK) * width];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order());
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            source.read(chunk, count * width, "data");
            for (int i = 0; i < count; i++) {
                values[from + i] = header.get(buffer, i * width);
            }
        }
        source.end();
        return new Npy(shape, header.isFortranOrder() ? rowMajor(values, shape.toArray()) : values);
    }

    private static double[] rowMajor(double[] columnMajor, int[] dims) {
        double[] result = new double[columnMajor.length];
        int[] index = new int[dims.length];
        for (int i = 0; i < result.length; i++) {
            int position = 0;
            for (int d = dims.length - 1; d >= 0; d--) {
                position = position * dims[d] + index[d];
            }
            result[i] = columnMajor[position];
            for (int d = dims.length - 1; d >= 0 && ++index[d] == dims[d]; d--) {
                index[d] = 0;
            }
        }
        return result;
    }

    public Shape shape() {
        return shape;
    }

    /** The numbers themselves, row-major. */
    public double[] values() {
        return values;
    }

    /** The numbers rounded to float, in a tensor of their own. */
    public Tensor tensor() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensor.of(floats, shape);
    }

    /** Writes the file as {@link AtomicFile} does: version 1, little-endian f8, C order. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, this::writeTo);
    }

    void writeTo(OutputStream out) throws IOException {
        String sizes = Arrays.toString(shape.toArray());
        String dims = sizes.substring(1, sizes.length() - 1) + (shape.rank() == 1 ? "," : "");
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + dims + "), }";
        int length = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer prefix = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        prefix.put(NpyHeader.MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        prefix.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.write(prefix.array());
        ByteBuffer buffer = ByteBuffer.allocate(8 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.asDoubleBuffer().put(values, from, count);
            out.write(buffer.array(), 0, 8 * count);
        }
    }
}
