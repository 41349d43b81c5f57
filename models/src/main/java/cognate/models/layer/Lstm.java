package cognate.models.layer;

import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;

/** Long short-term memory; {@link RecurrentOps#lstm} is one layer. */
public final class Lstm extends Recurrent {
    private static final int GATES = 4;

    public Lstm(int in, int hidden, int layers, RandomStream random) {
        super(GATES, in, hidden, layers, random);
    }

    private Lstm(Lstm other) {
        super(other.in(), other.hidden(), other.copies());
    }

    @Override
    Variable layer(Tape tape, Variable x, int[] lengths, Variable[] weights) {
        return RecurrentOps.lstm(tape, x, lengths, weights);
    }

    @Override
    public Layer copy() {
        return new Lstm(this);
    }
}
