package cognate.models.layer;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/** A sequential network under construction: each layer draws from a stream named by its position. */
final class Stack {
    private final List<Layer> layers = new ArrayList<>();
    private final Activation.Kind activation;
    private final boolean batchNorm;
    private final RandomStream random;

    Stack(Activation.Kind activation, boolean batchNorm, RandomStream random) {
        this.activation = activation;
        this.batchNorm = batchNorm;
        this.random = random;
    }

    Stack add(Layer layer) {
        layers.add(layer);
        return this;
    }

    /** The output layer. */
    Stack linear(int in, int out) {
        return add(new Linear(in, out, true, position()));
    }

    /** A hidden layer: linear, normalized if it is asked for, activated. */
    Stack hidden(int in, int out) {
        linear(in, out);
        if (batchNorm) {
            add(new BatchNorm1d(out));
        }
        return add(new Activation(activation));
    }

    /** A convolution, normalized if it is asked for, activated. */
    Stack convolution(int in, int out, int kernel, int padding) {
        add(new Conv2d(in, out, kernel, padding, position()));
        if (batchNorm) {
            add(new BatchNorm2d(out));
        }
        return add(new Activation(activation));
    }

    /** The stream of the layer that comes next. */
    RandomStream position() {
        return random.split(layers.size());
    }

    Sequential build() {
        return new Sequential(layers);
    }
}
