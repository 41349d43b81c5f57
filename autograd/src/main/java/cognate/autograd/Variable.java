package cognate.autograd;

import cognate.engine.kernel.Elementwise;
import cognate.engine.kernel.Gemm;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.function.Consumer;

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
     * Adds to the gradient what {@code compute} writes into the tensor that it is given, every element of it: the buffer
     * itself while the gradient is zero.
     */
    public final void accumulate(Consumer<Tensor> compute) {
        if (zero) {
            compute.accept(buffer());
            zero = false;
        } else {
            Tensor summand = tape == null ? Tensor.zeros(shape()) : tape.allocate(shape());
            compute.accept(summand);
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
