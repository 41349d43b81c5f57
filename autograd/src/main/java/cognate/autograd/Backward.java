package cognate.autograd;

import cognate.engine.tensor.Tensor;

/** The backward half of an operation: adds what the gradient of its result means for the gradients of its inputs. */
@FunctionalInterface
public interface Backward {
    /**
     * Hands a gradient to every input that requires one, by {@link Variable#addGradient}.
     *
     * @param dy gradient of the loss by the operation's result, contiguous and of the result's shape; nobody reads it
     *     afterwards, so it may be changed, and its buffer is then used again, so it must not be kept
     */
    void accumulate(Tensor dy);
}
