package cognate.similarity.weights;

import cognate.autograd.ConvOps;
import cognate.autograd.MatrixOps;
import cognate.autograd.Parameter;
import cognate.autograd.PoolOps;
import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Activation;
import cognate.models.layer.Conv2d;
import cognate.models.layer.Dropout;
import cognate.models.layer.Layer;
import cognate.models.layer.Linear;
import cognate.models.layer.MaxPool2d;
import cognate.models.layer.Recurrent;
import cognate.models.layer.Sequential;
import java.util.List;

/**
 * The linear map from a network's input to its logits (this project's own): of the network whose rectifiers are the
 * identity, whose maximum pooling is average pooling, whose batch normalization is folded and which has no biases, or,
 * where units are not positively homogeneous, the Jacobian at zero input of the network with its biases. Of a sequence
 * it is the map from all steps, at most 32, to the output after the last, [steps · in, classes]. Its similarity does
 * not change when hidden units are permuted or rescaled. Of a multi-layer perceptron it is the plain chain product at
 * the last depth.
 */
final class WholeChain {
    /** Longer sequences are cut: what a step adds fades with its distance from the end. */
    private static final int MOST_STEPS = 32;

    private final Sequential network;
    private final boolean biases;

    private WholeChain(Sequential network) {
        this.network = network.folded();
        this.biases = network.layers().stream().anyMatch(WholeChain::bends);
    }

    /** Whether a layer has units that are not positively homogeneous. */
    private static boolean bends(Layer layer) {
        return layer instanceof Activation && !((Activation) layer).isPositivelyHomogeneous()
                || layer instanceof Recurrent && !RecurrentMap.isLinear((Recurrent) layer);
    }

    /** The feature of a network for examples of this shape. */
    static Feature feature(Sequential network, Shape input) {
        return Feature.gram(map(network, input), List.of());
    }

    /** The map itself, [in, classes]. */
    static Matrix map(Sequential network, Shape input) {
        return new WholeChain(network).map(input);
    }

    private Matrix map(Shape input) {
        int classes;
        try (Tape tape = Tape.evaluating(Workers.single())) {
            classes = forward(tape, tape.constant(zeros(1, input))).dim(1);
        }
        Parameter x = new Parameter(zeros(classes, input));
        try (Tape tape = new Tape(Workers.single())) {
            // example c is asked for its logit c only, so one pass backward gives all rows of the Jacobian
            Tensor seed = Tensor.zeros(classes, classes);
            for (int c = 0; c < classes; c++) {
                seed.set(1, c, c);
            }
            tape.backward(forward(tape, x), seed);
        }
        return Matrix.of(x.gradient().flatten()).transpose();
    }

    /** Zero examples in the form that the first layer takes. */
    private Tensor zeros(int n, Shape input) {
        if (network.layers().get(0) instanceof Recurrent) {
            int features = ((Recurrent) network.layers().get(0)).in();
            ShapeException.check(input.size() % features == 0, "whole chain: steps of " + features + " inputs", input);
            return Tensor.zeros(n, Math.min(MOST_STEPS, input.size() / features), features);
        }
        if (network.layers().get(0) instanceof Conv2d && input.rank() == 3) {
            return Tensor.zeros(n, input.dim(0), input.dim(1), input.dim(2));
        }
        return Tensor.zeros(n, input.size());
    }

    private Variable forward(Tape tape, Variable x) {
        Variable y = x;
        for (Layer layer : network.layers()) {
            y = forward(tape, layer, y);
        }
        return y.shape().rank() == 3 ? RecurrentOps.lastStep(tape, y, null) : y;
    }

    private Variable forward(Tape tape, Layer layer, Variable x) {
        if (layer instanceof Linear) {
            // constants, because no gradient by the weights is wanted
            Linear linear = (Linear) layer;
            return MatrixOps.linear(tape, x, tape.constant(linear.weight()), bias(tape, linear.bias()));
        }
        if (layer instanceof Conv2d) {
            Conv2d conv = (Conv2d) layer;
            Variable weight = tape.constant(conv.weight());
            Variable bias = bias(tape, conv.bias());
            return ConvOps.conv2d(tape, x, weight, bias, conv.stride(), conv.padding(), conv.dilation());
        }
        if (layer instanceof MaxPool2d) {
            MaxPool2d pool = (MaxPool2d) layer;
            return PoolOps.averagePool2d(tape, x, pool.size(), pool.stride(), pool.padding());
        }
        if (layer instanceof Dropout || layer instanceof Activation && ((Activation) layer).isPositivelyHomogeneous()) {
            return x;
        }
        return layer instanceof Recurrent
                ? RecurrentMap.forward(tape, (Recurrent) layer, x, biases)
                : layer.forward(tape, x);
    }

    private Variable bias(Tape tape, Tensor bias) {
        return biases && bias != null ? tape.constant(bias) : null;
    }
}
