package cognate.models.layer;

import cognate.autograd.ConvOps.Then;
import cognate.autograd.ImageVariable;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Layers one after another, named by their positions as in {@code nn.Sequential}: {@code 0.weight}, {@code 2.bias}. */
public final class Sequential extends Layer {
    private final List<Layer> layers;

    public Sequential(List<? extends Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    public Sequential(Layer... layers) {
        this(List.of(layers));
    }

    @Override
    public List<Layer> layers() {
        return layers;
    }

    @Override
    public Variable forward(Tape tape, Variable x) {
        return forward(tape, x, null);
    }

    @Override
    public Variable forward(Tape tape, Variable x, int[] lengths) {
        Variable y = x;
        ImageVariable images = null; // what a convolution hands on to the next
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer instanceof Conv2d) {
                Conv2d convolution = (Conv2d) layer;
                images = images == null ? ImageVariable.of(y) : images;
                boolean relu = Activation.isRelu(layer(i + 1));
                boolean pool = relu && MaxPool2d.isOfPairs(layer(i + 2)) && convolution.makesPairs(images);
                i += relu ? pool ? 2 : 1 : 0;
                Then then = pool ? Then.RELU_AND_POOL : relu ? Then.RELU : Then.NOTHING;
                boolean next = layer(i + 1) instanceof Conv2d;
                images = convolution.forward(tape, images, then, next);
                if (!next) {
                    y = images.variable();
                    images = null;
                }
            } else if (layer instanceof Recurrent && layer(i + 1) instanceof LastStep) {
                y = ((Recurrent) layer).forwardLast(tape, y, lengths);
                i++;
            } else {
                y = layer.forward(tape, y, lengths);
            }
        }
        return y;
    }

    private Layer layer(int i) {
        return i < layers.size() ? layers.get(i) : null;
    }

    @Override
    public Map<String, Parameter> parameters() {
        return named(Layer::parameters);
    }

    @Override
    public Map<String, Tensor> buffers() {
        return named(Layer::buffers);
    }

    /** All that a checkpoint holds, layer by layer: parameters, then buffers. */
    public Map<String, Tensor> state() {
        return named(layer -> {
            Map<String, Tensor> state = new LinkedHashMap<>();
            layer.parameters().forEach((name, parameter) -> state.put(name, parameter.value()));
            state.putAll(layer.buffers());
            return state;
        });
    }

    private <T> Map<String, T> named(Function<Layer, Map<String, T>> part) {
        Map<String, T> result = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            String prefix = i + ".";
            part.apply(layers.get(i)).forEach((name, value) -> result.put(prefix + name, value));
        }
        return result;
    }

    @Override
    public void train(boolean training) {
        layers.forEach(layer -> layer.train(training));
    }

    /** One layer a line, with its position. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Sequential(\n");
        for (int i = 0; i < layers.size(); i++) {
            text.append("  (").append(i).append("): ").append(layers.get(i)).append('\n');
        }
        return text.append(')').toString();
    }
}
