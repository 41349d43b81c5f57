package cognate.models.layer;

import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;

/** The last step of every sequence: [n, steps, h] becomes [n, h]. */
public final class LastStep extends Layer {
    public LastStep() {}

    @Override
    public Variable forward(Tape tape, Variable x) {
        return forward(tape, x, null);
    }

    @Override
    public Variable forward(Tape tape, Variable x, int[] lengths) {
        return RecurrentOps.lastStep(tape, x, lengths);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        return in.once();
    }

    @Override
    public Layer copy() {
        return this; // it has no state
    }

    @Override
    public String toString() {
        return "LastStep()";
    }
}
