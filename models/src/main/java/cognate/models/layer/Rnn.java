package cognate.models.layer;

import cognate.autograd.MathOps;
import cognate.autograd.MatrixOps;
import cognate.autograd.RecurrentOps;
import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Symmetry;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The plain recurrent network (Elman 1990) with tanh or rectifier; {@link RecurrentOps#rnn} is one layer. */
public final class Rnn extends Recurrent {
    private final boolean relu;

    /**
     * Layers in one direction with a rectifier, or else tanh, and with PyTorch's default initialization: all parameters
     * uniform within ±1/√hidden.
     */
    public Rnn(int in, int hidden, int layers, boolean relu, RandomStream random) {
        this(in, hidden, layers, relu);
        resetParameters(random);
    }

    /** Layers of zeros. */
    Rnn(int in, int hidden, int layers, boolean relu) {
        this(zeros(1, in, hidden, layers), relu);
    }

    /**
     * Layers over these tensors by PyTorch's names; biases that are missing are 0.
     *
     * @throws cognate.engine.tensor.ShapeException if there are other tensors than those of such layers
     */
    public Rnn(Map<String, Tensor> parameters, boolean relu) {
        super(1, parameters);
        this.relu = relu;
    }

    /** Whether the nonlinearity is the rectifier and not tanh. */
    public boolean isRelu() {
        return relu;
    }

    @Override
    Variable layer(Tape tape, Variable x, int[] lengths, Variable[] weights) {
        return RecurrentOps.rnn(tape, x, lengths, relu, weights);
    }

    /** {@code h_t = W_ih x_t + W_hh h_(t-1)} of rectified units. */
    @Override
    Variable linearized(Tape tape, Variable x, Variable[] weights) {
        if (!relu) {
            return layer(tape, x, null, weights);
        }
        Variable[] states = new Variable[x.dim(1)];
        for (int t = 0; t < states.length; t++) {
            Variable in = MatrixOps.linear(tape, ShapeOps.select(tape, x, 1, t), weights[0], null);
            states[t] = t == 0 ? in : MathOps.add(tape, in, MatrixOps.linear(tape, states[t - 1], weights[1], null));
        }
        return ShapeOps.stack(tape, 1, states);
    }

    @Override
    public boolean isPositivelyHomogeneous() {
        return relu;
    }

    @Override
    Set<Symmetry> symmetries() {
        return EnumSet.of(relu ? Symmetry.SCALE : Symmetry.SIGN);
    }

    @Override
    public Layer copy() {
        return new Rnn(copies(), relu);
    }
}
