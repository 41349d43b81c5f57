package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.Gates;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * Recurrent layers over whole sequences, from a state of zero, as PyTorch defines them: x is [n, steps, in], the result
 * is the state after each step, [n, steps, h]. What stands behind a short sequence's end is computed and of no use.
 */
public final class RecurrentOps {
    private RecurrentOps() {}

    /**
     * {@code h = f(x W_ihᵀ + b_ih + h W_hhᵀ + b_hh)}, f the rectifier or tanh.
     *
     * @param lengths null for the states after each step; otherwise the steps of each sequence, for its last state
     * @param weights weight_ih [h, in], weight_hh [h, h], bias_ih [h], bias_hh [h]
     */
    public static Variable rnn(Tape tape, Variable x, int[] lengths, boolean relu, Variable... weights) {
        RecurrentFrame frame = new RecurrentFrame("rnn", tape, 1, x, lengths, weights);
        int n = frame.n;
        int h = frame.h;
        Tensor biases = frame.biases();
        float[] s = frame.rows;
        for (int t = 0; t < frame.steps; t++) {
            frame.start(biases, s, frame.state(t + 1, 0), frame.pitch);
            frame.addGates(t, 0, h, s, frame.state(t + 1, 0), frame.pitch);
            for (int i = 0; i < n; i++) {
                int state = frame.state(t + 1, i);
                if (relu) {
                    Gates.relu(s, state, h);
                } else {
                    Gates.tanh(s, state, s, state, h);
                }
            }
        }
        return frame.record(dy -> {
            Tensor dh = frame.lastGradient(dy);
            Tensor gates = tape.allocate(frame.steps * n, h);
            for (int t = frame.steps - 1; t >= 0; t--) {
                for (int i = 0; i < n; i++) {
                    int row = frame.row(t, i, gates);
                    int state = frame.state(t + 1, i);
                    if (relu) {
                        Gates.reluBackward(gates.array(), row, dh.array(), dh.offset() + i * h, s, state, h);
                    } else {
                        Gates.tanhBackward(gates.array(), row, dh.array(), dh.offset() + i * h, s, state, h);
                    }
                }
                Elementwise.fill(dh, 0);
                frame.back(t, gates, 0, dy, dh);
            }
            Tensor sums = frame.sums(gates);
            frame.finishInput(gates, sums, 0, 0, h);
            frame.finishState(gates, sums, 0);
        });
    }

    /**
     * Long short-term memory (Hochreiter, Schmidhuber 1997, with forget gate): {@code [i, f, g, o] = x W_ihᵀ + b_ih + h
     * W_hhᵀ + b_hh; c = σ(f) c + σ(i) tanh(g); h = σ(o) tanh(c)}.
     *
     * @param lengths as in {@link #rnn}
     * @param weights weight_ih [4 h, in], weight_hh [4 h, h], bias_ih [4 h], bias_hh [4 h]
     */
    public static Variable lstm(Tape tape, Variable x, int[] lengths, Variable... weights) {
        RecurrentFrame frame = new RecurrentFrame("lstm", tape, 4, x, lengths, weights);
        int n = frame.n;
        int h = frame.h;
        Tensor biases = frame.biases();
        Tensor gates = tape.allocate(frame.steps * n, 4 * h);
        Tensor cells = tape.allocate((frame.steps + 1) * n, h);
        Tensor bounded = tape.allocate(frame.steps * n, h);
        float[] g = gates.array();
        float[] c = cells.array();
        float[] b = bounded.array();
        Arrays.fill(c, cells.offset(), cells.offset() + n * h, 0f);
        for (int t = 0; t < frame.steps; t++) {
            frame.start(biases, g, frame.row(t, 0, gates), 4 * h);
            frame.addGates(t, 0, 4 * h, g, frame.row(t, 0, gates), 4 * h);
            for (int i = 0; i < n; i++) {
                int row = frame.row(t, i, gates);
                int cell = frame.row(t + 1, i, cells);
                int tanh = frame.row(t, i, bounded);
                Gates.sigmoid(g, row, 2 * h);
                Gates.tanh(g, row + 2 * h, g, row + 2 * h, h);
                Gates.sigmoid(g, row + 3 * h, h);
                Gates.lstmCell(c, cell, c, frame.row(t, i, cells), g, row, h);
                Gates.tanh(b, tanh, c, cell, h);
                Gates.multiply(frame.rows, frame.state(t + 1, i), g, row + 3 * h, b, tanh, h);
            }
        }
        return frame.record(dy -> {
            Tensor dh = frame.lastGradient(dy);
            Tensor dc = tape.allocate(n, h);
            Elementwise.fill(dc, 0);
            for (int t = frame.steps - 1; t >= 0; t--) {
                for (int i = 0; i < n; i++) {
                    int row = frame.row(t, i, gates);
                    int up = dh.offset() + i * h;
                    int cell = dc.offset() + i * h;
                    int tanh = frame.row(t, i, bounded);
                    Gates.lstmBackward(g, row, dh.array(), up, dc.array(), cell, b, tanh, c, frame.row(t, i, cells), h);
                }
                Elementwise.fill(dh, 0);
                frame.back(t, gates, 0, dy, dh);
            }
            Tensor sums = frame.sums(gates);
            frame.finishInput(gates, sums, 0, 0, 4 * h);
            frame.finishState(gates, sums, 0);
        });
    }

    /**
     * Gated recurrent unit (Cho et al. 2014, in PyTorch's form): {@code r = σ(W_ir x + b_ir + W_hr h + b_hr)}, z
     * likewise, {@code n = tanh(W_in x + b_in + r (W_hn h + b_hn)); h = (1 − z) n + z h}.
     *
     * @param lengths as in {@link #rnn}
     * @param weights weight_ih [3 h, in], weight_hh [3 h, h], bias_ih [3 h], bias_hh [3 h]; gates in the order r, z, n
     */
    public static Variable gru(Tape tape, Variable x, int[] lengths, Variable... weights) {
        RecurrentFrame frame = new RecurrentFrame("gru", tape, 3, x, lengths, weights);
        int n = frame.n;
        int h = frame.h;
        // the candidate's share of the input, r, z, and its share of the state: W_ih and W_hh meet neighbouring columns
        Tensor gates = tape.allocate(frame.steps * n, 4 * h);
        Tensor biases = tape.allocate(1, 4 * h);
        Elementwise.fill(biases, 0);
        RecurrentFrame.addBias(biases, 0, frame.biasIh, 2 * h, h);
        RecurrentFrame.addBias(biases, h, frame.biasIh, 0, 2 * h);
        RecurrentFrame.addBias(biases, h, frame.biasHh, 0, 3 * h);
        float[] g = gates.array();
        float[] s = frame.rows;
        for (int t = 0; t < frame.steps; t++) {
            int block = frame.row(t, 0, gates);
            frame.start(biases, g, block, 4 * h);
            frame.addInputGates(t, 2 * h, h, g, block, 4 * h);
            frame.addGates(t, 0, 2 * h, g, block + h, 4 * h);
            frame.addStateGates(t, 2 * h, h, g, block + 3 * h, 4 * h);
            for (int i = 0; i < n; i++) {
                int row = frame.row(t, i, gates);
                Gates.sigmoid(g, row + h, 2 * h);
                Gates.gruCandidate(g, row, h);
                Gates.tanh(g, row, g, row, h);
                Gates.gruState(s, frame.state(t + 1, i), frame.state(t, i), g, row, h);
            }
        }
        return frame.record(dy -> {
            Tensor dh = frame.lastGradient(dy);
            for (int t = frame.steps - 1; t >= 0; t--) {
                for (int i = 0; i < n; i++) {
                    int row = frame.row(t, i, gates);
                    Gates.gruBackward(g, row, dh.array(), dh.offset() + i * h, s, frame.state(t, i), h);
                }
                frame.back(t, gates, h, dy, dh);
            }
            Tensor sums = frame.sums(gates);
            frame.finishInput(gates, sums, h, 0, 2 * h);
            frame.finishInput(gates, sums, 0, 2 * h, h);
            frame.finishState(gates, sums, h);
        });
    }

    /**
     * The last step of every sequence: x is [n, steps, h], the result is [n, h].
     *
     * @param lengths steps of each sequence, from 1; null where all have all steps
     */
    public static Variable lastStep(Tape tape, Variable x, int[] lengths) {
        ShapeException.check(x.shape().rank() == 3 && x.dim(1) > 0, "last step: x [n, steps, h]", x.shape());
        int n = x.dim(0);
        int steps = x.dim(1);
        int h = x.dim(2);
        if (lengths != null) {
            RecurrentFrame.checkLengths("last step", lengths, n, steps);
        }
        int[] last = new int[n];
        for (int i = 0; i < n; i++) {
            last[i] = (i * steps + (lengths == null ? steps : lengths[i]) - 1) * h;
        }
        Tensor y = tape.allocate(n, h);
        for (int i = 0; i < n; i++) {
            System.arraycopy(x.value().array(), x.value().offset() + last[i], y.array(), y.offset() + i * h, h);
        }
        return tape.record(y, x, dy -> {
            Tensor dx = x.accumulator();
            for (int i = 0; i < n; i++) {
                Gates.add(dx.array(), dx.offset() + last[i], dy.array(), dy.offset() + i * h, h);
            }
        });
    }

    /**
     * Every sequence of x [n, steps, h] from its last step to its first; what stands behind its end stays there.
     *
     * @param lengths steps of each sequence, from 1; null where all have all steps
     */
    public static Variable reverse(Tape tape, Variable x, int[] lengths) {
        ShapeException.check(x.shape().rank() == 3, "reverse: x [n, steps, h]", x.shape());
        if (lengths != null) {
            RecurrentFrame.checkLengths("reverse", lengths, x.dim(0), x.dim(1));
        }
        Tensor y = tape.allocate(x.shape());
        reverse(y, x.value(), lengths);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            reverse(dx, dy, lengths);
            x.addGradient(dx);
        });
    }

    private static void reverse(Tensor y, Tensor x, int[] lengths) {
        int steps = x.dim(1);
        int h = x.dim(2);
        for (int row = 0; row < x.dim(0) * steps; row++) {
            int length = lengths == null ? steps : lengths[row / steps];
            int t = row % steps;
            int source = t < length ? row - t + length - 1 - t : row;
            System.arraycopy(x.array(), x.offset() + source * h, y.array(), y.offset() + row * h, h);
        }
    }

    /**
     * Rows of a table: codes is [n, steps] of whole numbers below the table's rows, table is [codes, d], the result is
     * [n, steps, d].
     */
    public static Variable embedding(Tape tape, Variable codes, Variable table) {
        ShapeException.check(
                codes.shape().rank() == 2 && table.shape().rank() == 2,
                "embedding: codes [n, steps] and table [codes, d]",
                codes.shape(),
                table.shape());
        int d = table.dim(1);
        int count = codes.value().size();
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            float code = codes.value().array()[codes.value().offset() + i];
            rows[i] = (int) code;
            if (rows[i] != code || rows[i] < 0 || rows[i] >= table.dim(0)) {
                throw new IllegalArgumentException(
                        "embedding: codes from 0 to " + (table.dim(0) - 1) + ", found " + code);
            }
        }
        Tensor y = tape.allocate(Shape.of(codes.dim(0), codes.dim(1), d));
        for (int i = 0; i < count; i++) {
            System.arraycopy(
                    table.value().array(), table.value().offset() + rows[i] * d, y.array(), y.offset() + i * d, d);
        }
        return tape.record(y, table, dy -> {
            Tensor gradient = table.accumulator();
            for (int i = 0; i < count; i++) {
                Gates.add(gradient.array(), gradient.offset() + rows[i] * d, dy.array(), dy.offset() + i * d, d);
            }
        });
    }
}
