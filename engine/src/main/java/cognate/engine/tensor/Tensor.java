package cognate.engine.tensor;

import java.util.Arrays;

/**
 * A dense array of floats with a shape: storage, offset and strides. Views ({@link #transpose()}, {@link #reshape},
 * {@link #slice}) share the storage; nothing here copies unless its name says so.
 */
public final class Tensor {
    private final float[] array;
    private final int offset;
    private final Shape shape;
    private final int[] strides;
    private final boolean contiguous;
    /** Kept because every backward step of a matrix product asks for it again; a race makes at most a second view. */
    private Tensor transposed;
    /** Kept for the same reason, in every step of a network that flattens its images. */
    private Tensor flattened;

    private Tensor(float[] array, int offset, Shape shape, int[] strides) {
        this.array = array;
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.contiguous = isRowMajor(shape, strides) || shape.size() == 0;
    }

    private static boolean isRowMajor(Shape shape, int[] strides) {
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            if (strides[i] != stride) {
                return false;
            }
            stride *= shape.dim(i);
        }
        return true;
    }

    public static Tensor zeros(int... dims) {
        return zeros(Shape.of(dims));
    }

    public static Tensor zeros(Shape shape) {
        return of(new float[shape.size()], shape);
    }

    /** A row-major tensor over {@code array}, which is not copied. */
    public static Tensor of(float[] array, int... dims) {
        return of(array, Shape.of(dims));
    }

    /** A row-major tensor over {@code array}, which is not copied. */
    public static Tensor of(float[] array, Shape shape) {
        return of(array, 0, shape);
    }

    /** A row-major tensor over {@code array} from {@code offset} on, which is not copied. */
    public static Tensor of(float[] array, int offset, Shape shape) {
        if (offset < 0 || array.length - offset < shape.size()) {
            throw new ShapeException("tensor: " + (array.length - offset) + " floats do not hold the shape " + shape);
        }
        return new Tensor(array, offset, shape, rowMajor(shape));
    }

    public static Tensor scalar(float value) {
        return of(new float[] {value}, Shape.of());
    }

    private static int[] rowMajor(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.dim(i);
        }
        return strides;
    }

    /** The storage itself: element {@code [i, j]} is at {@code offset() + i * stride(0) + j * stride(1)}. */
    public float[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public Shape shape() {
        return shape;
    }

    public int rank() {
        return shape.rank();
    }

    public int dim(int i) {
        return shape.dim(i);
    }

    public int size() {
        return shape.size();
    }

    public int stride(int i) {
        return strides[i < 0 ? strides.length + i : i];
    }

    /** Whether the elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        return contiguous;
    }

    public float get(int... index) {
        return array[position(index)];
    }

    public void set(float value, int... index) {
        array[position(index)] = value;
    }

    /** The only element of a tensor of size 1. */
    public float item() {
        ShapeException.check(size() == 1, "item: one element", shape);
        return array[offset];
    }

    private int position(int[] index) {
        if (index.length != rank()) {
            throw new IndexOutOfBoundsException(Arrays.toString(index) + " of shape " + shape);
        }
        int position = offset;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= dim(i)) {
                throw new IndexOutOfBoundsException(Arrays.toString(index) + " of shape " + shape);
            }
            position += index[i] * strides[i];
        }
        return position;
    }

    /** The view [n, m] of a matrix [m, n]. */
    public Tensor transpose() {
        Tensor result = transposed;
        if (result == null) {
            ShapeException.check(rank() == 2, "transpose: a matrix", shape);
            result = transpose(0, 1);
            result.transposed = this;
            transposed = result;
        }
        return result;
    }

    /** The view with two dimensions exchanged. */
    public Tensor transpose(int first, int second) {
        int[] dims = shape.toArray();
        int[] newStrides = strides.clone();
        dims[first] = shape.dim(second);
        dims[second] = shape.dim(first);
        newStrides[first] = strides[second];
        newStrides[second] = strides[first];
        return new Tensor(array, offset, Shape.of(dims), newStrides);
    }

    /** The same elements under another shape; only of a contiguous tensor. */
    public Tensor reshape(int... dims) {
        return reshape(Shape.of(dims));
    }

    /** The same elements under another shape; only of a contiguous tensor. */
    public Tensor reshape(Shape other) {
        ShapeException.check(other.size() == size(), "reshape: as many elements", shape, other);
        ShapeException.check(contiguous, "reshape: a contiguous tensor", shape);
        return new Tensor(array, offset, other, rowMajor(other));
    }

    /** All dimensions after the first as one: the view [n, m] of a contiguous tensor [n, ...]. */
    public Tensor flatten() {
        Tensor result = flattened;
        if (result == null) {
            ShapeException.check(rank() > 0, "flatten: a tensor [n, ...]", shape);
            int n = dim(0);
            result = rank() == 2 ? this : reshape(n, n == 0 ? 0 : size() / n);
            flattened = result;
        }
        return result;
    }

    /** The view of {@code [from, to)} along dimension {@code dim}. */
    public Tensor slice(int dim, int from, int to) {
        if (from < 0 || to < from || to > shape.dim(dim)) {
            throw new IndexOutOfBoundsException(
                    "slice [" + from + ", " + to + ") of dimension " + dim + " of " + shape);
        }
        int[] dims = shape.toArray();
        dims[dim] = to - from;
        return new Tensor(array, offset + from * strides[dim], Shape.of(dims), strides);
    }

    /** This tensor if it is contiguous, otherwise a row-major copy. */
    public Tensor contiguous() {
        return contiguous ? this : copy();
    }

    /** A row-major copy with storage of its own. */
    public Tensor copy() {
        return of(toArray(), shape);
    }

    /** The elements in row-major order, in an array of their own. */
    public float[] toArray() {
        if (contiguous) {
            return Arrays.copyOfRange(array, offset, offset + size());
        }
        float[] result = new float[size()];
        int[] index = new int[rank()];
        for (int i = 0; i < result.length; i++) {
            result[i] = array[position(index)];
            for (int d = rank() - 1; d >= 0 && ++index[d] == dim(d); d--) {
                index[d] = 0;
            }
        }
        return result;
    }

    /** Shape and, of a small tensor, the elements. */
    @Override
    public String toString() {
        return size() <= 16 ? shape + " " + Arrays.toString(toArray()) : shape.toString();
    }
}
