package cognate.autograd;

import cognate.engine.kernel.Elementwise;
import cognate.engine.kernel.Gemm;
import cognate.engine.kernel.Reduce;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * What all recurrent layers share: the weights, the layout and the products. Inside, time comes first: step t of a
 * batch of n sequences is the block of rows {@code t n … t n + n - 1}, so that all input projections and all weight
 * gradients are one product each, and a step reads and writes contiguous blocks.
 */
final class RecurrentFrame {
    private static final int BLOCK = 16;

    final int n;
    final int steps;
    final int h;
    /** Rows of the weights: as many gates as the cell has, times h. */
    final int width;
    /** Step t's state is block t + 1; block 0 is the state before the first step, zero. */
    final Tensor states;

    private final Tape tape;
    private final Variable x;
    private final Variable weightIh;
    private final Variable weightHh;
    private final Variable biasIh;
    private final Variable biasHh;
    private final Tensor inputs;
    /** [h, width], so that every step's product reads along rows. */
    private final Tensor recurrent;

    private Tensor stateGradients;

    /** Checks the shapes: x [n, steps, f], weights [gates h, f] and [gates h, h], biases [gates h]. */
    RecurrentFrame(String name, Tape tape, int gates, Variable x, Variable[] weights) {
        this.tape = tape;
        this.x = x;
        weightIh = weights[0];
        weightHh = weights[1];
        biasIh = weights[2];
        biasHh = weights[3];
        width = weightIh.dim(0);
        h = width / gates;
        ShapeException.check(
                x.shape().rank() == 3 && weightIh.dim(1) == x.dim(2),
                name + ": x [n, steps, in] and weight_ih [out, in]",
                x.shape(),
                weightIh.shape());
        ShapeException.check(
                weightHh.shape().equals(Shape.of(width, h)),
                name + ": weight_hh [" + width + ", " + h + "]",
                weightHh.shape());
        ShapeException.check(
                biasIh.value().size() == width && biasHh.value().size() == width,
                name + ": biases [" + width + "]",
                biasIh.shape(),
                biasHh.shape());
        n = x.dim(0);
        steps = x.dim(1);
        inputs = tape.allocate(steps * n, x.dim(2));
        swap(x.value().array(), x.value().offset(), inputs.array(), inputs.offset(), n, steps, x.dim(2));
        states = tape.allocate((steps + 1) * n, h);
        Arrays.fill(states.array(), states.offset(), states.offset() + n * h, 0f);
        recurrent = tape.allocate(h, width);
        transpose(weightHh.value(), recurrent);
    }

    private static void transpose(Tensor from, Tensor to) {
        int rows = from.dim(0);
        int columns = from.dim(1);
        // in blocks of a cache line's floats, so that neither side is walked by columns alone
        for (int i0 = 0; i0 < rows; i0 += BLOCK) {
            for (int j0 = 0; j0 < columns; j0 += BLOCK) {
                for (int j = j0; j < Math.min(j0 + BLOCK, columns); j++) {
                    for (int i = i0; i < Math.min(i0 + BLOCK, rows); i++) {
                        to.array()[to.offset() + j * rows + i] = from.array()[from.offset() + i * columns + j];
                    }
                }
            }
        }
    }

    /** Copies blocks of {@code size} floats from [outer, inner, size] to [inner, outer, size]. */
    private static void swap(float[] from, int fromOffset, float[] to, int toOffset, int outer, int inner, int size) {
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < inner; j++) {
                System.arraycopy(
                        from, fromOffset + (i * inner + j) * size, to, toOffset + (j * outer + i) * size, size);
            }
        }
    }

    boolean requiresGradient() {
        return x.requiresGradient() || weightIh.requiresGradient();
    }

    /** The sum of both biases, [width]. */
    Tensor biases() {
        Tensor sum = tape.allocate(biasIh.shape());
        Elementwise.add(sum, biasIh.value(), biasHh.value());
        return sum;
    }

    Tensor inputBias() {
        return biasIh.value();
    }

    Tensor stateBias() {
        return biasHh.value();
    }

    /** {@code bias + x W_ihᵀ} of all steps, [steps n, width]. */
    Tensor project(Tensor bias) {
        Tensor gates = tape.allocate(steps * n, width);
        Elementwise.fillRows(gates, bias);
        Gemm.accumulate(tape.workers(), gates, inputs, weightIh.value().transpose());
        return gates;
    }

    /** {@code gates += h W_hhᵀ} with the state before step t, in that step's block. */
    void recur(int t, Tensor gates) {
        Gemm.accumulate(
                tape.workers(),
                n,
                width,
                h,
                states.array(),
                states(t),
                h,
                1,
                recurrent.array(),
                recurrent.offset(),
                width,
                1,
                gates.array(),
                block(t, gates),
                width);
    }

    /** Where the state before step t starts. */
    int states(int t) {
        return states.offset() + t * n * h;
    }

    /** Where step t's block of a tensor [steps n, …] starts. */
    int block(int t, Tensor tensor) {
        return tensor.offset() + t * n * tensor.dim(1);
    }

    /** The states after each step, [n, steps, h]. */
    Tensor output() {
        Tensor y = tape.allocate(Shape.of(n, steps, h));
        swap(states.array(), states(1), y.array(), y.offset(), steps, n, h);
        return y;
    }

    /** Starts the backward: the gradient by every state, [steps n, h], which {@link #back} completes step by step. */
    Tensor backward(Tensor dy) {
        stateGradients = tape.allocate(steps * n, h);
        swap(dy.array(), dy.offset(), stateGradients.array(), stateGradients.offset(), n, steps, h);
        return stateGradients;
    }

    /** {@code dh += dGates W_hh} of step t, into the gradient by the state before it. */
    void back(int t, Tensor gates) {
        if (t > 0) {
            Tensor weight = weightHh.value();
            Gemm.accumulate(
                    tape.workers(),
                    n,
                    h,
                    width,
                    gates.array(),
                    block(t, gates),
                    width,
                    1,
                    weight.array(),
                    weight.offset(),
                    h,
                    1,
                    stateGradients.array(),
                    block(t - 1, stateGradients),
                    h);
        }
    }

    /** Ends the backward: gradients of weights, biases and input from those by the gates of all steps. */
    void finish(Tensor inputGates, Tensor stateGates) {
        Tensor before = states.slice(0, 0, steps * n);
        if (weightIh.requiresGradient()) {
            weightIh.accumulateProduct(tape.workers(), inputGates.transpose(), inputs);
            weightHh.accumulateProduct(tape.workers(), stateGates.transpose(), before);
            Tensor sum = tape.allocate(biasIh.shape());
            Elementwise.fill(sum, 0);
            Reduce.accumulateRows(sum, inputGates);
            Elementwise.accumulate(biasIh.gradient(), sum);
            if (stateGates != inputGates) {
                Elementwise.fill(sum, 0);
                Reduce.accumulateRows(sum, stateGates);
            }
            Elementwise.accumulate(biasHh.gradient(), sum);
        }
        if (x.requiresGradient()) {
            Tensor dx = tape.allocate(steps * n, inputs.dim(1));
            Gemm.multiply(tape.workers(), dx, inputGates, weightIh.value());
            Tensor ordered = tape.allocate(x.shape());
            swap(dx.array(), dx.offset(), ordered.array(), ordered.offset(), steps, n, inputs.dim(1));
            Elementwise.accumulate(x.gradient(), ordered);
        }
    }
}
