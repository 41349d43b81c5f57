package cognate.autograd;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;

/** Nonlinear functions, element by element, and dropout. */
public final class ActivationOps {
    private ActivationOps() {}

    /** {@code max(x, 0)}; its derivative at 0 is 0. */
    public static Variable relu(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.relu(y, x.value());
        return tape.record(y, x, dy -> Elementwise.accumulateRelu(x.accumulator(), dy, y));
    }

    /** {@code x} where it is positive, otherwise {@code slope · x}. */
    public static Variable leakyRelu(Tape tape, Variable x, float slope) {
        if (slope == 0) {
            return relu(tape, x); // where infinity times the slope is no NaN
        }
        Tensor y = tape.allocate(x.shape());
        Elementwise.leakyRelu(y, x.value(), slope);
        return tape.record(y, x, dy -> Elementwise.accumulateLeakyRelu(x.accumulator(), dy, x.value(), slope));
    }

    public static Variable tanh(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.tanh(y, x.value());
        return tape.record(y, x, dy -> Elementwise.accumulateTanh(x.accumulator(), dy, y));
    }

    /** {@code 1 / (1 + exp(-x))}. */
    public static Variable sigmoid(Tape tape, Variable x) {
        Tensor y = tape.allocate(x.shape());
        Elementwise.sigmoid(y, x.value());
        return tape.record(y, x, dy -> Elementwise.accumulateSigmoid(x.accumulator(), dy, y));
    }

    /**
     * Sets each element to zero with the given probability and divides the others by {@code 1 - probability}, so that
     * the expectation stays (Srivastava et al. 2014, in PyTorch's inverted form).
     *
     * @param probability of zero, in [0, 1)
     */
    public static Variable dropout(Tape tape, Variable x, float probability, RandomStream random) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("dropout: a probability in [0, 1), found " + probability);
        }
        if (probability == 0) {
            return x;
        }
        Tensor mask = tape.allocate(x.shape());
        float kept = 1 / (1 - probability);
        float[] m = mask.array();
        for (int i = mask.offset(), end = i + mask.size(); i < end; i++) {
            m[i] = random.nextFloat() < probability ? 0 : kept;
        }
        Tensor y = tape.allocate(x.shape());
        Elementwise.multiply(y, x.value(), mask);
        return tape.record(y, x, dy -> Elementwise.accumulateProduct(x.accumulator(), dy, mask));
    }
}
