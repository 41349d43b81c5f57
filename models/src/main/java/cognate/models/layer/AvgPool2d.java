package cognate.models.layer;

import cognate.autograd.PoolOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;

/**
 * The mean, zeros of the padding included, of each square window of x [n, c, h, w]; what is left over at the edges is
 * dropped.
 */
public final class AvgPool2d extends Layer {
    private final int size;
    private final int stride;
    private final int padding;

    /** Windows side by side. */
    public AvgPool2d(int size) {
        this(size, size, 0);
    }

    public AvgPool2d(int size, int stride, int padding) {
        this.size = size;
        this.stride = stride;
        this.padding = padding;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return PoolOps.averagePool2d(tape, x, size, stride, padding);
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
        return "AvgPool2d(size=" + size + ", stride=" + stride + ", padding=" + padding + ")";
    }
}
