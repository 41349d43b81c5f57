package cognate.models.layer;

import cognate.autograd.Parameter;
import cognate.autograd.RecurrentOps;
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
    Variable layer(Tape tape, Variable x, int[] lengths, Parameter[] weights) {
        return RecurrentOps.rnn(tape, x, lengths, relu, (Variable[]) weights);
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
