package cognate.autograd;

import cognate.engine.kernel.Elementwise;
import cognate.engine.kernel.Gates;
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
     * @param weights weight_ih [h, in], weight_hh [h, h], bias_ih [h], bias_hh [h]
     */
    public static Variable rnn(Tape tape, Variable x, boolean relu, Variable... weights) {
        RecurrentFrame frame = new RecurrentFrame("rnn", tape, 1, x, weights);
        int block = frame.n * frame.h;
        Tensor gates = frame.project(frame.biases());
        Tensor after = frame.states.slice(0, frame.n, (frame.steps + 1) * frame.n);
        for (int t = 0; t < frame.steps; t++) {
            frame.recur(t, gates);
            Tensor in = gates.slice(0, t * frame.n, (t + 1) * frame.n);
            Tensor out = after.slice(0, t * frame.n, (t + 1) * frame.n);
            if (relu) {
                Elementwise.relu(out, in);
            } else {
                Elementwise.tanh(out, in);
            }
        }
        return tape.record(frame.output(), frame.requiresGradient(), dy -> {
            Tensor dh = frame.backward(dy);
            Arrays.fill(gates.array(), gates.offset(), gates.offset() + frame.steps * block, 0f);
            for (int t = frame.steps - 1; t >= 0; t--) {
                Tensor dGates = gates.slice(0, t * frame.n, (t + 1) * frame.n);
                Tensor up = dh.slice(0, t * frame.n, (t + 1) * frame.n);
                Tensor state = after.slice(0, t * frame.n, (t + 1) * frame.n);
                if (relu) {
                    Elementwise.accumulateRelu(dGates, up, state);
                } else {
                    Elementwise.accumulateTanh(dGates, up, state);
                }
                frame.back(t, gates);
            }
            frame.finish(gates, gates);
        });
    }

    /**
     * Long short-term memory (Hochreiter, Schmidhuber 1997, with forget gate): {@code [i, f, g, o] = x W_ihᵀ + b_ih + h
     * W_hhᵀ + b_hh; c = σ(f) c + σ(i) tanh(g); h = σ(o) tanh(c)}.
     *
     * @param weights weight_ih [4 h, in], weight_hh [4 h, h], bias_ih [4 h], bias_hh [4 h]
     */
    public static Variable lstm(Tape tape, Variable x, Variable... weights) {
        RecurrentFrame frame = new RecurrentFrame("lstm", tape, 4, x, weights);
        int n = frame.n;
        int h = frame.h;
        Tensor gates = frame.project(frame.biases());
        Tensor cells = tape.allocate((frame.steps + 1) * n, h);
        Tensor bounded = tape.allocate(frame.steps * n, h);
        float[] g = gates.array();
        float[] c = cells.array();
        Arrays.fill(c, cells.offset(), cells.offset() + n * h, 0f);
        for (int t = 0; t < frame.steps; t++) {
            frame.recur(t, gates);
            int previous = frame.block(t, cells);
            int tanhs = frame.block(t, bounded);
            for (int i = 0; i < n; i++) {
                int row = frame.block(t, gates) + 4 * i * h;
                int cell = previous + (n + i) * h;
                Gates.sigmoid(g, row, 2 * h);
                Gates.tanh(g, row + 2 * h, g, row + 2 * h, h);
                Gates.sigmoid(g, row + 3 * h, h);
                Gates.lstmCell(c, cell, c, previous + i * h, g, row, h);
                Gates.tanh(bounded.array(), tanhs + i * h, c, cell, h);
                Gates.multiply(
                        frame.states.array(),
                        frame.states(t + 1) + i * h,
                        g,
                        row + 3 * h,
                        bounded.array(),
                        tanhs + i * h,
                        h);
            }
        }
        return tape.record(frame.output(), frame.requiresGradient(), dy -> {
            Tensor dh = frame.backward(dy);
            Tensor dc = tape.allocate(n, h);
            Elementwise.fill(dc, 0);
            for (int t = frame.steps - 1; t >= 0; t--) {
                for (int i = 0; i < n; i++) {
                    Gates.lstmBackward(
                            g,
                            frame.block(t, gates) + 4 * i * h,
                            dh.array(),
                            frame.block(t, dh) + i * h,
                            dc.array(),
                            dc.offset() + i * h,
                            bounded.array(),
                            frame.block(t, bounded) + i * h,
                            c,
                            frame.block(t, cells) + i * h,
                            h);
                }
                frame.back(t, gates);
            }
            frame.finish(gates, gates);
        });
    }

    /**
     * Gated recurrent unit (Cho et al. 2014, in PyTorch's form): {@code r = σ(W_ir x + b_ir + W_hr h + b_hr)}, z
     * likewise, {@code n = tanh(W_in x + b_in + r (W_hn h + b_hn)); h = (1 − z) n + z h}.
     *
     * @param weights weight_ih [3 h, in], weight_hh [3 h, h], bias_ih [3 h], bias_hh [3 h]; gates in the order r, z, n
     */
    public static Variable gru(Tape tape, Variable x, Variable... weights) {
        RecurrentFrame frame = new RecurrentFrame("gru", tape, 3, x, weights);
        int n = frame.n;
        int h = frame.h;
        Tensor gates = frame.project(frame.inputBias());
        Tensor products = tape.allocate(frame.steps * n, 3 * h);
        Elementwise.fillRows(products, frame.stateBias());
        float[] g = gates.array();
        float[] p = products.array();
        float[] s = frame.states.array();
        for (int t = 0; t < frame.steps; t++) {
            frame.recur(t, products);
            for (int i = 0; i < n; i++) {
                int row = frame.block(t, gates) + 3 * i * h;
                int product = frame.block(t, products) + 3 * i * h;
                Gates.add(g, row, p, product, 2 * h);
                Gates.sigmoid(g, row, 2 * h);
                Gates.gruCandidate(g, row, p, product + 2 * h, h);
                Gates.tanh(g, row + 2 * h, g, row + 2 * h, h);
                Gates.gruState(s, frame.states(t + 1) + i * h, s, frame.states(t) + i * h, g, row, h);
            }
        }
        return tape.record(frame.output(), frame.requiresGradient(), dy -> {
            Tensor dh = frame.backward(dy);
            for (int t = frame.steps - 1; t >= 0; t--) {
                for (int i = 0; i < n; i++) {
                    Gates.gruBackward(
                            g,
                            frame.block(t, gates) + 3 * i * h,
                            p,
                            frame.block(t, products) + 3 * i * h,
                            dh.array(),
                            frame.block(t, dh) + i * h,
                            s,
                            frame.states(t) + i * h,
                            h);
                }
                if (t > 0) {
                    Gates.add(dh.array(), frame.block(t - 1, dh), dh.array(), frame.block(t, dh), n * h);
                }
                frame.back(t, products);
            }
            frame.finish(gates, products);
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
        int[] last = new int[n];
        for (int i = 0; i < n; i++) {
            int length = lengths == null ? steps : lengths[i];
            if (length < 1 || length > steps) {
                throw new IllegalArgumentException("last step: a length from 1 to " + steps + ", found " + length);
            }
            last[i] = (i * steps + length - 1) * h;
        }
        Tensor y = tape.allocate(n, h);
        for (int i = 0; i < n; i++) {
            System.arraycopy(x.value().array(), x.value().offset() + last[i], y.array(), y.offset() + i * h, h);
        }
        return tape.record(y, x, dy -> {
            Tensor dx = x.gradient();
            for (int i = 0; i < n; i++) {
                Gates.add(dx.array(), dx.offset() + last[i], dy.array(), dy.offset() + i * h, h);
            }
        });
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
            Tensor gradient = table.gradient();
            for (int i = 0; i < count; i++) {
                Gates.add(gradient.array(), gradient.offset() + rows[i] * d, dy.array(), dy.offset() + i * d, d);
            }
        });
    }
}
