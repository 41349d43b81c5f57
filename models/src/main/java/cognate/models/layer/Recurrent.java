package cognate.models.layer;

import cognate.autograd.Parameter;
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
 * [gates · hidden, hidden], {@code bias_ih_l0} and {@code bias_hh_l0} [gates · hidden], then {@code …_l1}.
 */
public abstract class Recurrent extends Layer {
    private static final String[] NAMES = {"weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l"};

    private final int in;
    private final int hidden;
    private final Parameter[][] layers;
    /** The lengths of a batch that end nowhere early, as they were last asked for. */
    private int[] full = {};

    /** Layers with PyTorch's default initialization: all parameters uniform within ±1/√hidden. */
    Recurrent(int gates, int in, int hidden, int count, RandomStream random) {
        this.in = in;
        this.hidden = hidden;
        layers = new Parameter[count][];
        float bound = (float) (1 / Math.sqrt(hidden));
        for (int l = 0; l < count; l++) {
            layers[l] = new Parameter[] {
                new Parameter(Tensor.zeros(gates * hidden, l == 0 ? in : hidden)),
                new Parameter(Tensor.zeros(gates * hidden, hidden)),
                new Parameter(Tensor.zeros(gates * hidden)),
                new Parameter(Tensor.zeros(gates * hidden))
            };
            for (Parameter parameter : layers[l]) {
                Initialization.uniform(parameter.value(), bound, random);
            }
        }
    }

    /** Layers with these parameters. */
    Recurrent(int in, int hidden, Parameter[][] layers) {
        this.in = in;
        this.hidden = hidden;
        this.layers = layers;
    }

    /**
     * One layer: its weights are [gates · h, in], [gates · h, h], [gates · h], [gates · h].
     *
     * @param lengths null for the states after each step; otherwise the steps of each sequence, for its last state
     */
    abstract Variable layer(Tape tape, Variable x, int[] lengths, Variable[] weights);

    public final int in() {
        return in;
    }

    public final int hidden() {
        return hidden;
    }

    /** Number of layers on top of each other. */
    public final int depth() {
        return layers.length;
    }

    @Override
    public final Variable forward(Tape tape, Variable x) {
        return top(tape, x, null);
    }

    /**
     * The last layer's state after every sequence's last step, [n, hidden]: the bits of {@link LastStep} on the result.
     */
    final Variable forwardLast(Tape tape, Variable x, int[] lengths) {
        if (lengths != null) {
            return top(tape, x, lengths);
        }
        int[] all = full;
        if (all.length != x.dim(0) || all.length > 0 && all[0] != x.dim(1)) {
            all = new int[x.dim(0)];
            Arrays.fill(all, x.dim(1));
            full = all;
        }
        return top(tape, x, all);
    }

    private Variable top(Tape tape, Variable x, int[] lengths) {
        Variable y = x;
        for (int l = 0; l < layers.length - 1; l++) {
            y = layer(tape, y, null, layers[l]);
        }
        return layer(tape, y, lengths, layers[layers.length - 1]);
    }

    /** A layer's states after each step, without its rectifiers and then without biases. */
    Variable linearized(Tape tape, Variable x, Variable[] weights) {
        return layer(tape, x, null, weights);
    }

    @Override
    public final Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable y = x;
        for (Parameter[] weights : layers) {
            Variable[] constants = Arrays.stream(weights)
                    .map(weight -> tape.constant(weight.value()))
                    .toArray(Variable[]::new);
            y = linearized(tape, y, constants);
        }
        return y;
    }

    @Override
    public boolean isPositivelyHomogeneous() {
        return false;
    }

    @Override
    public final Shape inputShape(Shape example) {
        ShapeException.check(example.size() % in == 0, "recurrent layer: steps of " + in + " inputs", example);
        return Shape.of(example.size() / in, in);
    }

    /** The states of the lower layers are within it: {@code l0} … */
    @Override
    public final Variable trace(Tape tape, Variable x, int[] lengths, Trace trace) {
        Variable y = x;
        for (int l = 0; l < layers.length; l++) {
            y = layer(tape, y, null, layers[l]);
            if (l < layers.length - 1) {
                trace.inner("l" + l, y);
            }
        }
        return y;
    }

    @Override
    public final Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (int l = 0; l < layers.length; l++) {
            for (int i = 0; i < NAMES.length; i++) {
                parameters.put(NAMES[i] + l, layers[l][i]);
            }
        }
        return parameters;
    }

    /** The layers' own parameters, copied, [layers][4]. */
    final Parameter[][] copies() {
        return Arrays.stream(layers)
                .map(layer -> Arrays.stream(layer)
                        .map(parameter -> new Parameter(parameter.value().copy()))
                        .toArray(Parameter[]::new))
                .toArray(Parameter[][]::new);
    }

    /** What the units' nonlinearity leaves; gated units keep scale and sign. */
    Set<Symmetry> symmetries() {
        return EnumSet.noneOf(Symmetry.class);
    }

    @Override
    public final Space wire(Wiring wiring, Space in) {
        Space below = in;
        for (int l = 0; l < layers.length; l++) {
            Space states = wiring.units(hidden);
            for (int i = 0; i < NAMES.length; i++) {
                Tensor tensor = layers[l][i].value();
                if (tensor.rank() == 1) {
                    wiring.vector(NAMES[i] + l, tensor, states);
                } else {
                    wiring.weight(NAMES[i] + l, tensor, states, i == 0 ? below : states);
                }
            }
            below = wiring.inner("l" + l, wiring.passing(states, symmetries()).perStep());
        }
        return below;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(in=" + in + ", hidden=" + hidden + ", layers=" + layers.length + ")";
    }
}
