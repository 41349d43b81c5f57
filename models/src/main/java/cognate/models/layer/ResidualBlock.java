package cognate.models.layer;

import cognate.autograd.ActivationOps;
import cognate.autograd.MathOps;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Wiring;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A residual block (He et al. 2016): {@code relu(body(x) + shortcut(x))}. The parameters of the body have the body's
 * names, as in {@code conv1.weight}, those of the shortcut begin with {@code downsample}, as in torchvision.
 */
public final class ResidualBlock extends Layer {
    private static final String SHORTCUT = "downsample";

    private final Sequential body;
    private final Layer shortcut;

    /** A block whose shortcut is the identity if it is null. */
    public ResidualBlock(Sequential body, Layer shortcut) {
        this.body = body;
        this.shortcut = shortcut;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        Variable straight = shortcut == null ? x : shortcut.forward(tape, x);
        return ActivationOps.relu(tape, MathOps.add(tape, body.forward(tape, x), straight));
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable straight = shortcut == null ? x : shortcut.linearized(tape, x, biases);
        return MathOps.add(tape, body.linearized(tape, x, biases), straight);
    }

    @Override
    public Shape inputShape(Shape example) {
        return body.inputShape(example);
    }

    @Override
    public Variable trace(Tape tape, Variable x, int[] lengths, Trace trace) {
        Variable straight = shortcut == null ? x : trace.part(SHORTCUT, shortcut, tape, x, lengths);
        return ActivationOps.relu(tape, MathOps.add(tape, body.trace(tape, x, lengths, trace), straight));
    }

    @Override
    public Map<String, Parameter> parameters() {
        return named(Layer::parameters);
    }

    @Override
    public Map<String, Tensor> buffers() {
        return named(Layer::buffers);
    }

    @Override
    public Map<String, Tensor> state() {
        return named(Layer::state);
    }

    private <T> Map<String, T> named(Function<Layer, Map<String, T>> part) {
        Map<String, T> result = new LinkedHashMap<>(part.apply(body));
        if (shortcut != null) {
            part.apply(shortcut).forEach((name, value) -> result.put(SHORTCUT + "." + name, value));
        }
        return result;
    }

    @Override
    public List<Layer> layers() {
        return shortcut == null ? List.of(body) : List.of(body, shortcut);
    }

    @Override
    public void train(boolean training) {
        body.train(training);
        if (shortcut != null) {
            shortcut.train(training);
        }
    }

    @Override
    public ResidualBlock copy() {
        return new ResidualBlock(body.copy(), shortcut == null ? null : shortcut.copy());
    }

    @Override
    public ResidualBlock folded() {
        Sequential foldedBody = body.folded();
        Layer foldedShortcut = shortcut == null ? null : shortcut.folded();
        return foldedBody == body && foldedShortcut == shortcut ? this : new ResidualBlock(foldedBody, foldedShortcut);
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Space out = body.wire(wiring, in);
        Space straight = shortcut == null ? in : wiring.part(SHORTCUT, shortcut, in);
        return wiring.passing(wiring.sum(out, straight), EnumSet.of(Symmetry.SCALE));
    }

    @Override
    public String toString() {
        return "ResidualBlock(" + body + ", shortcut=" + (shortcut == null ? "identity" : shortcut) + ")";
    }
}
