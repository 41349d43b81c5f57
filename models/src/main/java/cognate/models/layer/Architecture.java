package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a network is built from: a model's specification, the shape of one input, and the number of classes. A
 * checkpoint names it, so that it can be built again. A specification is a family, its sizes where it has some, and
 * suffixes in any order, an activation, {@code batch-norm}, or {@code every-step} of a recurrent network:
 * {@code mlp:784-64-64-2}, {@code lenet5/tanh}, {@code cnn:32-M-64/batch-norm}, {@code gru:128x2}.
 */
public final class Architecture {
    private static final String BATCH_NORM = "batch-norm";
    private static final String EVERY_STEP = "every-step";

    private final String model;
    private final Shape input;
    private final int classes;
    private final Family family;
    private final String sizes;
    /** As the specification says; null where it does not. */
    private Activation.Kind activation;

    private boolean batchNorm;
    private boolean everyStep;

    /** The kinds of network, which differ in how they look at an example. */
    public enum Family {
        MLP,
        LENET5,
        CNN,
        RNN,
        LSTM,
        GRU;

        /** Whether it looks at an example step by step. */
        public boolean isRecurrent() {
            return this == RNN || this == LSTM || this == GRU;
        }
    }

    private Architecture(String model, Shape input, int classes) {
        this.model = model;
        this.input = input;
        this.classes = classes;
        String[] parts = model.split("/", -1);
        int colon = parts[0].indexOf(':');
        String name = colon < 0 ? parts[0] : parts[0].substring(0, colon);
        sizes = colon < 0 ? "" : parts[0].substring(colon + 1);
        family = Arrays.stream(Family.values())
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("model: expected one of "
                        + Arrays.toString(Family.values()).toLowerCase(Locale.ROOT) + ", found " + name));
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].equals(BATCH_NORM)) {
                batchNorm = true;
            } else if (parts[i].equals(EVERY_STEP)) {
                everyStep = true;
            } else if (activation != null) {
                throw refused("one activation", new Activation(activation) + " and " + parts[i]);
            } else {
                activation = activation(parts[i]);
            }
        }
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
        Architecture architecture = new Architecture(model, input, classes);
        switch (architecture.family) {
            case LENET5:
                Cnn.checkLenet5(architecture);
                break;
            case CNN:
                Cnn.check(architecture);
                break;
            case MLP:
                Mlp.check(architecture);
                break;
            default:
                RecurrentNetwork.check(architecture);
        }
        if (architecture.everyStep && !architecture.family.isRecurrent()) {
            throw architecture.refused("a recurrent network with " + EVERY_STEP, model);
        }
        return architecture;
    }

    /** A specification with batch normalization after every hidden linear layer and convolution. */
    public static String withBatchNorm(String model) {
        return with(BATCH_NORM, model);
    }

    /** A specification of a recurrent network with an output at every step. */
    public static String withEveryStep(String model) {
        return with(EVERY_STEP, model);
    }

    private static String with(String suffix, String model) {
        return Arrays.asList(model.split("/", -1)).contains(suffix) ? model : model + "/" + suffix;
    }

    /** The same network without batch normalization, for weights into which it has been folded. */
    public Architecture withoutBatchNorm() {
        return of(model.replace("/" + BATCH_NORM, ""), input, classes);
    }

    private static Activation.Kind activation(String name) {
        for (Activation.Kind kind : Activation.Kind.values()) {
            if (new Activation(kind).toString().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "model: expected an activation relu, leaky-relu, tanh or sigmoid, or batch-norm, found " + name);
    }

    /** One of the specification's sizes. */
    int size(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw refused("a size from 1 to 999999", "'" + text + "'");
        }
        return Integer.parseInt(text);
    }

    IllegalArgumentException refused(String expected, String found) {
        return new IllegalArgumentException("model " + model + ": expected " + expected + ", found " + found);
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

    /** What stands behind the family's colon, unread. */
    String sizes() {
        return sizes;
    }

    /** The activation that the specification names, or null. */
    Activation.Kind activation() {
        return activation;
    }

    boolean batchNorm() {
        return batchNorm;
    }

    /** Whether there is an output at every step of a sequence and not only at its end. */
    public boolean labelsEveryStep() {
        return everyStep;
    }

    /** The shape [steps, features] in which a recurrent network sees an example: an image row by row. */
    public Shape sequence() {
        return RecurrentNetwork.sequence(this);
    }

    /** The network, its parameters drawn by PyTorch's default initialization, one stream a layer. */
    public Sequential build(RandomStream random) {
        Stack stack = new Stack(activation == null ? Activation.Kind.RELU : activation, batchNorm, random);
        switch (family) {
            case LENET5:
                return Cnn.lenet5(this, stack);
            case CNN:
                return Cnn.build(this, stack);
            case MLP:
                return Mlp.build(this, stack);
            default:
                return RecurrentNetwork.build(this, stack);
        }
    }

    @Override
    public String toString() {
        return model;
    }
}
