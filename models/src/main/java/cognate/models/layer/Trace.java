package cognate.models.layer;

import cognate.autograd.Tape;
import cognate.autograd.Variable;

/** Follows a batch through a network and tells a listener what every part gives out, under the parts' names. */
public final class Trace {
    /** Hears what parts give out; a part's name is a path, as in {@code 3.conv1}. */
    public interface Listener {
        /** A layer has given out a value; those within it came before. */
        void output(String path, Layer layer, Variable value);

        /** Something within a layer that is no layer by itself has a value, as the lower of stacked recurrent ones. */
        default void inner(String path, Variable value) {}
    }

    private final Listener listener;
    private String path = "";

    private Trace(Listener listener) {
        this.listener = listener;
    }

    /** Passes a batch through a network: what {@link Layer#forward(Tape, Variable, int[])} does. */
    public static Variable of(Layer network, Tape tape, Variable x, int[] lengths, Listener listener) {
        return network.trace(tape, x, lengths, new Trace(listener));
    }

    /** Passes a batch through a part of a layer. */
    Variable part(String name, Layer part, Tape tape, Variable x, int[] lengths) {
        String before = path;
        path += name + ".";
        Variable y = part.trace(tape, x, lengths, this);
        path = before;
        listener.output(path + name, part, y);
        return y;
    }

    /** Tells of a value within a layer. */
    void inner(String name, Variable value) {
        listener.inner(path + name, value);
    }
}
