package cognate.models.layer;

import cognate.autograd.PoolOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Wiring;
import java.util.EnumSet;

/** The largest pixel of each square window of x [n, c, h, w]; what is left over at the edges is dropped. */
public final class MaxPool2d extends Layer {
    private final int size;
    private final int stride;
    private final int padding;

    /** Windows side by side. */
    public MaxPool2d(int size) {
        this(size, size, 0);
    }

    public MaxPool2d(int size, int stride, int padding) {
        this.size = size;
        this.stride = stride;
        this.padding = padding;
    }

    /** Extent of a window, in both directions. */
    public int size() {
        return size;
    }

    public int stride() {
        return stride;
    }

    public int padding() {
        return padding;
    }

    /** Whether a layer takes the largest of two by two pixels side by side. */
    static boolean isOfPairs(Layer layer) {
        if (!(layer instanceof MaxPool2d)) {
            return false;
        }
        MaxPool2d pool = (MaxPool2d) layer;
        return pool.size == 2 && pool.stride == 2 && pool.padding == 0;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return PoolOps.maxPool2d(tape, x, size, stride, padding);
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        return PoolOps.averagePool2d(tape, x, size, stride, padding);
    }

    @Override
    public String linearStandIn() {
        return "maximum pooling counts as average pooling";
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        return wiring.passing(in, EnumSet.of(Symmetry.SCALE)); // the largest, whatever its sign
    }

    @Override
    public Layer copy() {
        return this; // it has no state
    }

    @Override
    public String toString() {
        return "MaxPool2d(size=" + size + ", stride=" + stride + ", padding=" + padding + ")";
    }
}
