package cognate.autograd;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;

/** A value in a computation and, where it requires one, the gradient of the loss by it. */
public class Variable {
    private final Tensor value;
    private final boolean requiresGradient;
    /** Where gradient buffers come from and go back to; null for a parameter, which keeps its own. */
    private final Tape tape;

    final Backward backward;
    private Tensor gradient;
    /** Whether the gradient is to count as zero, whatever the buffer holds: the first product then overwrites it. */
    private boolean zero = true;

    Variable(Tensor value, boolean requiresGradient, Tape tape, Backward backward) {
        this.value = value;
        this.requiresGradient = requiresGradient;
        this.tape = tape;
        this.backward = backward;
    }

    public final Tensor value() {
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

    /** The gradient's buffer, of the value's shape, zero before the first accumulation: to be added to in place. */
    public final Tensor gradient() {
        Tensor buffer = buffer();
        if (zero) {
            Elementwise.fill(buffer, 0);
            zero = false;
        }
        return buffer;
    }

    /** Adds the matrix product {@code a b} to the gradient: the same bits as accumulating into {@link #gradient()}. */
    public final void accumulateProduct(Workers workers, Tensor a, Tensor b) {
        if (zero) {
            Gemm.multiply(workers, buffer(), a, b);
            zero = false;
        } else {
            Gemm.accumulate(workers, gradient, a, b);
        }
    }

    /**
     * A tensor of the value's shape with arbitrary contents, to be overwritten and then given to {@link #accumulate}: the
     * gradient's own buffer while that is zero.
     */
    public final Tensor summand() {
        if (zero) {
            return buffer();
        }
        return tape == null ? Tensor.zeros(shape()) : tape.allocate(shape());
    }

    /** Adds to the gradient what was written into its {@link #summand()}. */
    public final void accumulate(Tensor summand) {
        if (summand == gradient) {
            zero = false;
        } else {
            Elementwise.accumulate(gradient, summand);
        }
    }

    private Tensor buffer() {
        if (gradient == null) {
            gradient = tape == null ? Tensor.zeros(shape()) : tape.borrow(shape());
        }
        return gradient;
    }

    /** Whether anything was added to the gradient since it was last zero. */
    public final boolean hasGradient() {
        return !zero;
    }

    /** Makes the gradient zero; costs nothing until the next accumulation. */
    public final void zeroGradient() {
        zero = true;
    }

    /** Gives up the gradient's buffer, which is returned (null if there was none). */
    final Tensor releaseGradient() {
        Tensor released = gradient;
        gradient = null;
        zero = true;
        return released;
    }
}
