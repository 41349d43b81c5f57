package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.Arrays;

/**
 * What a network is built from: a model's specification, the shape of one input, and the number of classes. A
 * checkpoint names it, so that it can be built again. A specification is a family, its sizes where it has some, and
 * suffixes in any order: an activation, {@code batch-norm}, {@code no-bias}, {@code dropout:P}, {@code every-step} of a
 * recurrent network; as {@code mlp:784-64-64-2}, {@code lenet5/tanh}, {@code cnn:32-M-64/batch-norm},
 * {@code gru:128x2}.
 */
public final class Architecture {
    private static final String BATCH_NORM = "/" + Suffix.BATCH_NORM;
    private static final String EVERY_STEP = "/" + Suffix.EVERY_STEP;
    private static final String FOLDED = "/" + Suffix.FOLDED;

    private final Specification specification;
    private final Family family;

    private Architecture(Specification specification) {
        this.specification = specification;
        family = Family.of(specification);
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
        return new Architecture(new Specification(model, input, classes));
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
        return Arrays.asList(model.split("(?=/)")).contains(suffix) ? model : model + suffix;
    }

    /** The same network without batch normalization, for weights into which it has been folded. */
    public Architecture withoutBatchNorm() {
        boolean named = specification.has(Suffix.BATCH_NORM) && !specification.has(Suffix.NO_BIAS);
        String model = named
                ? model().replace(BATCH_NORM, "").replace(FOLDED, "")
                : family.isNormalized() ? with(FOLDED, model()) : model();
        return of(model, input(), classes());
    }

    public String model() {
        return specification.model();
    }

    /** Shape of one example of the data. */
    public Shape input() {
        return specification.input();
    }

    public int classes() {
        return specification.classes();
    }

    public Family family() {
        return family;
    }

    /** Whether there is an output at every step of a sequence and not only at its end. */
    public boolean labelsEveryStep() {
        return specification.has(Suffix.EVERY_STEP);
    }

    /** The shape [steps, features] in which a recurrent network sees an example: an image row by row. */
    public Shape sequence() {
        return RecurrentNetwork.sequence(input());
    }

    /** The network, its parameters drawn by the initialization of its family, PyTorch's default, one stream a layer. */
    public Sequential build(RandomStream random) {
        return family.build(random);
    }

    /** The network with parameters of zeros, to be filled: nothing is drawn. */
    public Sequential build() {
        return family.build(null);
    }

    @Override
    public String toString() {
        return model();
    }
}
