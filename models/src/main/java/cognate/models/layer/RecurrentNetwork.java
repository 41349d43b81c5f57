package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.EnumSet;

/**
 * Recurrent networks for sequences, {@code rnn:128}, {@code lstm:128}, {@code gru:128x2} (hidden units x layers), with
 * a linear layer on the last step or, with the suffix {@code every-step}, on every step. Dropout is before that layer.
 */
final class RecurrentNetwork extends Family {
    /** Recurrent layers of zeros. */
    private interface Cell {
        Recurrent layers(int in, int hidden, int layers);
    }

    private final Cell cell;
    private final int hidden;
    private final int layers;

    private RecurrentNetwork(Specification specification, Cell cell, EnumSet<Suffix> suffixes) {
        super(specification, suffixes);
        this.cell = cell;
        String[] sizes = specification.sizes().split("x", -1);
        if (sizes.length > 2) {
            throw specification.refused("UNITS or UNITSxLAYERS", specification.sizes());
        }
        hidden = specification.size(sizes[0]);
        layers = sizes.length == 1 ? 1 : specification.size(sizes[1]);
        int rank = input().rank();
        if (rank != 2 && rank != 3) {
            throw specification.refused("sequences [steps, features] or images [c, h, w]", "" + input());
        }
    }

    static RecurrentNetwork ofRnn(Specification specification) {
        Activation.Kind kind = specification.activationOr(Activation.Kind.TANH);
        if (kind != Activation.Kind.RELU && kind != Activation.Kind.TANH) {
            throw specification.refused("relu or tanh", new Activation(kind).toString());
        }
        boolean relu = kind == Activation.Kind.RELU;
        EnumSet<Suffix> suffixes = EnumSet.of(Suffix.ACTIVATION, Suffix.EVERY_STEP, Suffix.DROPOUT);
        return new RecurrentNetwork(specification, (in, hidden, layers) -> new Rnn(in, hidden, layers, relu), suffixes);
    }

    static RecurrentNetwork ofLstm(Specification specification) {
        return new RecurrentNetwork(specification, Lstm::new, EnumSet.of(Suffix.EVERY_STEP, Suffix.DROPOUT));
    }

    static RecurrentNetwork ofGru(Specification specification) {
        return new RecurrentNetwork(specification, Gru::new, EnumSet.of(Suffix.EVERY_STEP, Suffix.DROPOUT));
    }

    @Override
    Sequential build(RandomStream random) {
        Stack stack = new Stack(specification(), random);
        stack.drawn(cell.layers(sequence(input()).dim(1), hidden, layers));
        if (!specification().has(Suffix.EVERY_STEP)) {
            stack.add(new LastStep());
        }
        return stack.dropout().linear(hidden, classes()).build();
    }

    @Override
    public boolean isRecurrent() {
        return true;
    }

    /** The shape [steps, features] in which the network sees an example: images row by row. */
    static Shape sequence(Shape input) {
        return input.rank() == 3 ? Shape.of(input.dim(1), input.dim(0) * input.dim(2)) : input;
    }
}
