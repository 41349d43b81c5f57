package cognate.models.layer;

import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.Map;

/** Gated recurrent units; {@link RecurrentOps#gru} is one layer. */
public final class Gru extends Recurrent {
    private static final int GATES = 3;

    /** Layers in one direction with PyTorch's default initialization: all parameters uniform within ±1/√hidden. */
    public Gru(int in, int hidden, int layers, RandomStream random) {
        this(in, hidden, layers);
        resetParameters(random);
    }

    /** Layers of zeros. */
    Gru(int in, int hidden, int layers) {
        this(zeros(GATES, in, hidden, layers));
    }

    /**
     * Layers over these tensors by PyTorch's names; biases that are missing are 0.
     *
     * @throws cognate.engine.tensor.ShapeException if there are other tensors than those of such layers
     */
    public Gru(Map<String, Tensor> parameters) {
        super(GATES, parameters);
    }

    @Override
    Variable layer(Tape tape, Variable x, int[] lengths, Variable[] weights) {
        return RecurrentOps.gru(tape, x, lengths, weights);
    }

    @Override
    public Layer copy() {
        return new Gru(copies());
    }
}
