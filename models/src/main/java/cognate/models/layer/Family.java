package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of network: it reads its sizes from a specification, checks them against the data when it is made, and builds
 * the layers.
 */
public abstract class Family {
    private static final Map<String, Function<Specification, Family>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("mlp", Mlp::new);
        KINDS.put("lenet5", LeNet5::new);
        KINDS.put("cnn", Cnn::new);
        KINDS.put("resnet", ResNet::small);
        KINDS.put("resnet18", ResNet::of18);
        KINDS.put("resnet50", ResNet::of50);
        KINDS.put("vgg", Vgg::new);
        KINDS.put("alexnet", AlexNet::new);
        KINDS.put("conv2", ConvNet::of2);
        KINDS.put("conv4", ConvNet::of4);
        KINDS.put("conv7", ConvNet::of7);
        KINDS.put("conv13", ConvNet::of13);
        KINDS.put("rnn", RecurrentNetwork::ofRnn);
        KINDS.put("lstm", RecurrentNetwork::ofLstm);
        KINDS.put("gru", RecurrentNetwork::ofGru);
    }

    private final Specification specification;

    /**
     * A network of this specification.
     *
     * @throws IllegalArgumentException if it has other suffixes than these
     */
    Family(Specification specification, Set<Suffix> suffixes) {
        this.specification = specification;
        specification.allow(suffixes);
    }

    /**
     * The family that a specification names.
     *
     * @throws IllegalArgumentException if it is none, or does not fit the data
     */
    static Family of(Specification specification) {
        Function<Specification, Family> kind = KINDS.get(specification.family());
        if (kind == null) {
            throw new IllegalArgumentException(
                    "model: expected one of " + KINDS.keySet() + ", found " + specification.family());
        }
        return kind.apply(specification);
    }

    /**
     * The network, one stream a layer.
     *
     * @param random null for parameters of zeros, which are to be filled
     */
    abstract Sequential build(RandomStream random);

    /** Whether it looks at an example step by step. */
    public boolean isRecurrent() {
        return false;
    }

    /** Whether it has batch normalization, to be folded or folded already. */
    boolean isNormalized() {
        return specification.has(Suffix.BATCH_NORM);
    }

    final Specification specification() {
        return specification;
    }

    final Shape input() {
        return specification.input();
    }

    final int classes() {
        return specification.classes();
    }
}
