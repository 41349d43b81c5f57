package cognate.models.layer;

import cognate.autograd.MathOps;
import cognate.autograd.MatrixOps;
import cognate.autograd.RecurrentOps;
import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.models.wiring.Symmetry;
import java.util.EnumSet;
import java.util.Set;

/** The plain recurrent network (Elman 1990) with tanh or rectifier; {@link RecurrentOps#rnn} is one layer. */
public final class Rnn extends Recurrent {
    private final boolean relu;

    /** Layers with a rectifier, or else tanh. */
    public Rnn(int in, int hidden, int layers, boolean relu, RandomStream random) {
        super(1, in, hidden, layers, random);
        this.relu = relu;
    }

    private Rnn(Rnn other) {
        super(other.in(), other.hidden(), other.copies());
        relu = other.relu;
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
        return new Rnn(this);
    }
}
