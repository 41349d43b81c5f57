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
 * <p>Data and results belong to the tape and to the step: used after it, or on another tape, they are refused by an
 * {@link IllegalStateException}. The tensors from {@link #allocate} and {@link Variable#value()} must not be kept
 * either. {@link Parameter}s belong to no tape.
 *
 * <p>A closed tape keeps the buffers of its last step, so that the next one allocates nothing; those of other shapes,
 * as batches of changing sizes need them, it keeps up to 256 MB and drops what was not used for the longest time.
 *
 * <p>An operation is a value and a backward, each written into a tensor from {@link #allocate} if it is not a view:
 *
 * <pre>{@code
 * static Variable transpose(Tape tape, Variable x) {
 *     return tape.record(x.value().transpose(), x, dy -> x.addGradient(dy.transpose()));
 * }
 * }</pre>
 *
 * <p>Used by one thread at a time.
 */
public final class Tape implements AutoCloseable {
    /** Bytes of buffers that wait for a step of other shapes than the last. */
    static final long BUDGET = 1L << 28;

    private final Workers workers;
    private final boolean recording;
    private final TensorPool pool = new TensorPool(BUDGET);
    private Variable[] nodes = new Variable[32];
    private int nodeCount;
    private Tensor[] lent = new Tensor[64];
    private int lentCount;
    /** Counts the steps; a variable of an earlier one is void. */
    private int epoch;
    /** Where backward is; only the nodes before it may receive a gradient. 0 while none runs. */
    private int position;
    /** Whether this step's backward was begun. */
    private boolean used;

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

    TensorPool pool() {
        return pool;
    }

    int epoch() {
        return epoch;
    }

    int position() {
        return position;
    }

    /** A buffer [rows, columns] with arbitrary contents that lives until the tape is closed. */
    public Tensor allocate(int rows, int columns) {
        return lend(pool.take(rows, columns));
    }

    /** A buffer with these sizes and arbitrary contents that lives until the tape is closed. */
    public Tensor allocate(int... dims) {
        return lend(dims.length < 2 ? pool.take(Shape.of(dims)) : pool.take(dims));
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

    /**
     * Data: a variable that requires no gradient. It shares the tensor, which must not change before the tape is
     * closed; of a view that is not contiguous it holds a copy.
     */
    public Variable constant(Tensor value) {
        return variable(value, null);
    }

    /**
     * Records an operation's result; it requires a gradient if an input does. Of a view that is not contiguous it holds
     * a copy.
     *
     * @param value the result
     * @param x the operation's input; null for one that was left out
     * @param backward called once, with the result's gradient, if the loss depends on the result
     * @throws IllegalStateException if an input belongs to another tape or to a step before the last {@link #close}
     */
    public Variable record(Tensor value, Variable x, Backward backward) {
        return record(value, requires(x), backward);
    }

    /** Records the result of an operation with two inputs, as {@link #record(Tensor, Variable, Backward)}. */
    public Variable record(Tensor value, Variable x, Variable y, Backward backward) {
        return record(value, requires(x) | requires(y), backward);
    }

    /** Records the result of an operation with three inputs, as {@link #record(Tensor, Variable, Backward)}. */
    public Variable record(Tensor value, Variable x, Variable y, Variable z, Backward backward) {
        return record(value, requires(x) | requires(y) | requires(z), backward);
    }

    /** Records the result of an operation with many inputs, as {@link #record(Tensor, Variable, Backward)}. */
    public Variable record(Tensor value, Variable[] inputs, Backward backward) {
        boolean requires = false;
        for (Variable input : inputs) {
            requires |= requires(input);
        }
        return record(value, requires, backward);
    }

    private boolean requires(Variable input) {
        if (input == null) {
            return false;
        }
        input.checkUsableOn(this, "record");
        return input.requiresGradient();
    }

    private Variable record(Tensor value, boolean requiresGradient, Backward backward) {
        if (!recording || !requiresGradient) {
            return constant(value);
        }
        if (nodeCount == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodeCount);
        }
        Variable result = variable(value, backward);
        nodes[nodeCount++] = result;
        return result;
    }

    private Variable variable(Tensor value, Backward backward) {
        return new Variable(this, epoch, contiguous(value), nodeCount, backward);
    }

    /** The tensor itself if it is contiguous, otherwise a copy that lives until the tape is closed. */
    Tensor contiguous(Tensor value) {
        if (value.isContiguous()) {
            return value;
        }
        Tensor copy = allocate(value.shape());
        copy.copyFrom(value);
        return copy;
    }

    /**
     * Computes the gradient of {@code loss}, a scalar recorded here, by every parameter it depends on; once a step.
     *
     * @throws IllegalArgumentException if it depends on none
     * @throws IllegalStateException if backward already ran since the tape was last closed, or if the loss belongs to
     *     another tape or to a closed step
     */
    public void backward(Variable loss) {
        ShapeException.check(loss.shape().size() == 1, "backward: a scalar loss", loss.shape());
        begin(loss);
        Tensor one = loss.summand();
        Elementwise.fill(one, 1);
        loss.addGradient(one);
        run();
    }

    /**
     * As {@link #backward(Variable)} from a result of any shape.
     *
     * @param seed the result's gradient, of its shape
     */
    public void backward(Variable result, Tensor seed) {
        ShapeException.check(
                result.shape().equals(seed.shape()), "backward: a seed of the shape", result.shape(), seed.shape());
        begin(result);
        result.addGradient(seed);
        run();
    }

    private void begin(Variable result) {
        result.checkUsableOn(this, "backward");
        if (used) {
            throw new IllegalStateException("backward: once before the tape is closed, found a second time");
        }
        if (!result.requiresGradient()) {
            throw new IllegalArgumentException("backward: nothing that the result depends on requires a gradient");
        }
        used = true;
        position = nodeCount;
    }

    private void run() {
        while (position > 0) {
            Variable node = nodes[--position];
            boolean reached = node.hasGradient();
            // complete only now, and never asked for again
            Tensor dy = node.releaseGradient();
            if (reached) {
                node.backward.accumulate(dy);
            }
            giveBack(dy);
        }
    }

    private void giveBack(Tensor gradient) {
        if (gradient != null) {
            pool.give(gradient);
        }
    }

    /** Takes back all buffers; variables of this step are void after it. */
    @Override
    public void close() {
        for (int i = 0; i < nodeCount; i++) {
            giveBack(nodes[i].releaseGradient());
        }
        Arrays.fill(nodes, 0, nodeCount, null); // or the last step's variables would be kept alive
        nodeCount = 0;
        for (int i = 0; i < lentCount; i++) {
            pool.give(lent[i]);
        }
        Arrays.fill(lent, 0, lentCount, null);
        lentCount = 0;
        pool.endStep();
        position = 0;
        used = false;
        epoch++;
    }
}
