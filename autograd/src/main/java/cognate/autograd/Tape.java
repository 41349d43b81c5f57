package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * The record of one computation in the order it ran, which is the order its gradient needs backwards. Closing a tape
 * takes back every buffer it lent and makes it ready for the next step:
 *
 * <pre>{@code
 * Tape tape = new Tape(workers);
 * for (...) {
 *     try (tape) {
 *         Variable loss = LossOps.crossEntropy(tape, network.forward(tape, tape.constant(batch)), labels);
 *         tape.backward(loss);
 *     }
 *     optimizer.step();
 * }
 * }</pre>
 *
 * Used by one thread at a time.
 */
public final class Tape implements AutoCloseable {
    private static final Tensor ONE = Tensor.scalar(1);

    private final Workers workers;
    private final boolean recording;
    private final TensorPool pool = new TensorPool();
    private Variable[] nodes = new Variable[32];
    private int nodeCount;
    private Tensor[] lent = new Tensor[64];
    private int lentCount;

    /** A tape that records, whose large products are spread over {@code workers}. */
    public Tape(Workers workers) {
        this(workers, true);
    }

    private Tape(Workers workers, boolean recording) {
        this.workers = workers;
        this.recording = recording;
    }

    /** A tape for evaluation only: nothing is recorded, and no result requires a gradient. */
    public static Tape evaluating(Workers workers) {
        return new Tape(workers, false);
    }

    public Workers workers() {
        return workers;
    }

    /** A buffer [rows, columns] with arbitrary contents that lives until the tape is closed. */
    public Tensor allocate(int rows, int columns) {
        return lend(pool.take(rows, columns));
    }

    /** A buffer with these sizes, at least two, and arbitrary contents that lives until the tape is closed. */
    public Tensor allocate(int... dims) {
        return lend(pool.take(dims));
    }

    /** A buffer of this shape with arbitrary contents that lives until the tape is closed. */
    public Tensor allocate(Shape shape) {
        return lend(pool.take(shape));
    }

    private Tensor lend(Tensor tensor) {
        if (lentCount == lent.length) {
            lent = Arrays.copyOf(lent, 2 * lentCount);
        }
        lent[lentCount++] = tensor;
        return tensor;
    }

    /** A gradient's buffer, given back as soon as the gradient was used. */
    Tensor borrow(Shape shape) {
        return pool.take(shape);
    }

    /** Data: a variable that requires no gradient. */
    public Variable constant(Tensor value) {
        return new Variable(value, false, this, null);
    }

    /**
     * Records an operation's result; it requires a gradient if the input does.
     *
     * @param value the result
     * @param backward called once, with the result's gradient, if the loss depends on the result
     */
    public Variable record(Tensor value, Variable x, Backward backward) {
        return record(value, x.requiresGradient(), backward);
    }

    /** Records the result of an operation with two inputs, as {@link #record(Tensor, Variable, Backward)}. */
    public Variable record(Tensor value, Variable x, Variable y, Backward backward) {
        return record(value, x.requiresGradient() || y.requiresGradient(), backward);
    }

    /** Records a result that requires a gradient or not, as {@link #record(Tensor, Variable, Backward)}. */
    public Variable record(Tensor value, boolean requiresGradient, Backward backward) {
        if (!recording || !requiresGradient) {
            return constant(value);
        }
        Variable result = new Variable(value, true, this, backward);
        if (nodeCount == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodeCount);
        }
        nodes[nodeCount++] = result;
        return result;
    }

    /** Computes the gradient of {@code loss}, a scalar recorded here, by every parameter it depends on. */
    public void backward(Variable loss) {
        ShapeException.check(loss.value().size() == 1, "backward: a scalar loss", loss.shape());
        backward(loss, ONE);
    }

    /** As {@link #backward(Variable)} from a result of any shape whose gradient is {@code seed}. */
    public void backward(Variable result, Tensor seed) {
        ShapeException.check(
                result.value().size() == seed.size() && seed.isContiguous(),
                "backward: one gradient an element",
                result.shape(),
                seed.shape());
        if (!result.requiresGradient()) {
            throw new IllegalArgumentException("backward: nothing that the result depends on requires a gradient");
        }
        Elementwise.accumulate(result.gradient(), seed);
        for (int i = nodeCount - 1; i >= 0; i--) {
            Variable node = nodes[i];
            if (node.hasGradient()) {
                node.backward.accumulate(node.gradient());
            }
            // its gradient is complete only now and is never asked for again
            giveBack(node);
        }
        nodeCount = 0;
    }

    private void giveBack(Variable node) {
        Tensor gradient = node.releaseGradient();
        if (gradient != null) {
            pool.give(gradient);
        }
    }

    /** Takes back all buffers; variables of this step must not be used after it. */
    @Override
    public void close() {
        for (int i = 0; i < nodeCount; i++) {
            giveBack(nodes[i]);
        }
        Arrays.fill(nodes, null); // or the last step's variables would be kept alive
        nodeCount = 0;
        for (int i = 0; i < lentCount; i++) {
            pool.give(lent[i]);
        }
        Arrays.fill(lent, 0, lentCount, null);
        lentCount = 0;
    }
}
