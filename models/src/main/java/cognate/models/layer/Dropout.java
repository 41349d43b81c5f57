package cognate.models.layer;

import cognate.autograd.ActivationOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;

/** Dropout: in training each element is zero with a given probability; in evaluation the identity. */
public final class Dropout extends Layer {
    private final float probability;
    private final RandomStream random;
    private boolean training = true;

    public Dropout(float probability, RandomStream random) {
        this.probability = probability;
        this.random = random;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return training ? ActivationOps.dropout(tape, x, probability, random) : x;
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        return x;
    }

    @Override
    public boolean isTraining() {
        return training;
    }

    @Override
    public void train(boolean training) {
        this.training = training;
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        return in;
    }

    @Override
    public Layer copy() {
        Dropout copy = new Dropout(probability, random.copy());
        copy.training = training;
        return copy;
    }

    @Override
    public String toString() {
        return "Dropout(" + probability + ")";
    }
}
