package cognate.models.layer;

import cognate.autograd.PoolOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;

/** The mean of each plane: [n, c, h, w] becomes [n, c, 1, 1], as by PyTorch's {@code AdaptiveAvgPool2d(1)}. */
public final class GlobalAvgPool2d extends Layer {
    public GlobalAvgPool2d() {}

    @Override
    public Variable forward(Tape tape, Variable x) {
        return PoolOps.globalAveragePool2d(tape, x);
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
        return "GlobalAvgPool2d()";
    }
}
