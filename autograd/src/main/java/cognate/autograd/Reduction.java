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
    /** The kept dimensions, then the reduced ones. */
    private final int[] order;
    /** The input's shape in that order. */
    private final Shape arranged;

    private final Shape result;
    private final Shape ones;
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
        boolean[] reduced = new boolean[shape.rank()];
        Arrays.fill(reduced, dims.length == 0);
        for (int dim : dims) {
            int axis = shape.axis(dim);
            if (reduced[axis]) {
                throw new ShapeException(operation + ": every dimension at most once, found " + Arrays.toString(dims)
                        + " of shape " + shape);
            }
            reduced[axis] = true;
        }
        int kept = dims.length == 0 ? 0 : reduced.length - dims.length;
        int[] sizes = new int[reduced.length];
        int[] withOnes = shape.toArray();
        order = new int[reduced.length];
        int nextKept = 0;
        int nextReduced = kept;
        int reducedSize = 1;
        for (int i = 0; i < reduced.length; i++) {
            int place = reduced[i] ? nextReduced++ : nextKept++;
            order[place] = i;
            sizes[place] = shape.dim(i);
            if (reduced[i]) {
                reducedSize *= shape.dim(i);
                withOnes[i] = 1;
            }
        }
        this.shape = shape;
        this.arranged = Shape.of(sizes);
        this.ones = Shape.of(withOnes);
        this.result = keepDim ? ones : Shape.of(Arrays.copyOf(sizes, kept));
        this.rows = ones.size();
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
        return result;
    }

    /** The shape [rows, size]. */
    Shape matrix() {
        return Shape.of(rows, size);
    }

    /** A tensor of the input's shape as a contiguous matrix [rows, size]: a view, or a copy that lives on the tape. */
    Tensor rows(Tape tape, Tensor x) {
        return tape.contiguous(x.permute(order)).reshape(rows, size);
    }

    /** The view of a matrix [rows, size] that has the input's shape. */
    Tensor restore(Tensor matrix) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return matrix.reshape(arranged).permute(inverse);
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
