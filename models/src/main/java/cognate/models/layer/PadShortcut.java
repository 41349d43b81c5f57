package cognate.models.layer;

import cognate.autograd.PoolOps;
import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;

/**
 * The shortcut without parameters (He et al. 2016, option A): every {@code stride}-th pixel of x [n, c, h, w] in both
 * directions, between channels of zeros.
 */
public final class PadShortcut extends Layer {
    private final int stride;
    private final int before;
    private final int after;

    /** A shortcut with so many channels of zeros before and after the others. */
    public PadShortcut(int stride, int before, int after) {
        this.stride = stride;
        this.before = before;
        this.after = after;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        Variable y = stride == 1 ? x : PoolOps.averagePool2d(tape, x, 1, stride, 0); // of single pixels
        return ShapeOps.concat(tape, 1, zeros(tape, y, before), y, zeros(tape, y, after));
    }

    private static Variable zeros(Tape tape, Variable like, int channels) {
        return tape.constant(Tensor.zeros(like.dim(0), channels, like.dim(2), like.dim(3)));
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        return wiring.pad(in, before, after);
    }

    @Override
    public Layer copy() {
        return this; // it has no state
    }

    @Override
    public String toString() {
        return "PadShortcut(stride=" + stride + ", before=" + before + ", after=" + after + ")";
    }
}
