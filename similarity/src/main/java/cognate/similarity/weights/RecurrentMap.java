package cognate.similarity.weights;

import cognate.autograd.MathOps;
import cognate.autograd.MatrixOps;
import cognate.autograd.Parameter;
import cognate.autograd.RecurrentOps;
import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Gru;
import cognate.models.layer.Lstm;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Rnn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The forward pass of recurrent layers whose weights want no gradient, and whose rectifiers are the identity. */
final class RecurrentMap {
    private static final int WEIGHTS = 4;

    private RecurrentMap() {}

    /** Whether the layers are linear once rectifiers are the identity. */
    static boolean isLinear(Recurrent network) {
        return network instanceof Rnn && ((Rnn) network).isRelu();
    }

    /**
     * The states of the last layer, [n, steps, h] for x [n, steps, in]; of linear layers only the last one, [n, 1, h].
     *
     * @param biases whether biases count or are zero; those of linear layers never count
     */
    static Variable forward(Tape tape, Recurrent network, Variable x, boolean biases) {
        Iterator<Parameter> parameters = network.parameters().values().iterator();
        List<Variable[]> weights = new ArrayList<>();
        while (parameters.hasNext()) {
            Variable[] layer = new Variable[WEIGHTS];
            for (int i = 0; i < WEIGHTS; i++) {
                Tensor value = parameters.next().value();
                layer[i] = tape.constant(value.rank() == 1 && !biases ? Tensor.zeros(value.shape()) : value);
            }
            weights.add(layer);
        }
        if (isLinear(network)) {
            return lastState(tape, x, weights);
        }
        Variable y = x;
        for (Variable[] layer : weights) {
            y = layer(tape, network, y, layer);
        }
        return y;
    }

    private static Variable layer(Tape tape, Recurrent network, Variable x, Variable... weights) {
        if (network instanceof Lstm) {
            return RecurrentOps.lstm(tape, x, null, weights);
        }
        return network instanceof Gru
                ? RecurrentOps.gru(tape, x, null, weights)
                : RecurrentOps.rnn(tape, x, null, false, weights);
    }

    private static Variable lastState(Tape tape, Variable x, List<Variable[]> weights) {
        List<Variable> steps = new ArrayList<>();
        for (int t = 1; t <= x.dim(1); t++) {
            int[] end = new int[x.dim(0)];
            Arrays.fill(end, t);
            steps.add(RecurrentOps.lastStep(tape, x, end));
        }
        for (Variable[] layer : weights) {
            Variable state = null;
            for (int t = 0; t < steps.size(); t++) {
                Variable in = MatrixOps.linear(tape, steps.get(t), layer[0], null);
                state = state == null ? in : MathOps.add(tape, in, MatrixOps.linear(tape, state, layer[1], null));
                steps.set(t, state);
            }
        }
        Variable last = steps.get(steps.size() - 1);
        return ShapeOps.reshape(tape, last, last.dim(0), 1, last.dim(1));
    }
}
