package cognate.engine.tensor;

import java.util.Arrays;

/**
 * A dense array of floats with a shape: storage and {@link Layout}. Views ({@link #transpose()}, {@link #reshape},
 * {@link #slice}, …) share the storage; nothing here copies unless its name says so. Dimensions below 0 count from the
 * last.
 */
public final class Tensor {
    private final float[] array;
    private final Layout layout;
    /** Kept because every backward step of a matrix product asks for it again; a race makes at most a second view. */
    private Tensor transposed;
    /** Kept for the same reason, in every step of a network that flattens its images. */
    private Tensor flattened;

    private Tensor(float[] array, Layout layout) {
        this.array = array;
        this.layout = layout;
    }

    public static Tensor zeros(int... dims) {
        return zeros(Shape.of(dims));
    }

    public static Tensor zeros(Shape shape) {
        return of(new float[shape.size()], shape);
    }

    public static Tensor ones(int... dims) {
        return full(1, dims);
    }

    /** A tensor of these sizes whose elements all have one value. */
    public static Tensor full(float value, int... dims) {
        Tensor result = zeros(dims);
        Arrays.fill(result.array, value);
        return result;
    }

    /** The vector 0, 1, … n − 1, exact up to n = 2²⁴ + 1. */
    public static Tensor arange(int n) {
        Tensor result = zeros(n);
        for (int i = 0; i < n; i++) {
            result.array[i] = i;
        }
        return result;
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
        return new Tensor(array, Layout.rowMajor(offset, shape));
    }

    public static Tensor scalar(float value) {
        return of(new float[] {value}, Shape.of());
    }

    /** The storage itself. */
    public float[] array() {
        return array;
    }

    /** Where the elements lie in {@link #array()}. */
    public Layout layout() {
        return layout;
    }

    public int offset() {
        return layout.offset();
    }

    public Shape shape() {
        return layout.shape();
    }

    public int rank() {
        return shape().rank();
    }

    public int dim(int i) {
        return shape().dim(i);
    }

    public int size() {
        return shape().size();
    }

    public int stride(int i) {
        return layout.stride(i);
    }

    /** Whether the elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        return layout.isContiguous();
    }

    public float get(int... index) {
        return array[layout.position(index)];
    }

    public void set(float value, int... index) {
        array[layout.position(index)] = value;
    }

    /** The only element of a tensor of size 1. */
    public float item() {
        ShapeException.check(size() == 1, "item: one element", shape());
        return array[offset()];
    }

    /** The view [n, m] of a matrix [m, n]. */
    public Tensor transpose() {
        Tensor result = transposed;
        if (result == null) {
            ShapeException.check(rank() == 2, "transpose: a matrix", shape());
            result = transpose(0, 1);
            result.transposed = this;
            transposed = result;
        }
        return result;
    }

    /** The view with two dimensions exchanged. */
    public Tensor transpose(int first, int second) {
        return new Tensor(array, layout.transpose(first, second));
    }

    /** The view with the dimensions in another order: its dimension {@code i} is dimension {@code dims[i]} of this. */
    public Tensor permute(int... dims) {
        return new Tensor(array, layout.permute(dims));
    }

    /** The view that repeats dimensions of size 1, and new ones before the first, to these sizes. */
    public Tensor expand(int... dims) {
        return expand(Shape.of(dims));
    }

    /** As {@link #expand(int...)}; this tensor itself if it has the shape. */
    public Tensor expand(Shape larger) {
        return shape().equals(larger) ? this : new Tensor(array, layout.expand(larger));
    }

    /** The same elements in row-major order under another shape; refused where that would take a copy. */
    public Tensor reshape(int... dims) {
        return reshape(Shape.of(dims));
    }

    /** As {@link #reshape(int...)}. */
    public Tensor reshape(Shape other) {
        return new Tensor(array, layout.reshape(other));
    }

    /** All dimensions after the first as one: the view [n, m] of a tensor [n, ...]; refused as {@link #reshape} is. */
    public Tensor flatten() {
        Tensor result = flattened;
        if (result == null) {
            ShapeException.check(rank() > 0, "flatten: a tensor [n, ...]", shape());
            int n = dim(0);
            result = rank() == 2 ? this : reshape(n, n == 0 ? 0 : size() / n);
            flattened = result;
        }
        return result;
    }

    /** The view of {@code [from, to)} along dimension {@code dim}. */
    public Tensor slice(int dim, int from, int to) {
        return new Tensor(array, layout.slice(dim, from, to));
    }

    /** The view of one index along dimension {@code dim}, which it does not have. */
    public Tensor select(int dim, int index) {
        return new Tensor(array, layout.select(dim, index));
    }

    /** The view with a new dimension of size 1 before dimension {@code dim}, or after the last. */
    public Tensor unsqueeze(int dim) {
        return new Tensor(array, layout.unsqueeze(dim));
    }

    /** The view without dimension {@code dim}, which has size 1. */
    public Tensor squeeze(int dim) {
        return new Tensor(array, layout.squeeze(dim));
    }

    /** Overwrites every element, whatever the strides, with {@code source}'s of the same index, which may overlap. */
    public void copyFrom(Tensor source) {
        Strided.copy(this, source);
    }

    /**
     * Adds every element of a tensor of the same shape, which may overlap, to the one of the same index, in row-major
     * order: a view that was {@linkplain #expand expanded} so takes the sums over what it repeats.
     */
    public void accumulate(Tensor addend) {
        Strided.accumulate(this, addend);
    }

    /** This tensor if it is contiguous, otherwise a row-major copy. */
    public Tensor contiguous() {
        return isContiguous() ? this : copy();
    }

    /** A row-major copy with storage of its own. */
    public Tensor copy() {
        return of(toArray(), shape());
    }

    /** The elements in row-major order, in an array of their own. */
    public float[] toArray() {
        if (isContiguous()) {
            return Arrays.copyOfRange(array, offset(), offset() + size());
        }
        Tensor result = zeros(shape());
        result.copyFrom(this);
        return result.array;
    }

    /** Equal shapes and equal bits of all elements, whatever the strides: 0 is not −0, and NaN is NaN. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor
                && shape().equals(((Tensor) other).shape())
                && Arrays.equals(toArray(), ((Tensor) other).toArray());
    }

    /** Of what the elements are now: a tensor that changes is no key. */
    @Override
    public int hashCode() {
        return 31 * shape().hashCode() + Arrays.hashCode(toArray());
    }

    /** Shape and, of a small tensor, the elements. */
    @Override
    public String toString() {
        return size() <= 16 ? shape() + " " + Arrays.toString(toArray()) : shape().toString();
    }
}
