package cognate.models.layer;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A sequential network under construction, with what the suffixes of its specification say: each layer draws from a
 * stream named by its position.
 */
final class Stack {
    /** What {@link #hidden} and {@link #convolution} look at. */
    static final Set<Suffix> SUFFIXES =
            EnumSet.of(Suffix.ACTIVATION, Suffix.BATCH_NORM, Suffix.NO_BIAS, Suffix.DROPOUT, Suffix.FOLDED);

    private final List<Layer> layers = new ArrayList<>();
    private final Specification specification;
    private final RandomStream random;

    /** An empty one; its layers draw nothing if {@code random} is null. */
    Stack(Specification specification, RandomStream random) {
        this.specification = specification;
        this.random = random;
    }

    Stack add(Layer layer) {
        layers.add(layer);
        return this;
    }

    /** A layer whose parameters are drawn. */
    Stack drawn(Layer layer) {
        if (random != null) {
            layer.resetParameters(random.split(layers.size()));
        }
        return add(layer);
    }

    /** The output layer. */
    Stack linear(int in, int out) {
        return linear(in, out, !specification.has(Suffix.NO_BIAS));
    }

    private Stack linear(int in, int out, boolean bias) {
        return drawn(new Linear(Tensor.zeros(out, in), bias ? Tensor.zeros(out) : null));
    }

    /** A hidden layer: linear, normalized if it is asked for, activated; dropout last. */
    Stack hidden(int in, int out) {
        linear(in, out, hiddenBias());
        if (normalizes()) {
            add(new BatchNorm1d(out));
        }
        return activation().dropout();
    }

    /** A convolution, normalized if it is asked for, activated. */
    Stack convolution(int in, int out, int kernel, int stride, int padding) {
        drawn(new Conv2d(
                Tensor.zeros(out, in, kernel, kernel), hiddenBias() ? Tensor.zeros(out) : null, stride, padding, 1));
        if (normalizes()) {
            add(new BatchNorm2d(out));
        }
        return activation();
    }

    private boolean normalizes() {
        return specification.has(Suffix.BATCH_NORM) && !specification.has(Suffix.FOLDED);
    }

    private boolean hiddenBias() {
        return specification.has(Suffix.FOLDED) || !specification.has(Suffix.NO_BIAS);
    }

    /** The activation that the specification names, rectifiers if none. */
    Stack activation() {
        return add(new Activation(specification.activationOr(Activation.Kind.RELU)));
    }

    /** Dropout as the specification says. */
    Stack dropout() {
        return dropout(specification.dropout());
    }

    /** Dropout, if there is some. */
    Stack dropout(float probability) {
        RandomStream any = random == null ? RandomStream.of(0) : random;
        return probability > 0 ? add(new Dropout(probability, any.split(layers.size()))) : this;
    }

    Sequential build() {
        return new Sequential(layers);
    }
}
