package cognate.engine.tensor;

import java.util.Arrays;

/**
 * Where the elements of a tensor lie in its storage: element {@code [i, j]} at {@code offset() + i * stride(0) + j *
 * stride(1)}. Immutable. Every layout is made of a row-major one by the methods here, and none of them reaches a
 * position that the row-major one did not have. Dimensions below 0 count from the last.
 */
public final class Layout {
    private final int offset;
    private final Shape shape;
    private final int[] strides;
    private final boolean contiguous;

    private Layout(int offset, Shape shape, int[] strides) {
        this.offset = offset;
        this.shape = shape;
        this.strides = strides;
        this.contiguous = isRowMajor(shape, strides);
    }

    /** The last dimension's elements are neighbours, from {@code offset} on, without gaps. */
    public static Layout rowMajor(int offset, Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, shape.dim(i));
        }
        return new Layout(offset, shape, strides);
    }

    /** Whether the strides that count are those of row-major order: no stride does in a dimension of size 1. */
    private static boolean isRowMajor(Shape shape, int[] strides) {
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            if (strides[i] != stride && shape.dim(i) != 1) {
                return shape.size() == 0;
            }
            stride *= shape.dim(i);
        }
        return true;
    }

    /** The position of the first element. */
    public int offset() {
        return offset;
    }

    public Shape shape() {
        return shape;
    }

    /** How far apart neighbours along dimension {@code dim} are; 0 where one element is repeated. */
    public int stride(int dim) {
        return strides[shape.axis(dim)];
    }

    /** Whether the elements lie in row-major order without gaps. */
    public boolean isContiguous() {
        return contiguous;
    }

    /** The position of the element at {@code index}, one number for each dimension. */
    public int position(int... index) {
        if (index.length != strides.length) {
            throw outside(index);
        }
        int position = offset;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= shape.dim(i)) {
                throw outside(index);
            }
            position += index[i] * strides[i];
        }
        return position;
    }

    private IndexOutOfBoundsException outside(int[] index) {
        return new IndexOutOfBoundsException("index " + Arrays.toString(index) + " of shape " + shape);
    }

    /** The indices {@code [from, to)} along dimension {@code dim}. */
    public Layout slice(int dim, int from, int to) {
        int axis = shape.axis(dim);
        if (from < 0 || to < from || to > shape.dim(axis)) {
            throw new IndexOutOfBoundsException(
                    "slice [" + from + ", " + to + ") of dimension " + dim + " of shape " + shape);
        }
        int[] dims = shape.toArray();
        dims[axis] = to - from;
        return at(axis, from, Shape.of(dims), strides);
    }

    /** The index {@code index} along dimension {@code dim}, which is left out. */
    public Layout select(int dim, int index) {
        int axis = shape.axis(dim);
        if (index < 0 || index >= shape.dim(axis)) {
            throw new IndexOutOfBoundsException("select " + index + " of dimension " + dim + " of shape " + shape);
        }
        return at(axis, index, Shape.of(without(shape.toArray(), axis)), without(strides, axis));
    }

    /**
     * A part that begins at an index; an empty one stays where this is, as its own position may be past the storage.
     */
    private Layout at(int axis, int index, Shape part, int[] partStrides) {
        return new Layout(part.size() == 0 ? offset : offset + index * strides[axis], part, partStrides);
    }

    /** Two dimensions exchanged. */
    public Layout transpose(int first, int second) {
        int[] order = new int[strides.length];
        Arrays.setAll(order, i -> i);
        order[shape.axis(first)] = shape.axis(second);
        order[shape.axis(second)] = shape.axis(first);
        return permute(order);
    }

    /** The dimensions in another order: dimension {@code i} is this layout's {@code dims[i]}. */
    public Layout permute(int... dims) {
        int[] sizes = new int[dims.length];
        int[] permuted = new int[dims.length];
        boolean[] seen = new boolean[strides.length];
        int count = 0;
        for (int i = 0; i < dims.length; i++) {
            int axis = shape.axis(dims[i]);
            count += seen[axis] ? 0 : 1;
            seen[axis] = true;
            sizes[i] = shape.dim(axis);
            permuted[i] = strides[axis];
        }
        if (count != strides.length || dims.length != count) {
            throw new ShapeException(
                    "permute: every dimension once, found " + Arrays.toString(dims) + " of shape " + shape);
        }
        return new Layout(offset, Shape.of(sizes), permuted);
    }

    /** Dimensions of size 1, and new ones before the first, repeated to {@code larger} without a copy. */
    public Layout expand(Shape larger) {
        int added = larger.rank() - strides.length;
        int[] expanded = new int[larger.rank()];
        boolean fits = added >= 0;
        for (int i = 0; fits && i < strides.length; i++) {
            boolean same = shape.dim(i) == larger.dim(added + i);
            expanded[added + i] = same ? strides[i] : 0;
            fits = same || shape.dim(i) == 1;
        }
        ShapeException.check(fits, "expand: sizes that stay, are 1 or are new before the first", shape, larger);
        return new Layout(offset, larger, expanded);
    }

    /** A new dimension of size 1 before dimension {@code dim}; {@code rank} is after the last. */
    public Layout unsqueeze(int dim) {
        int[] dims = new int[strides.length + 1];
        int axis = Shape.axis(dim, dims.length, shape);
        int[] inserted = new int[dims.length];
        for (int i = 0; i < strides.length; i++) {
            int to = i < axis ? i : i + 1;
            dims[to] = shape.dim(i);
            inserted[to] = strides[i];
        }
        dims[axis] = 1;
        inserted[axis] = axis == strides.length ? 1 : dims[axis + 1] * inserted[axis + 1];
        return new Layout(offset, Shape.of(dims), inserted);
    }

    /** Dimension {@code dim}, of size 1, left out. */
    public Layout squeeze(int dim) {
        ShapeException.check(shape.dim(dim) == 1, "squeeze: size 1 in dimension " + dim, shape);
        return select(dim, 0);
    }

    /**
     * The same elements in row-major order under another shape.
     *
     * @throws ShapeException also if no strides say so, as of a transposed matrix as a vector: then copy before
     */
    public Layout reshape(Shape other) {
        ShapeException.check(other.size() == shape.size(), "reshape: as many elements", shape, other);
        if (contiguous) {
            return rowMajor(offset, other);
        }
        int[] reshaped = new int[other.rank()];
        int dim = strides.length; // the dimensions from here on are used up
        int left = 1; // of the run of dimensions before them that lies like one, with a fixed stride
        int stride = 1;
        for (int i = reshaped.length - 1; i >= 0; i--) {
            int size = other.dim(i);
            if (size > 1 && left == 1) {
                do {
                    dim--;
                } while (shape.dim(dim) == 1);
                stride = strides[dim];
                left = shape.dim(dim);
                for (; dim > 0 && (shape.dim(dim - 1) == 1 || strides[dim - 1] == stride * left); dim--) {
                    left *= shape.dim(dim - 1);
                }
            }
            reshaped[i] = stride;
            if (left % size != 0) {
                throw new ShapeException(
                        "reshape: strides that allow it, or a copy() before, found " + this + " and " + other);
            }
            left /= size;
            stride *= size;
        }
        return new Layout(offset, other, reshaped);
    }

    private static int[] without(int[] values, int axis) {
        int[] result = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, axis + 1, result, axis, result.length - axis);
        return result;
    }

    /** As in {@code [2, 3] from 4 by [1, 2]}. */
    @Override
    public String toString() {
        return shape + " from " + offset + " by " + Arrays.toString(strides);
    }
}
