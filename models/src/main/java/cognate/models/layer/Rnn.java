package cognate.models.layer;

import cognate.autograd.Parameter;
import cognate.autograd.RecurrentOps;
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
    Variable layer(Tape tape, Variable x, int[] lengths, Parameter[] weights) {
        return RecurrentOps.rnn(tape, x, lengths, relu, (Variable[]) weights);
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
