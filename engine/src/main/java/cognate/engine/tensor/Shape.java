package cognate.engine.tensor;

import java.util.Arrays;

/** The sizes of a tensor along its dimensions, outermost first; immutable. A scalar has rank 0 and size 1. */
public final class Shape {
    private final int[] dims;
    private final int size;

    private Shape(int[] dims) {
        long product = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException("shape: a size is negative, found " + Arrays.toString(dims));
            }
            product *= dim; // below 2^62: checked after every factor
            if (product > Integer.MAX_VALUE) {
                throw new ShapeException("shape: more than 2^31 - 1 elements, found " + Arrays.toString(dims));
            }
        }
        this.dims = dims;
        this.size = (int) product;
    }

    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    public int rank() {
        return dims.length;
    }

    /** Size along dimension {@code i}; negative {@code i} counts from the last. */
    public int dim(int i) {
        return dims[i < 0 ? dims.length + i : i];
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
