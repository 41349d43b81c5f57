package cognate.autograd;

import cognate.engine.tensor.Tensor;

/** A variable that training changes; value and gradient live as long as the network. */
public final class Parameter extends Variable {
    public Parameter(Tensor value) {
        super(value, true, null, null);
    }
}
