package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Conv1d;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Embedding;
import cognate.models.layer.Flatten;
import cognate.models.layer.LastStep;
import cognate.models.layer.Layer;
import cognate.models.layer.LayerNorm;
import cognate.models.layer.Linear;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Sequential;
import cognate.models.train.ForeignLayer.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network whose checkpoint does not say how it was built: its architecture is read from the names and shapes of its
 * tensors. Layers are taken by the numbers in their names, convolutions before recurrent before linear ones, so that
 * each takes what the one before it gives. Behind all but the last stands the activation, behind recurrent layers the
 * last step instead, and between convolutions and linear layers a flatten.
 */
final class ForeignCheckpoint {
    private static final int STEPS = 32;

    private final String file;
    private final Activation.Kind activation;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Shape input;

    private ForeignCheckpoint(String file, Activation.Kind activation, Shape input) {
        this.file = file;
        this.activation = activation;
        this.input = input;
    }

    /**
     * Reads a network from its tensors, which are shared where they can be.
     *
     * @throws FormatException if the tensors are not those of known layers one after another in one order, or the input
     *     does not fit them
     */
    static ForeignCheckpoint of(StateDict content, Hints hints) throws FormatException {
        ForeignCheckpoint result = new ForeignCheckpoint(content.file(), hints.activation(), hints.input());
        List<ForeignLayer> layers = ForeignLayer.group(content.tensors(), result.file);
        LayerNames.refuseResidual(layers, result.file);
        List<ForeignLayer> chain = result.chain(ForeignChain.weighted(layers), content, hints.layers());
        result.checkInput(chain.get(0));
        result.build(chain, ForeignNorms.behind(layers, chain, result.file, result.warnings));
        return result;
    }

    private List<ForeignLayer> chain(List<ForeignLayer> layers, StateDict content, List<String> names)
            throws FormatException {
        if (names != null) {
            return ForeignChain.named(layers, names, file);
        }
        boolean one = input != null && layers.stream().anyMatch(layer -> takes(layer, input));
        List<ForeignLayer> chain = ForeignChain.order(
                layers, content, (position, layer) -> !one || position > 0 || takes(layer, input), warnings);
        LayerNames.refuseBlocks(chain, file);
        List<ForeignLayer> square = LayerNames.square(chain);
        if (!square.isEmpty()) {
            warnings.add("a connection past " + LayerNames.list(square)
                    + " would not show in the file, and none is assumed");
        }
        return chain;
    }

    private static boolean takes(ForeignLayer first, Shape input) {
        if (first.kind() == Kind.EMBEDDING) {
            return input.rank() == 1;
        }
        return first.kind() == Kind.CONVOLUTION
                ? input.rank() == first.weight().rank() - 1 && input.dim(0) == first.in()
                : first.kind() == Kind.LINEAR ? input.size() == first.in() : steps(input, first.in()) > 0;
    }

    /** Steps of so many features in an example; of an image its rows. 0 if there are none. */
    private static int steps(Shape input, int features) {
        int row = input.rank() == 3 ? input.dim(0) * input.dim(2) : input.rank() == 2 ? input.dim(1) : features;
        return row == features && input.size() % features == 0 ? input.size() / features : 0;
    }

    private void checkInput(ForeignLayer first) throws FormatException {
        if (input == null) {
            if (first.kind() == Kind.LINEAR) {
                input = Shape.of(first.in());
            } else if (first.kind() != Kind.CONVOLUTION) {
                input = first.kind() == Kind.EMBEDDING ? Shape.of(STEPS) : Shape.of(STEPS, first.in());
                warnings.add("the number of steps is not in the file: " + STEPS + " are taken");
            }
            return;
        }
        FormatException.check(
                takes(first, input),
                file,
                "a layer \"" + first.name() + "\" that takes the input " + input,
                first.in());
        if (first.kind() == Kind.RECURRENT) {
            input = Shape.of(steps(input, first.in()), first.in());
        }
    }

    private void build(List<ForeignLayer> chain, Map<ForeignLayer, ForeignLayer> norms) throws FormatException {
        List<ConvolutionGeometry.Choice> geometry = geometry(chain);
        ForeignLayer last = chain.get(chain.size() - 1);
        ForeignLayer before = null;
        for (ForeignLayer layer : chain) {
            ForeignLayer norm = norms.get(layer);
            if (layer.kind() == Kind.EMBEDDING) {
                add(layer, new Embedding(layer.weight()));
            } else if (layer.kind() == Kind.RECURRENT) {
                add(layer, layer.recurrent(activation == Activation.Kind.RELU, file));
            } else if (layer.kind() == Kind.CONVOLUTION) {
                ConvolutionGeometry.Choice choice = geometry.get(chain.indexOf(layer));
                int groups = before == null ? 1 : layer.groups(before);
                boolean images = layer.weight().rank() == 4;
                add(
                        layer,
                        images
                                ? new Conv2d(layer.weight(), layer.bias(), 1, choice.padding(), 1, groups)
                                : new Conv1d(layer.weight(), layer.bias(), 1, choice.padding(), 1, groups));
                between(norm, images, layer == last);
                if (choice.pooled()) {
                    layers.add(new MaxPool2d(2));
                }
            } else {
                if (before != null && before.kind() == Kind.CONVOLUTION) {
                    layers.add(new Flatten());
                } else if (before != null && before.kind() == Kind.RECURRENT) {
                    layers.add(new LastStep());
                }
                add(layer, new Linear(layer.weight(), layer.bias()));
                between(norm, false, layer == last);
            }
            before = layer;
        }
    }

    private void add(ForeignLayer from, Layer layer) {
        layer.parameters().keySet().forEach(name -> names.put(layers.size() + "." + name, from.prefix() + name));
        layer.buffers().keySet().forEach(name -> names.put(layers.size() + "." + name, from.prefix() + name));
        layers.add(layer);
    }

    private void between(ForeignLayer norm, boolean images, boolean last) {
        if (norm != null && norm.kind() == Kind.LAYER_NORM) {
            add(norm, new LayerNorm(norm.weight(), norm.bias()));
            warnings.add("\"" + norm.name() + "\" is taken for layer normalization: it has no running statistics");
        } else if (norm != null) {
            add(norm, norm.batchNorm(images));
        }
        if (!last) {
            layers.add(new Activation(activation == null ? Activation.Kind.RELU : activation));
        }
    }

    /** Padding and pooling of each convolution; where they are not known the input counts as unknown. */
    private List<ConvolutionGeometry.Choice> geometry(List<ForeignLayer> chain) {
        List<Tensor> weights = chain.stream()
                .filter(layer -> layer.kind() == Kind.CONVOLUTION)
                .map(ForeignLayer::weight)
                .collect(Collectors.toList());
        if (weights.isEmpty()) {
            return List.of();
        }
        int count = weights.size();
        int pixels = count < chain.size()
                ? chain.get(count).in() / chain.get(count - 1).out()
                : 1;
        List<ConvolutionGeometry.Choice> found = input == null || input.rank() != 3
                ? null
                : ConvolutionGeometry.find(weights, input.dim(1), input.dim(2), pixels);
        if (found == null) {
            warnings.add(
                    input == null
                            ? "the shape of the input is not in the file"
                            : "padding and pooling do not follow from the input " + input
                                    + " and the sizes of the layers");
            input = null;
            return Collections.nCopies(count, new ConvolutionGeometry.Choice(0, false));
        }
        return found;
    }

    /** The network, its layers at the positions of an {@code nn.Sequential}. */
    Sequential network() {
        return new Sequential(layers);
    }

    /** Shape of one example, or null where it, or what lies between the layers, is not known. */
    Shape input() {
        return input;
    }

    /** The names in the file of the network's parameters and buffers, by their names in the network. */
    Map<String, String> names() {
        return Collections.unmodifiableMap(names);
    }

    /** What had to be guessed or is not known. */
    List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}
