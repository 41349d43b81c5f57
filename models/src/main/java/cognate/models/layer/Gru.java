package cognate.models.layer;

import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;

/** Gated recurrent units; {@link RecurrentOps#gru} is one layer. */
public final class Gru extends Recurrent {
    private static final int GATES = 3;

    public Gru(int in, int hidden, int layers, RandomStream random) {
        super(GATES, in, hidden, layers, random);
    }

    private Gru(Gru other) {
        super(other.in(), other.hidden(), other.copies());
    }

    @Override
    Variable layer(Tape tape, Variable x, int[] lengths, Variable[] weights) {
        return RecurrentOps.gru(tape, x, lengths, weights);
    }

    @Override
    public Layer copy() {
        return new Gru(this);
    }
}
