package cognate.models.layer;

import cognate.autograd.Parameter;
import cognate.autograd.RecurrentOps;
import cognate.autograd.ShapeOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Symmetry;
import cognate.models.wiring.Wiring;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Recurrent layers on top of each other: x is [n, steps, in], the result is the last one's state after each step, [n,
 * steps, hidden]. Parameters have PyTorch's names: {@code weight_ih_l0} [gates · hidden, in], {@code weight_hh_l0}
 * [gates · hidden, hidden], {@code bias_ih_l0} and {@code bias_hh_l0} [gates · hidden], then {@code …_l1}. In both
 * directions, {@code …_l0_reverse} reads the steps from the last to the first, and the states of both stand side by
 * side, [n, steps, 2 hidden], in the result and as the next layer's input.
 */
public abstract class Recurrent extends Layer {
    private static final String[] NAMES = {"weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l"};
    private static final String REVERSE = "_reverse";

    private final int hidden;
    private final int directions;
    /** Those of layer l in direction d at {@code l · directions + d}. */
    private final Parameter[][] cells;
    /** The lengths of a batch that end nowhere early, as they were last asked for. */
    private int[] full = {};

    /**
     * Layers over these tensors by their names; biases that are missing are 0.
     *
     * @throws ShapeException if there are other tensors than those of such layers
     */
    Recurrent(int gates, Map<String, Tensor> tensors) {
        Map<String, Shape> expected = shapes(gates, tensors);
        hidden = tensors.get(NAMES[1] + 0).dim(1);
        directions = tensors.containsKey(NAMES[0] + 0 + REVERSE) ? 2 : 1;
        cells = new Parameter[expected.size() / NAMES.length][NAMES.length];
        int next = 0;
        for (Map.Entry<String, Shape> entry : expected.entrySet()) {
            Tensor tensor = tensors.getOrDefault(entry.getKey(), Tensor.zeros(entry.getValue()));
            cells[next / NAMES.length][next++ % NAMES.length] = new Parameter(tensor);
        }
    }

    /** The tensors of layers in one direction, all zeros, by their names. */
    static Map<String, Tensor> zeros(int gates, int in, int hidden, int layers) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        shapes(gates, in, hidden, layers, 1).forEach((name, shape) -> zeros.put(name, Tensor.zeros(shape)));
        return zeros;
    }

    private static Map<String, Shape> shapes(int gates, int in, int hidden, int layers, int directions) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (int cell = 0; cell < layers * directions; cell++) {
            int below = cell < directions ? in : directions * hidden;
            String end = cell / directions + (cell % directions == 0 ? "" : REVERSE);
            shapes.put(NAMES[0] + end, Shape.of(gates * hidden, below));
            shapes.put(NAMES[1] + end, Shape.of(gates * hidden, hidden));
            shapes.put(NAMES[2] + end, Shape.of(gates * hidden));
            shapes.put(NAMES[3] + end, Shape.of(gates * hidden));
        }
        return shapes;
    }

    private static Map<String, Shape> shapes(int gates, Map<String, Tensor> tensors) {
        Tensor first = tensors.get(NAMES[0] + 0);
        Tensor state = tensors.get(NAMES[1] + 0);
        if (first == null || state == null || first.rank() != 2 || state.rank() != 2) {
            throw new ShapeException(
                    "recurrent: expected weight_ih_l0 and weight_hh_l0 [rows, columns], found " + tensors.keySet());
        }
        int directions = tensors.containsKey(NAMES[0] + 0 + REVERSE) ? 2 : 1;
        int layers = 1;
        while (tensors.containsKey(NAMES[0] + layers)) {
            layers++;
        }
        Map<String, Shape> shapes = shapes(gates, first.dim(1), state.dim(1), layers, directions);
        shapes.forEach((name, shape) -> {
            Tensor tensor = tensors.get(name);
            if (tensor == null ? name.startsWith("weight") : !tensor.shape().equals(shape)) {
                throw new ShapeException("recurrent: expected " + name + " " + shape + ", found "
                        + (tensor == null ? "none" : tensor.shape()));
            }
        });
        for (String name : tensors.keySet()) {
            if (!shapes.containsKey(name)) {
                throw new ShapeException("recurrent: expected " + shapes.keySet() + ", found also " + name);
            }
        }
        return shapes;
    }

    @Override
    final void resetParameters(RandomStream random) {
        float bound = (float) (1 / Math.sqrt(hidden));
        parameters().values().forEach(parameter -> Initialization.uniform(parameter.value(), bound, random));
    }

    /**
     * One layer: its weights are [gates · h, in], [gates · h, h], [gates · h], [gates · h].
     *
     * @param lengths null for the states after each step; otherwise the steps of each sequence, for its last state
     */
    abstract Variable layer(Tape tape, Variable x, int[] lengths, Variable[] weights);

    public final int in() {
        return cells[0][0].dim(1);
    }

    /** Units of a layer in one direction. */
    public final int hidden() {
        return hidden;
    }

    /** Number of layers on top of each other. */
    public final int depth() {
        return cells.length / directions;
    }

    public final boolean isBidirectional() {
        return directions == 2;
    }

    @Override
    public final Variable forward(Tape tape, Variable x) {
        return forward(tape, x, null);
    }

    @Override
    public final Variable forward(Tape tape, Variable x, int[] lengths) {
        Variable y = x;
        for (int l = 0; l < depth(); l++) {
            y = level(tape, y, l, lengths);
        }
        return y;
    }

    /** What makes the states after each step of a sequence, by the weights of one layer in one direction. */
    @FunctionalInterface
    private interface Cell {
        Variable states(Variable x, Parameter... weights);
    }

    /** The states of a layer after each step, in all directions. */
    private Variable level(Tape tape, Variable x, int l, int[] lengths, Cell cell) {
        Variable states = cell.states(x, cells[l * directions]);
        if (directions == 1) {
            return states;
        }
        Variable reversed = cell.states(RecurrentOps.reverse(tape, x, lengths), cells[2 * l + 1]);
        return ShapeOps.concat(tape, 2, states, RecurrentOps.reverse(tape, reversed, lengths));
    }

    private Variable level(Tape tape, Variable x, int l, int[] lengths) {
        return level(tape, x, l, lengths, (in, weights) -> layer(tape, in, null, weights));
    }

    /**
     * The last layer's state after every sequence's last step, [n, hidden]: the bits of {@link LastStep} on the result.
     */
    final Variable forwardLast(Tape tape, Variable x, int[] lengths) {
        if (directions == 2) {
            return RecurrentOps.lastStep(tape, forward(tape, x, lengths), lengths);
        }
        int[] all = lengths;
        if (lengths == null) {
            all = full;
            if (all.length != x.dim(0) || all.length > 0 && all[0] != x.dim(1)) {
                all = new int[x.dim(0)];
                Arrays.fill(all, x.dim(1));
                full = all;
            }
        }
        Variable y = x;
        for (int l = 0; l < cells.length - 1; l++) {
            y = layer(tape, y, null, cells[l]);
        }
        return layer(tape, y, all, cells[cells.length - 1]);
    }

    /** A layer's states after each step, without its rectifiers and then without biases. */
    Variable linearized(Tape tape, Variable x, Variable[] weights) {
        return layer(tape, x, null, weights);
    }

    @Override
    public final Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable y = x;
        for (int l = 0; l < depth(); l++) {
            y = level(tape, y, l, null, (in, weights) -> linearized(tape, in, constants(tape, weights)));
        }
        return y;
    }

    private static Variable[] constants(Tape tape, Parameter... weights) {
        return Arrays.stream(weights)
                .map(weight -> tape.constant(weight.value()))
                .toArray(Variable[]::new);
    }

    @Override
    public boolean isPositivelyHomogeneous() {
        return false;
    }

    @Override
    public final Shape inputShape(Shape example) {
        ShapeException.check(example.size() % in() == 0, "recurrent layer: steps of " + in() + " inputs", example);
        return Shape.of(example.size() / in(), in());
    }

    /** The states of the lower layers are within it: {@code l0} … */
    @Override
    public final Variable trace(Tape tape, Variable x, int[] lengths, Trace trace) {
        Variable y = x;
        for (int l = 0; l < depth(); l++) {
            y = level(tape, y, l, lengths);
            if (l < depth() - 1) {
                trace.inner("l" + l, y);
            }
        }
        return y;
    }

    @Override
    public final Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (int cell = 0; cell < cells.length; cell++) {
            for (int i = 0; i < NAMES.length; i++) {
                parameters.put(name(i, cell), cells[cell][i]);
            }
        }
        return parameters;
    }

    private String name(int parameter, int cell) {
        return NAMES[parameter] + cell / directions + (cell % directions == 0 ? "" : REVERSE);
    }

    /** The layers' own parameters, copied. */
    final Map<String, Tensor> copies() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        parameters()
                .forEach((name, parameter) -> copies.put(name, parameter.value().copy()));
        return copies;
    }

    /** What the units' nonlinearity leaves; gated units keep scale and sign. */
    Set<Symmetry> symmetries() {
        return EnumSet.noneOf(Symmetry.class);
    }

    @Override
    public final Space wire(Wiring wiring, Space in) {
        Space below = in;
        for (int l = 0; l < depth(); l++) {
            Space states = wire(wiring, below, l * directions);
            Space both = directions == 1 ? states : states.and(wire(wiring, below, 2 * l + 1));
            below = wiring.inner("l" + l, both.perStep());
        }
        return below;
    }

    private Space wire(Wiring wiring, Space in, int cell) {
        Space states = wiring.units(hidden);
        for (int i = 0; i < NAMES.length; i++) {
            Tensor tensor = cells[cell][i].value();
            if (tensor.rank() == 1) {
                wiring.vector(name(i, cell), tensor, states);
            } else {
                wiring.weight(name(i, cell), tensor, states, i == 0 ? in : states);
            }
        }
        return wiring.passing(states, symmetries());
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(in=" + in() + ", hidden=" + hidden + ", layers=" + depth()
                + (directions == 2 ? ", bidirectional" : "") + ")";
    }
}
