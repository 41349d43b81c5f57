package cognate.models.layer;

import cognate.autograd.Parameter;
import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import java.util.Map;

/** A learned row for each code: x is [n, steps] of codes, y is [n, steps, d]; {@code weight} is [codes, d]. */
public final class Embedding extends Layer {
    private final Parameter weight;

    /** A table [codes, d]. */
    public Embedding(Tensor weight) {
        this.weight = new Parameter(weight);
    }

    /** A table with PyTorch's default initialization, standard normal. */
    public Embedding(int codes, int d, RandomStream random) {
        this(Tensor.zeros(codes, d));
        resetParameters(random);
    }

    @Override
    void resetParameters(RandomStream random) {
        Initialization.normal(weight.value(), 1, random);
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return RecurrentOps.embedding(tape, x, weight);
    }

    @Override
    public Map<String, Parameter> parameters() {
        return Map.of("weight", weight);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Space out = wiring.units(weight.dim(1));
        wiring.weight("weight", weight.value().transpose(), out, Space.FIXED); // its columns are the units
        return out.perStep();
    }

    @Override
    public Layer copy() {
        return new Embedding(weight.value().copy());
    }

    @Override
    public String toString() {
        return "Embedding(" + weight.dim(0) + ", " + weight.dim(1) + ")";
    }
}
