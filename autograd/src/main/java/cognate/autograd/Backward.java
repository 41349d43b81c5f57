package cognate.autograd;

import cognate.engine.tensor.Tensor;

/** The backward half of an operation: adds what the gradient of its result means for the gradients of its inputs. */
@FunctionalInterface
public interface Backward {
    /**
     * Accumulates into the gradients of the inputs that require one.
     *
     * @param dy gradient of the loss by the operation's result, of the result's shape; nobody reads it afterwards,
     *     so it may be changed
     */
    void accumulate(Tensor dy);
}
