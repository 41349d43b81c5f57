package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;

/**
 * Recurrent networks for sequences, {@code rnn:128}, {@code lstm:128}, {@code gru:128x2} (hidden units x layers), with
 * a linear layer on the last step or, with the suffix {@code every-step}, on every step.
 */
final class RecurrentNetwork {
    private RecurrentNetwork() {}

    static Sequential build(Architecture architecture, Stack stack) {
        String[] sizes = architecture.sizes().split("x", -1);
        int hidden = architecture.size(sizes[0]);
        int layers = sizes.length == 1 ? 1 : architecture.size(sizes[1]);
        int features = sequence(architecture).dim(1);
        stack.add(recurrent(architecture, features, hidden, layers, stack.position()));
        if (!architecture.labelsEveryStep()) {
            stack.add(new LastStep());
        }
        return stack.linear(hidden, architecture.classes()).build();
    }

    private static Recurrent recurrent(
            Architecture architecture, int features, int hidden, int layers, RandomStream random) {
        switch (architecture.family()) {
            case LSTM:
                return new Lstm(features, hidden, layers, random);
            case GRU:
                return new Gru(features, hidden, layers, random);
            default:
                boolean relu = architecture.activation() == Activation.Kind.RELU;
                return new Rnn(features, hidden, layers, relu, random);
        }
    }

    /** The shape [steps, features] in which the network sees an example: images row by row. */
    static Shape sequence(Architecture architecture) {
        Shape input = architecture.input();
        return input.rank() == 3 ? Shape.of(input.dim(1), input.dim(0) * input.dim(2)) : input;
    }

    static void check(Architecture architecture) {
        String[] sizes = architecture.sizes().split("x", -1);
        if (sizes.length > 2) {
            throw architecture.refused("UNITS or UNITSxLAYERS", architecture.sizes());
        }
        for (String size : sizes) {
            architecture.size(size);
        }
        int rank = architecture.input().rank();
        if (rank != 2 && rank != 3) {
            throw architecture.refused("sequences [steps, features] or images [c, h, w]", "" + architecture.input());
        }
        Activation.Kind activation = architecture.activation();
        boolean plain = architecture.family() == Architecture.Family.RNN;
        if (activation != null
                && !(plain && (activation == Activation.Kind.RELU || activation == Activation.Kind.TANH))) {
            throw architecture.refused(plain ? "relu or tanh" : "no activation", new Activation(activation).toString());
        }
        if (architecture.batchNorm()) {
            throw architecture.refused("no batch normalization in a recurrent network", "batch-norm");
        }
    }
}
