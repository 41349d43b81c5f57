package cognate.models.layer;

import cognate.autograd.ConvOps.Then;
import cognate.autograd.ImageVariable;
import cognate.autograd.Parameter;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Layers one after another, named by their positions as in {@code nn.Sequential}, {@code 0.weight}, {@code 2.bias}; or
 * by names of their own.
 */
public final class Sequential extends Layer {
    private final List<Layer> layers;
    private final List<String> names;

    public Sequential(List<? extends Layer> layers) {
        this(IntStream.range(0, layers.size()).mapToObj(Integer::toString).toList(), layers);
    }

    /** Layers by name, in order. */
    public Sequential(Map<String, ? extends Layer> layers) {
        this(List.copyOf(layers.keySet()), List.copyOf(layers.values()));
    }

    private Sequential(List<String> names, List<? extends Layer> layers) {
        this.names = names;
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
            if (Conv2d.isOfOneGroup(layer)) {
                Conv2d convolution = (Conv2d) layer;
                images = images == null ? ImageVariable.of(y) : images;
                boolean relu = Activation.isRelu(layer(i + 1));
                boolean pool = relu && MaxPool2d.isOfPairs(layer(i + 2)) && convolution.makesPairs(images);
                i += relu ? pool ? 2 : 1 : 0;
                Then then = pool ? Then.RELU_AND_POOL : relu ? Then.RELU : Then.NOTHING;
                boolean next = Conv2d.isOfOneGroup(layer(i + 1));
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

    @Override
    public Shape inputShape(Shape example) {
        return layers.isEmpty() ? super.inputShape(example) : layers.get(0).inputShape(example);
    }

    @Override
    public Variable trace(Tape tape, Variable x, int[] lengths, Trace trace) {
        Variable y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = trace.part(names.get(i), layers.get(i), tape, y, lengths);
        }
        return y;
    }

    @Override
    public Variable linearized(Tape tape, Variable x, boolean biases) {
        Variable y = x;
        for (Layer layer : layers) {
            y = layer.linearized(tape, y, biases);
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

    @Override
    public Map<String, Tensor> state() {
        return named(Layer::state);
    }

    private <T> Map<String, T> named(Function<Layer, Map<String, T>> part) {
        Map<String, T> result = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            String prefix = names.get(i) + ".";
            part.apply(layers.get(i)).forEach((name, value) -> result.put(prefix + name, value));
        }
        return result;
    }

    @Override
    public void train(boolean training) {
        layers.forEach(layer -> layer.train(training));
    }

    @Override
    public Sequential copy() {
        return new Sequential(names, layers.stream().map(Layer::copy).toList());
    }

    @Override
    public Sequential folded() {
        List<Layer> folded = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            int last = folded.size() - 1;
            if (layer instanceof BatchNorm norm) {
                Layer both = last < 0 ? null : folded.get(last).followedBy(norm);
                if (both == null) {
                    folded.add(sizesMovedBack(norm.affine(), folded));
                    kept.add(names.get(i));
                } else {
                    folded.set(last, both);
                }
            } else {
                folded.add(layer.folded());
                kept.add(names.get(i));
            }
        }
        boolean byPosition = names.get(names.size() - 1).equals(Integer.toString(names.size() - 1));
        return folded.equals(layers) ? this : byPosition ? new Sequential(folded) : new Sequential(kept, folded);
    }

    /** What is left of an affine map when the layer before the rectifiers takes in the sizes of its factors. */
    private static Affine sizesMovedBack(Affine affine, List<Layer> before) {
        int i = before.size() - 1;
        while (i >= 0 && before.get(i) instanceof Dropout) {
            i--;
        }
        boolean passes = i > 0 && before.get(i) instanceof Activation kind && kind.isPositivelyHomogeneous();
        Layer scaled = passes ? before.get(i - 1).followedBy(affine.sizes()) : null;
        if (scaled == null) {
            return affine;
        }
        before.set(i - 1, scaled);
        return affine.signs();
    }

    @Override
    public Space wire(Wiring wiring, Space in) {
        Space space = in;
        for (int i = 0; i < layers.size(); i++) {
            space = wiring.part(names.get(i), layers.get(i), space);
        }
        return space;
    }

    /** One layer a line, with its position. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Sequential(\n");
        for (int i = 0; i < layers.size(); i++) {
            text.append("  (")
                    .append(names.get(i))
                    .append("): ")
                    .append(layers.get(i))
                    .append('\n');
        }
        return text.append(')').toString();
    }
}
