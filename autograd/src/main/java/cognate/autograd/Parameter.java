package cognate.autograd;

import cognate.engine.tensor.Tensor;

/** A variable that training changes; value and gradient live as long as the network and belong to no tape. */
public final class Parameter extends Variable {
    /**
     * A parameter with this value, which is shared with the caller if it is contiguous; of any other view it holds a
     * copy.
     */
    public Parameter(Tensor value) {
        super(value.contiguous());
    }

    /**
     * This parameter as a variable of a tape: it shares the value and hands its gradient to the parameter. Operations
     * that find their tape from their operands need it where all operands are parameters.
     */
    public Variable on(Tape tape) {
        return tape.record(value(), this, this::addGradient);
    }

    /** Whether anything was added to the gradient since it was last zero. */
    @Override
    public boolean hasGradient() {
        return super.hasGradient();
    }

    /** Makes the gradient zero; costs nothing until the next accumulation. */
    @Override
    public void zeroGradient() {
        super.zeroGradient();
    }
}
