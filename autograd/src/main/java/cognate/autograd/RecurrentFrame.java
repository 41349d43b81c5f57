package cognate.autograd;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.kernel.gemm.MatrixView;
import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Gates;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * What all recurrent layers share: the weights, the layout and the products. Inside, time comes first, and what enters
 * a step stands side by side: row {@code t n + i} is the input of sequence i at step t and then its state before that
 * step, so that one product makes the gates of a step, and one each the weights' gradients of all steps.
 */
final class RecurrentFrame {
    private static final int BLOCK = 16;

    final int n;
    final int steps;
    final int h;
    /** Inputs and states, rows of {@code pitch} floats; block {@code steps} has only states. */
    final float[] rows;

    final int pitch;
    final Variable biasIh;
    final Variable biasHh;

    private final int in;
    /** Rows of the weights: as many gates as the cell has, times h. */
    private final int width;

    private final Tape tape;
    private final Variable x;
    /** Steps after which a sequence's state is the result; null if all states are. */
    private final int[] lengths;

    private final Variable weightIh;
    private final Variable weightHh;
    private final Tensor sequence;
    /** Both weights as [in + h, width], so that every step's product reads along rows. */
    private final Tensor weights;

    /** The operands of the product at hand. */
    private final MatrixView left;

    private final MatrixView right;
    private final MatrixView result;

    /** Checks the shapes: x [n, steps, f], weights [gates h, f] and [gates h, h], biases [gates h]. */
    RecurrentFrame(String name, Tape tape, int gates, Variable x, int[] lengths, Variable[] parameters) {
        if (parameters.length != 4) {
            throw new IllegalArgumentException(
                    name + ": weight_ih, weight_hh, bias_ih and bias_hh, found " + parameters.length + " weights");
        }
        this.tape = tape;
        this.x = x;
        this.lengths = lengths == null ? null : lengths.clone(); // the caller's may change before backward
        weightIh = parameters[0];
        weightHh = parameters[1];
        biasIh = parameters[2];
        biasHh = parameters[3];
        Shape ih = weightIh.shape();
        if (x.shape().rank() != 3 || ih.rank() != 2 || ih.dim(0) % gates != 0 || ih.dim(1) != x.dim(2)) {
            throw new ShapeException(
                    name + ": x [n, steps, in] and weight_ih [" + gates + " h, in], found " + x.shape() + " and " + ih);
        }
        width = ih.dim(0);
        h = width / gates;
        ShapeException.checkMatrix(name, "weight_hh", weightHh.shape(), width, h);
        ShapeException.checkVector(name, "bias_ih", biasIh.shape(), width);
        ShapeException.checkVector(name, "bias_hh", biasHh.shape(), width);
        n = x.dim(0);
        steps = x.dim(1);
        in = x.dim(2);
        pitch = in + h;
        if (lengths != null) {
            checkLengths(name, lengths, n, steps);
        }
        sequence = tape.allocate((steps + 1) * n, pitch);
        rows = sequence.array();
        left = new MatrixView(rows, 0, pitch, 1);
        right = new MatrixView(rows, 0, pitch, 1);
        result = new MatrixView(rows, 0, pitch, 1);
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < steps; t++) {
                int from = x.value().offset() + (i * steps + t) * in;
                System.arraycopy(x.value().array(), from, rows, state(t, i) - in, in);
            }
            Arrays.fill(rows, state(0, i), state(0, i) + h, 0f);
        }
        weights = tape.allocate(pitch, width);
        transpose(weightIh.value(), weights.array(), weights.offset());
        transpose(weightHh.value(), weights.array(), weights.offset() + in * width);
    }

    /** Lengths from 1 to {@code steps} of the first n sequences. */
    static void checkLengths(String name, int[] lengths, int n, int steps) {
        if (lengths.length < n) {
            throw new IllegalArgumentException(name + ": lengths of " + n + " sequences, found " + lengths.length);
        }
        for (int i = 0; i < n; i++) {
            if (lengths[i] < 1 || lengths[i] > steps) {
                throw new IllegalArgumentException(name + ": a length from 1 to " + steps + ", found " + lengths[i]);
            }
        }
    }

    private static void transpose(Tensor from, float[] to, int at) {
        int height = from.dim(0);
        int columns = from.dim(1);
        // in blocks of a cache line's floats, so that neither side is walked by columns alone
        for (int i0 = 0; i0 < height; i0 += BLOCK) {
            for (int j0 = 0; j0 < columns; j0 += BLOCK) {
                for (int j = j0; j < Math.min(j0 + BLOCK, columns); j++) {
                    for (int i = i0; i < Math.min(i0 + BLOCK, height); i++) {
                        to[at + j * height + i] = from.array()[from.offset() + i * columns + j];
                    }
                }
            }
        }
    }

    /** Where the state of sequence i before step t is. */
    int state(int t, int i) {
        return sequence.offset() + (t * n + i) * pitch + in;
    }

    /** Where row i of step t is in a tensor [steps n, …]. */
    int row(int t, int i, Tensor tensor) {
        return tensor.offset() + (t * n + i) * tensor.dim(1);
    }

    /** Both biases, added up. */
    Tensor biases() {
        Tensor sum = tape.allocate(biasIh.shape());
        Elementwise.add(sum, biasIh.value(), biasHh.value());
        return sum;
    }

    /** Adds {@code count} values of a bias, from {@code gate} on, to a row of biases. */
    static void addBias(Tensor row, int at, Variable bias, int gate, int count) {
        Gates.add(
                row.array(),
                row.offset() + at,
                bias.value().array(),
                bias.value().offset() + gate,
                count);
    }

    /** Starts the rows of step t, {@code cRow} apart, from a row of biases. */
    void start(Tensor biases, float[] c, int cAt, int cRow) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(biases.array(), biases.offset(), c, cAt + i * cRow, biases.size());
        }
    }

    /**
     * Adds to {@code count} columns of c, rows {@code cRow} apart, the share of a step's input and state in as many
     * gates.
     */
    void addGates(int t, int gate, int count, float[] c, int cAt, int cRow) {
        product(t, 0, pitch, gate, count, c, cAt, cRow);
    }

    /** Adds the input's share alone. */
    void addInputGates(int t, int gate, int count, float[] c, int cAt, int cRow) {
        product(t, 0, in, gate, count, c, cAt, cRow);
    }

    /** Adds the state's share alone. */
    void addStateGates(int t, int gate, int count, float[] c, int cAt, int cRow) {
        product(t, in, pitch, gate, count, c, cAt, cRow);
    }

    private void product(int t, int from, int to, int gate, int count, float[] c, int cAt, int cRow) {
        left.moveTo(rows, state(t, 0) - in + from, pitch, 1);
        right.moveTo(weights.array(), weights.offset() + from * width + gate, width, 1);
        Gemm.accumulate(tape.workers(), n, count, to - from, result.moveTo(c, cAt, cRow, 1), left, right);
    }

    /** Records the result: the states after each step, [n, steps, h], or those after the sequences' last, [n, h]. */
    Variable record(Backward backward) {
        Tensor y = lengths == null ? tape.allocate(Shape.of(n, steps, h)) : tape.allocate(n, h);
        for (int i = 0; i < n; i++) {
            if (lengths != null) {
                System.arraycopy(rows, state(lengths[i], i), y.array(), y.offset() + i * h, h);
                continue;
            }
            for (int t = 0; t < steps; t++) {
                System.arraycopy(rows, state(t + 1, i), y.array(), y.offset() + (i * steps + t) * h, h);
            }
        }
        return tape.record(y, new Variable[] {x, weightIh, weightHh, biasIh, biasHh}, backward);
    }

    /** The gradient by the states after the last step, [n, h], which {@link #back} leads to those before. */
    Tensor lastGradient(Tensor dy) {
        Tensor dh = tape.allocate(n, h);
        Elementwise.fill(dh, 0);
        addResult(steps - 1, dy, dh);
        return dh;
    }

    /** Adds the gradient by the result where it is the state after step t. */
    private void addResult(int t, Tensor dy, Tensor dh) {
        for (int i = 0; i < n; i++) {
            if (lengths == null) {
                Gates.add(dh.array(), dh.offset() + i * h, dy.array(), dy.offset() + (i * steps + t) * h, h);
            } else if (lengths[i] == t + 1) {
                Gates.add(dh.array(), dh.offset() + i * h, dy.array(), dy.offset() + i * h, h);
            }
        }
    }

    /**
     * Adds to dh, which holds what else reaches the state before step t, the gradient by the result and by the gates,
     * whose state's columns begin at {@code column}.
     */
    void back(int t, Tensor gates, int column, Tensor dy, Tensor dh) {
        if (t > 0) {
            addResult(t - 1, dy, dh);
            int from = row(t, 0, gates) + column;
            inputProduct(weightHh.value(), 0, width, h, gates, from, dh.array(), dh.offset(), h);
        }
    }

    /** The sums of the gates' gradients over all rows. */
    Tensor sums(Tensor gates) {
        Tensor sums = tape.allocate(1, gates.dim(1));
        Elementwise.fill(sums, 0);
        Reduce.accumulateRows(sums, gates);
        return sums;
    }

    /**
     * Adds the gradients by the input and by its weights and biases of {@code count} gates, whose own gradients are
     * columns of all steps' gates.
     */
    void finishInput(Tensor gates, Tensor sums, int column, int gate, int count) {
        if (weightIh.requiresGradient()) {
            weightGradient(gates, column, count, 0, in, weightIh.accumulator(), gate);
        }
        if (biasIh.requiresGradient()) {
            addSums(biasIh.accumulator(), gate, sums, column, count);
        }
        for (int t = 0; x.requiresGradient() && t < steps; t++) {
            Tensor dx = x.accumulator();
            int from = row(t, 0, gates) + column;
            int to = dx.offset() + t * in;
            inputProduct(weightIh.value(), gate, count, in, gates, from, dx.array(), to, steps * in);
        }
    }

    /** Adds the gradients by the state's weights and biases, whose gates' own begin at a column of all steps' gates. */
    void finishState(Tensor gates, Tensor sums, int column) {
        if (weightHh.requiresGradient()) {
            weightGradient(gates, column, width, in, h, weightHh.accumulator(), 0);
        }
        if (biasHh.requiresGradient()) {
            addSums(biasHh.accumulator(), 0, sums, column, width);
        }
    }

    private static void addSums(Tensor bias, int gate, Tensor sums, int column, int count) {
        Gates.add(bias.array(), bias.offset() + gate, sums.array(), sums.offset() + column, count);
    }

    /** c += gates · weight, of n rows of gates from {@code at} on and as many rows of the weight. */
    private void inputProduct(
            Tensor weight, int gate, int count, int size, Tensor gates, int at, float[] c, int cAt, int cRow) {
        left.moveTo(gates.array(), at, gates.dim(1), 1);
        right.moveTo(weight.array(), weight.offset() + gate * size, size, 1);
        Gemm.accumulate(tape.workers(), n, size, count, result.moveTo(c, cAt, cRow, 1), left, right);
    }

    private void weightGradient(Tensor gates, int column, int count, int from, int size, Tensor dw, int gate) {
        left.moveTo(gates.array(), gates.offset() + column, 1, gates.dim(1));
        right.moveTo(rows, sequence.offset() + from, pitch, 1);
        result.moveTo(dw.array(), dw.offset() + gate * size, size, 1);
        Gemm.accumulate(tape.workers(), count, size, steps * n, result, left, right);
    }
}
