package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.RowReductions;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * Sums, means, variances and maxima over chosen dimensions, or over all if none is named. With {@code keepDim} the
 * result keeps the reduced dimensions with size 1, otherwise it does without them; dimensions below 0 count from the
 * last. The elements of one result are taken in row-major order, and sums have the one order of the kernels, whatever
 * the dimensions.
 */
public final class ReduceOps {
    /** Up to here every index is a float. */
    private static final int LARGEST_INDEX = 1 << 24;

    private ReduceOps() {}

    /** The sums over dimensions; 0 over no elements. */
    public static Variable sum(Tape tape, Variable x, int... dims) {
        return sum(tape, x, false, dims);
    }

    /** The sums over dimensions; 0 over no elements. */
    public static Variable sum(Tape tape, Variable x, boolean keepDim, int... dims) {
        Reduction over = new Reduction("sum", x.shape(), keepDim, dims);
        Tensor y = tape.allocate(over.result());
        RowReductions.sum(y, over.rows(tape, x.value()));
        return tape.record(y, x, dy -> x.addGradient(over.spread(dy)));
    }

    /** The means over dimensions. */
    public static Variable mean(Tape tape, Variable x, int... dims) {
        return mean(tape, x, false, dims);
    }

    /** The means over dimensions. */
    public static Variable mean(Tape tape, Variable x, boolean keepDim, int... dims) {
        Reduction over = new Reduction("mean", x.shape(), keepDim, dims);
        over.checkNotEmpty("mean");
        Tensor y = tape.allocate(over.result());
        RowReductions.mean(y, over.rows(tape, x.value()));
        return tape.record(y, x, dy -> {
            Elementwise.divide(dy, dy, over.size());
            x.addGradient(over.spread(dy));
        });
    }

    /**
     * The unbiased variances over dimensions, those of {@link #variance(Tape, Variable, int, boolean, int...)} with 1.
     */
    public static Variable variance(Tape tape, Variable x, int... dims) {
        return variance(tape, x, 1, false, dims);
    }

    /**
     * The variances over dimensions: {@code Σ (x − mean)² / (n − correction)} as PyTorch's {@code var}.
     *
     * @param correction 1 for the unbiased estimate, 0 for the mean square
     * @throws ShapeException if n is not above the correction, or 0
     */
    public static Variable variance(Tape tape, Variable x, int correction, boolean keepDim, int... dims) {
        Reduction over = new Reduction("variance", x.shape(), keepDim, dims);
        over.checkNotEmpty("variance");
        ShapeException.check(
                over.size() > correction,
                "variance: more elements along the dimensions than the correction " + correction,
                x.shape());
        Tensor rows = over.rows(tape, x.value());
        Tensor mean = tape.allocate(over.result());
        Tensor y = tape.allocate(over.result());
        RowReductions.mean(mean, rows);
        RowReductions.variance(y, rows, mean, correction);
        return tape.record(y, x, dy -> {
            Tensor dRows = tape.allocate(over.matrix());
            RowReductions.varianceGradient(dRows, dy, rows, mean, correction);
            x.addGradient(over.restore(dRows));
        });
    }

    /** The largest elements over dimensions, as {@link #max(Tape, Variable, boolean, int...)}. */
    public static Variable max(Tape tape, Variable x, int... dims) {
        return max(tape, x, false, dims);
    }

    /**
     * The largest elements over dimensions; the gradient goes to the first of equal ones (−0 equals +0). A NaN is the
     * largest.
     */
    public static Variable max(Tape tape, Variable x, boolean keepDim, int... dims) {
        Reduction over = new Reduction("max", x.shape(), keepDim, dims);
        over.checkNotEmpty("max");
        Tensor rows = over.rows(tape, x.value());
        int[] indices = new int[over.rows()];
        RowReductions.argmax(indices, rows);
        Tensor y = tape.allocate(over.result());
        RowReductions.pick(y, rows, indices);
        return tape.record(y, x, dy -> {
            Tensor dRows = tape.allocate(over.matrix());
            RowReductions.pickGradient(dRows, dy, indices);
            x.addGradient(over.restore(dRows));
        });
    }

    /** The indices of the largest elements, as {@link #argmax(Tape, Variable, boolean, int...)}. */
    public static Tensor argmax(Tape tape, Variable x, int... dims) {
        return argmax(tape, x, false, dims);
    }

    /**
     * The index of the largest element over dimensions, in the row-major order of these; the lowest of equal ones. Not
     * differentiable, and with a storage of its own: it outlives the tape.
     *
     * @throws IllegalArgumentException if there is a NaN, which no index would tell, or an index no float could
     */
    public static Tensor argmax(Tape tape, Variable x, boolean keepDim, int... dims) {
        Reduction over = new Reduction("argmax", x.shape(), keepDim, dims);
        x.checkUsableOn(tape, "argmax");
        over.checkNotEmpty("argmax");
        ShapeException.check(over.size() <= LARGEST_INDEX, "argmax: at most 2^24 elements in a row", x.shape());
        Tensor rows = over.rows(tape, x.value());
        int[] indices = new int[over.rows()];
        RowReductions.argmax(indices, rows);
        float[] result = new float[indices.length];
        for (int r = 0; r < indices.length; r++) {
            if (Float.isNaN(rows.get(r, indices[r]))) {
                throw new IllegalArgumentException("argmax: numbers, found NaN for result " + r + " of shape "
                        + over.result() + " from x " + x.shape());
            }
            result[r] = indices[r];
        }
        return Tensor.of(result, over.result());
    }
}
