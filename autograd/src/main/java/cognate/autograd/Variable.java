package cognate.autograd;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/**
 * A value in a computation and, where it requires one, the gradient of the loss by it. Data and results belong to a
 * {@link Tape} and live until it is closed; only a {@link Parameter} lives longer, and only it keeps its gradient.
 */
public class Variable extends FluentOps {
    private final Tensor value;
    private final boolean requiresGradient;
    /** Where it was recorded, and where its gradient's buffer comes from; null for a parameter, which keeps its own. */
    private final Tape tape;
    /** The tape's step to which it belongs. */
    private final int epoch;
    /** Its place among the tape's results. */
    private final int index;

    final Backward backward;
    private Tensor gradient;
    /** Whether the gradient is to count as zero, whatever the buffer holds: the first product then overwrites it. */
    private boolean zero = true;

    /** A parameter's. */
    Variable(Tensor contiguous) {
        this(null, 0, contiguous, 0, null);
    }

    /** Data if there is no backward, otherwise a result that requires a gradient. */
    Variable(Tape tape, int epoch, Tensor contiguous, int index, Backward backward) {
        this.tape = tape;
        this.epoch = epoch;
        this.value = contiguous;
        this.index = index;
        this.backward = backward;
        this.requiresGradient = tape == null || backward != null;
    }

    /**
     * The value, contiguous; to be read only while its tape is open, because the buffer is then used again.
     *
     * @throws IllegalStateException if the tape was closed since
     */
    public final Tensor value() {
        checkOpen("value");
        return value;
    }

    public final Shape shape() {
        return value.shape();
    }

    public final int dim(int i) {
        return value.dim(i);
    }

    /** Whether gradients flow to this variable; those of plain data do not. */
    public final boolean requiresGradient() {
        return requiresGradient;
    }

    /**
     * The gradient that backward added up, of the value's shape; zero if there was none. It may be changed in place,
     * and is void once the gradient is made zero again or handed on.
     *
     * @throws IllegalStateException if this is not a {@link Parameter}: the gradient of anything else is used up, and
     *     its buffer given back, while backward runs
     */
    public final Tensor gradient() {
        if (tape != null) {
            throw new IllegalStateException(
                    "gradient: only of a parameter, found a variable " + shape() + " of a tape");
        }
        return accumulator();
    }

    /**
     * Adds to the gradient, or does nothing where none is required: all that the backward of an operation has to do.
     *
     * @param dx gradient of the loss by this variable, of its shape and with any strides; only read, and may be the
     *     gradient that {@link Backward#accumulate} was given
     * @throws ShapeException if the shape is another
     * @throws IllegalStateException if this is no parameter and not an input of the operation whose backward runs
     */
    public final void addGradient(Tensor dx) {
        if (!requiresGradient) {
            return;
        }
        ShapeException.check(
                shape().equals(dx.shape()), "addGradient: a gradient of the variable's shape", shape(), dx.shape());
        boolean own = dx.array() == buffer().array();
        if (own && zero && dx.isContiguous()) {
            zero = false;
        } else if (dx.isContiguous()) {
            Elementwise.accumulate(accumulator(), dx);
        } else {
            // of a view of the buffer itself before the buffer is made zero
            Tensor summand = own ? dx.copy() : dx;
            accumulator().accumulate(summand);
        }
    }

    /** The gradient so far, to be added to in place. */
    final Tensor accumulator() {
        Tensor buffer = buffer();
        if (zero) {
            Elementwise.fill(buffer, 0);
            zero = false;
        }
        return buffer;
    }

    /**
     * A tensor of the value's shape with arbitrary contents, to be overwritten and then given to {@link #addGradient}:
     * the gradient's own buffer while that is zero.
     */
    final Tensor summand() {
        if (zero) {
            return buffer();
        }
        return tape == null ? Tensor.zeros(shape()) : tape.allocate(shape());
    }

    /** Adds the matrix product {@code a b}: the same bits as accumulating into {@link #accumulator()}. */
    final void addProduct(Workers workers, Tensor a, Tensor b) {
        Tensor buffer = buffer();
        if (zero) {
            Gemm.multiply(workers, buffer, a, b);
            zero = false;
        } else {
            Gemm.accumulate(workers, buffer, a, b);
        }
    }

    private Tensor buffer() {
        if (tape != null && (epoch != tape.epoch() || index >= tape.position())) {
            checkOpen("addGradient");
            throw new IllegalStateException(
                    "addGradient: to an input of the operation whose backward runs, found a variable " + shape()
                            + (tape.position() == 0 ? " while none runs" : " that was recorded after it"));
        }
        if (gradient == null) {
            gradient = tape == null ? Tensor.zeros(shape()) : tape.borrow(shape());
        }
        return gradient;
    }

    /** Whether anything was added to the gradient since it was last zero. */
    boolean hasGradient() {
        return !zero;
    }

    /** Makes the gradient zero; costs nothing until the next accumulation. */
    void zeroGradient() {
        zero = true;
    }

    /** Gives up the gradient's buffer, which is returned (null if there was none). */
    final Tensor releaseGradient() {
        Tensor released = gradient;
        gradient = null;
        zero = true;
        return released;
    }

    private void checkOpen(String use) {
        if (tape != null && epoch != tape.epoch()) {
            throw new IllegalStateException(
                    use + ": of a variable of the open step, found one " + shape() + " whose tape was closed since");
        }
    }

    /**
     * Checks that an operation on a tape may use this: a parameter, or what was recorded there since it was last
     * closed.
     */
    final void checkUsableOn(Tape other, String use) {
        checkOpen(use);
        if (tape != null && tape != other) {
            throw new IllegalStateException(use + ": a variable of this tape, found one " + shape() + " of another");
        }
    }

    @Override
    final Tape tape() {
        if (tape == null) {
            throw new IllegalStateException("an operation on parameters alone needs parameter.on(tape)");
        }
        return tape;
    }

    /** The tape on which an operation on both belongs: that of the first which has one. */
    static Tape tapeOf(Variable x, Variable y) {
        return x.tape == null ? y.tape() : x.tape;
    }
}
