package cognate.models.train;

import cognate.engine.io.FormatException;
import cognate.engine.io.SafeTensors;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Flatten;
import cognate.models.layer.LastStep;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Sequential;
import cognate.models.train.ForeignLayer.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network whose checkpoint does not say how it was built: its architecture is read from the names and shapes of its
 * tensors. Layers are taken in the order of their names, numbers by value, convolutions before recurrent before linear
 * ones. Behind all but the last stands the activation, behind recurrent layers the last step instead, and between
 * convolutions and linear layers a flatten.
 */
public final class ForeignCheckpoint {
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
     * @param activation the nonlinearity between layers; null for rectifiers, and tanh inside plain recurrent layers
     * @param input shape of one example, or null where it is not known
     * @throws FormatException if the tensors are not those of known layers one after another, or the input does not fit
     *     them
     */
    public static ForeignCheckpoint of(SafeTensors content, Path file, Activation.Kind activation, Shape input)
            throws FormatException {
        ForeignCheckpoint result = new ForeignCheckpoint(file.toString(), activation, input);
        List<ForeignLayer> layers = ForeignLayer.group(content.tensors(), result.file);
        List<ForeignLayer> chain = ForeignChain.order(layers, result.file);
        result.checkInput(chain.get(0));
        result.build(chain, ForeignChain.norms(layers, chain, result.file));
        return result;
    }

    private void checkInput(ForeignLayer first) throws FormatException {
        if (input == null) {
            if (first.kind() == Kind.LINEAR) {
                input = Shape.of(first.in());
            } else if (first.kind() == Kind.RECURRENT) {
                input = Shape.of(STEPS, first.in());
                warnings.add("the number of steps is not in the file: " + STEPS + " are taken");
            }
            return;
        }
        boolean fits = first.kind() == Kind.CONVOLUTION
                ? input.rank() == 3 && input.dim(0) == first.in()
                : first.kind() == Kind.LINEAR ? input.size() == first.in() : input.size() % first.in() == 0;
        FormatException.check(fits, file, "a layer \"" + first.name() + "\" that takes the input " + input, first.in());
    }

    private void build(List<ForeignLayer> chain, Map<ForeignLayer, ForeignLayer> norms) throws FormatException {
        List<ConvolutionGeometry.Choice> geometry = geometry(chain);
        Kind before = null;
        for (ForeignLayer layer : chain) {
            boolean last = layer == chain.get(chain.size() - 1);
            ForeignLayer norm = norms.get(layer);
            if (layer.kind() == Kind.RECURRENT) {
                add(layer, layer.recurrent(activation == Activation.Kind.RELU, file));
            } else if (layer.kind() == Kind.CONVOLUTION) {
                ConvolutionGeometry.Choice choice = geometry.get(chain.indexOf(layer));
                add(layer, new Conv2d(layer.weight(), layer.bias(), 1, choice.padding(), 1));
                between(norm, true, last);
                if (choice.pooled()) {
                    layers.add(new MaxPool2d(2));
                }
            } else {
                if (before == Kind.CONVOLUTION) {
                    layers.add(new Flatten());
                } else if (before == Kind.RECURRENT) {
                    layers.add(new LastStep());
                }
                add(layer, new Linear(layer.weight(), layer.bias()));
                between(norm, false, last);
            }
            before = layer.kind();
        }
    }

    private void add(ForeignLayer from, Layer layer) {
        String prefix = from.name().isEmpty() ? "" : from.name() + ".";
        layer.parameters().keySet().forEach(name -> names.put(layers.size() + "." + name, prefix + name));
        layers.add(layer);
    }

    private void between(ForeignLayer norm, boolean images, boolean last) {
        if (norm != null) {
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
        List<ConvolutionGeometry.Choice> found =
                input == null ? null : ConvolutionGeometry.find(weights, input.dim(1), input.dim(2), pixels);
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
    public Sequential network() {
        return new Sequential(layers);
    }

    /** Shape of one example, or null where it, or what lies between the layers, is not known. */
    public Shape input() {
        return input;
    }

    /** The names in the file of the network's parameters, by their names in the network. */
    public Map<String, String> names() {
        return Collections.unmodifiableMap(names);
    }

    /** What had to be guessed or is not known. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}
