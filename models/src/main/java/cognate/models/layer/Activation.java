package cognate.models.layer;

import cognate.autograd.ActivationOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Wiring;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A nonlinear function, element by element. */
public final class Activation extends Layer {
    /** Which function. */
    public enum Kind {
        RELU,
        /** Slope 0.01 below zero, PyTorch's default. */
        LEAKY_RELU,
        TANH,
        SIGMOID
    }

    private static final float LEAKY_SLOPE = 0.01f;

    private final Kind kind;

    public Activation(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static boolean isRelu(Layer layer) {
        return layer instanceof Activation && ((Activation) layer).kind == Kind.RELU;
    }

    /** So that a unit's scale can be moved across it. */
    @Override
    public boolean isPositivelyHomogeneous() {
        return kind == Kind.RELU || kind == Kind.LEAKY_RELU;
    }

    /** Whether f(-x) = -f(x), so that a unit's sign can be moved across it. */
    public boolean isOdd() {
        return kind == Kind.TANH;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        switch (kind) {
            case RELU:
                return ActivationOps.relu(tape, x);
            case LEAKY_RELU:
                return ActivationOps.leakyRelu(tape, x, LEAKY_SLOPE);
            case TANH:
                return ActivationOps.tanh(tape, x);
            default:
                return ActivationOps.sigmoid(tape, x);
        }
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        return isPositivelyHomogeneous() ? x : forward(tape, x);
    }

    @Override
    public boolean isContinuation() {
        return true;
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Set<Symmetry> passing = EnumSet.noneOf(Symmetry.class);
        if (isPositivelyHomogeneous()) {
            passing.add(Symmetry.SCALE);
        }
        if (isOdd()) {
            passing.add(Symmetry.SIGN);
        }
        return wiring.passing(in, passing);
    }

    @Override
    public Layer copy() {
        return this; // it has no state
    }

    /** The name a model specification knows it by, as in {@code leaky-relu}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
