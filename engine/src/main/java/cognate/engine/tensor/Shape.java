package cognate.engine.tensor;

import java.util.Arrays;

/** The sizes of a tensor along its dimensions, outermost first; immutable. A scalar has rank 0 and size 1. */
public final class Shape {
    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        long product = 1; // of the sizes that are not 0, so that no stride is above it either
        boolean empty = false;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException("shape: a size is negative, found " + Arrays.toString(dims));
            }
            empty |= dim == 0;
            product *= Math.max(1, dim); // below 2^62: checked after every factor
            if (product > Integer.MAX_VALUE) {
                throw new ShapeException("shape: more than 2^31 - 1 elements, found " + Arrays.toString(dims));
            }
        }
        this.dims = dims;
        this.size = empty ? 0 : (int) product;
    }

    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /**
     * The shape to which NumPy's rules broadcast both: aligned at the last dimension, sizes equal or 1.
     *
     * @throws ShapeException if two sizes are neither
     */
    public static Shape broadcast(Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int[] dims = new int[Math.max(a.rank(), b.rank())];
        for (int i = 1; i <= dims.length; i++) {
            int da = i <= a.rank() ? a.dim(-i) : 1;
            int db = i <= b.rank() ? b.dim(-i) : 1;
            ShapeException.check(da == db || da == 1 || db == 1, "broadcast: sizes that are equal or 1", a, b);
            dims[dims.length - i] = da == 1 ? db : da;
        }
        return of(dims);
    }

    public int rank() {
        return dims.length;
    }

    /** Size along dimension {@code i}; negative {@code i} counts from the last. */
    public int dim(int i) {
        return dims[axis(i)];
    }

    /** Dimension {@code dim} counted from the first; negative {@code dim} counts from the last. */
    public int axis(int dim) {
        return axis(dim, dims.length, this);
    }

    static int axis(int dim, int rank, Shape shape) {
        int axis = dim < 0 ? dim + rank : dim;
        if (axis < 0 || axis >= rank) {
            throw outside(dim, rank, shape);
        }
        return axis;
    }

    private static IndexOutOfBoundsException outside(int dim, int rank, Shape shape) {
        return new IndexOutOfBoundsException(
                "a dimension in [" + -rank + ", " + rank + ") of shape " + shape + ", found " + dim);
    }

    /** Number of elements. */
    public int size() {
        return size;
    }

    /** Whether these are the sizes. */
    public boolean is(int... sizes) {
        return Arrays.equals(dims, sizes);
    }

    public int[] toArray() {
        return dims.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape && Arrays.equals(dims, ((Shape) other).dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** As in {@code [64, 784]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
