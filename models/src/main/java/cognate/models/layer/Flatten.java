package cognate.models.layer;

import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;

/** All dimensions after the first as one: [n, c, h, w] becomes [n, c·h·w]. */
public final class Flatten extends Layer {
    public Flatten() {}

    @Override
    public Variable forward(Tape tape, Variable x) {
        return ShapeOps.flatten(tape, x);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        return in;
    }

    @Override
    public Layer copy() {
        return this; // it has no state
    }

    @Override
    public String toString() {
        return "Flatten()";
    }
}
