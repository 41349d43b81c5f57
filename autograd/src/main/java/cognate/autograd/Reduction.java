package cognate.autograd;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * The dimensions that an operation takes together: seen as a matrix [rows, size], each row holds the elements that make
 * one result, in row-major order, and the rows have the row-major order of the dimensions that are kept.
 */
final class Reduction {
    private final Shape shape;
    private final Shape kept;
    private final Shape ones;
    /** The kept dimensions, then the reduced ones; null if they stand so already. */
    private final int[] order;

    private final int[] inverse;
    private final int rows;
    private final int size;

    /**
     * The dimensions of an operation's input.
     *
     * @param operation as in {@code "sum"}
     * @param keepDim whether the result keeps the reduced dimensions, with size 1
     * @param dims what is reduced, below 0 from the last; all if there is none
     */
    Reduction(String operation, Shape shape, boolean keepDim, int... dims) {
        int rank = shape.rank();
        boolean[] reduced = new boolean[rank];
        Arrays.fill(reduced, dims.length == 0);
        for (int dim : dims) {
            int axis = shape.axis(dim);
            if (reduced[axis]) {
                throw new ShapeException(operation + ": every dimension at most once, found " + Arrays.toString(dims)
                        + " of shape " + shape);
            }
            reduced[axis] = true;
        }
        int[] permuted = new int[rank];
        int[] places = new int[rank];
        int[] sizes = shape.toArray();
        int count = 0;
        int reducedSize = 1;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < rank; i++) {
                if (reduced[i] == (pass == 1)) {
                    places[i] = count;
                    permuted[count++] = i;
                    reducedSize *= pass == 1 ? sizes[i] : 1;
                }
            }
        }
        int keptCount = rank - (dims.length == 0 ? rank : dims.length);
        int[] keptSizes = new int[keptCount];
        boolean ordered = true;
        for (int i = 0; i < rank; i++) {
            ordered &= permuted[i] == i;
            if (i < keptCount) {
                keptSizes[i] = sizes[permuted[i]];
            }
        }
        for (int i = 0; i < rank; i++) {
            sizes[i] = reduced[i] ? 1 : sizes[i];
        }
        this.shape = shape;
        this.ones = Shape.of(sizes);
        this.kept = keepDim ? ones : Shape.of(keptSizes);
        this.order = ordered ? null : permuted;
        this.inverse = places;
        this.rows = kept.size();
        this.size = reducedSize;
    }

    /** How many elements make one result. */
    int size() {
        return size;
    }

    int rows() {
        return rows;
    }

    /** The shape of the results. */
    Shape result() {
        return kept;
    }

    /** The shape [rows, size]. */
    Shape matrix() {
        return Shape.of(rows, size);
    }

    /** A tensor of the input's shape as a contiguous matrix [rows, size]: a view, or a copy that lives on the tape. */
    Tensor rows(Tape tape, Tensor x) {
        return tape.contiguous(order == null ? x : x.permute(order)).reshape(rows, size);
    }

    /** The view of a matrix [rows, size] that has the input's shape. */
    Tensor restore(Tensor matrix) {
        if (order == null) {
            return matrix.reshape(shape);
        }
        int[] sizes = new int[order.length];
        Arrays.setAll(sizes, i -> shape.dim(order[i]));
        return matrix.reshape(sizes).permute(inverse);
    }

    /** The view of the results that repeats each for all the elements which make it. */
    Tensor spread(Tensor results) {
        return results.reshape(ones).expand(shape);
    }

    /** Refuses operations that have no result of no elements. */
    void checkNotEmpty(String operation) {
        ShapeException.check(size > 0, operation + ": at least one element along the dimensions", shape);
    }
}
