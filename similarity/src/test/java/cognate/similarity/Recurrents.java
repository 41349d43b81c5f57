package cognate.similarity;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Gru;
import cognate.models.layer.LastStep;
import cognate.models.layer.Linear;
import cognate.models.layer.Lstm;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Rnn;
import cognate.models.layer.Sequential;

/** Recurrent networks of two layers of 6 units over 5 inputs, with 3 classes. */
public final class Recurrents {
    private Recurrents() {}

    /** Kinds {@code rnn-relu}, {@code rnn-tanh}, {@code lstm}, {@code gru}. */
    public static Sequential of(String kind, long seed) {
        RandomStream random = RandomStream.of(seed);
        Recurrent layers;
        switch (kind) {
            case "lstm":
                layers = new Lstm(5, 6, 2, random);
                break;
            case "gru":
                layers = new Gru(5, 6, 2, random);
                break;
            default:
                layers = new Rnn(5, 6, 2, kind.equals("rnn-relu"), random);
        }
        return new Sequential(layers, new LastStep(), new Linear(6, 3, true, random));
    }

    /** The same function with the units of each layer in another order; gates · units rows are blocks of units. */
    public static Sequential permuted(String kind, long seed) {
        Sequential network = of(kind, seed);
        RandomStream random = RandomStream.of(seed + 1);
        int[] inputs = null;
        for (int l = 0; l < 2; l++) {
            int[] order = random.permutation(6);
            rows(network.state().get("0.weight_ih_l" + l), order);
            rows(network.state().get("0.weight_hh_l" + l), order);
            rows(network.state().get("0.bias_ih_l" + l), order);
            rows(network.state().get("0.bias_hh_l" + l), order);
            columns(network.state().get("0.weight_hh_l" + l), order);
            if (inputs != null) {
                columns(network.state().get("0.weight_ih_l" + l), inputs);
            }
            inputs = order;
        }
        columns(network.state().get("2.weight"), inputs);
        return network;
    }

    private static void rows(Tensor tensor, int[] order) {
        Tensor source = tensor.copy();
        int row = tensor.size() / tensor.dim(0);
        for (int i = 0; i < tensor.dim(0); i++) {
            int from = i / order.length * order.length + order[i % order.length];
            System.arraycopy(source.array(), from * row, tensor.array(), i * row, row);
        }
    }

    private static void columns(Tensor tensor, int[] order) {
        Tensor source = tensor.copy();
        for (int i = 0; i < tensor.dim(0); i++) {
            for (int j = 0; j < order.length; j++) {
                tensor.set(source.get(i, order[j]), i, j);
            }
        }
    }
}
