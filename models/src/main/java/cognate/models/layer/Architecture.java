package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a network is built from: a model's specification ({@code mlp:784-64-64-2}, {@code lenet5/tanh}), the shape of
 * one input, and the number of classes. A checkpoint names it, so that it can be built again.
 */
public final class Architecture {
    private final String model;
    private final Shape input;
    private final int classes;
    private final Family family;
    private final String sizes;
    private final Activation.Kind activation;

    /** The kinds of network, which differ in how they look at an example. */
    public enum Family {
        MLP
    }

    private Architecture(
            String model, Shape input, int classes, Family family, String sizes, Activation.Kind activation) {
        this.model = model;
        this.input = input;
        this.classes = classes;
        this.family = family;
        this.sizes = sizes;
        this.activation = activation;
    }

    /**
     * Reads a specification and checks it against the data.
     *
     * @param model the specification
     * @param input shape of one example of the data, as {@code [1, 28, 28]}
     * @param classes number of classes
     * @throws IllegalArgumentException if the specification is none, or its sizes do not fit the data
     */
    public static Architecture of(String model, Shape input, int classes) {
        int slash = model.indexOf('/');
        String body = slash < 0 ? model : model.substring(0, slash);
        Activation.Kind activation = slash < 0 ? Activation.Kind.RELU : activation(model.substring(slash + 1));
        int colon = body.indexOf(':');
        String name = colon < 0 ? body : body.substring(0, colon);
        String sizes = colon < 0 ? "" : body.substring(colon + 1);
        Family family = Arrays.stream(Family.values())
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model: expected one of "
                        + Arrays.toString(Family.values()).toLowerCase(Locale.ROOT) + ", found " + name));
        Architecture architecture = new Architecture(model, input, classes, family, sizes, activation);
        architecture.check();
        return architecture;
    }

    private static Activation.Kind activation(String name) {
        for (Activation.Kind kind : Activation.Kind.values()) {
            if (new Activation(kind).toString().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "model: expected an activation relu, leaky-relu, tanh or sigmoid, found " + name);
    }

    private void check() {
        int[] widths = widths();
        if (widths[0] != input.size()) {
            throw new IllegalArgumentException("model " + model + ": expected " + widths[0]
                    + " inputs, found data with " + input.size() + " " + input);
        }
        if (widths[widths.length - 1] != classes) {
            throw new IllegalArgumentException("model " + model + ": expected " + widths[widths.length - 1]
                    + " classes, found a task with " + classes);
        }
    }

    private int[] widths() {
        String[] parts = sizes.split("-", -1);
        int[] widths = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            widths[i] = width(parts[i]);
        }
        if (widths.length < 2) {
            throw new IllegalArgumentException("model " + model + ": expected mlp:IN-HIDDEN-…-OUT, found " + model);
        }
        return widths;
    }

    private int width(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(
                    "model " + model + ": expected a size from 1 to 999999, found '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    public String model() {
        return model;
    }

    /** Shape of one example of the data. */
    public Shape input() {
        return input;
    }

    public int classes() {
        return classes;
    }

    public Family family() {
        return family;
    }

    /** The network, its parameters drawn by PyTorch's default initialization, one stream a layer. */
    public Sequential build(RandomStream random) {
        List<Layer> layers = new ArrayList<>();
        int[] widths = widths();
        for (int i = 1; i < widths.length; i++) {
            if (i > 1) {
                layers.add(new Activation(activation));
            }
            layers.add(new Linear(widths[i - 1], widths[i], true, random.split(layers.size())));
        }
        return new Sequential(layers);
    }

    @Override
    public String toString() {
        return model;
    }
}
