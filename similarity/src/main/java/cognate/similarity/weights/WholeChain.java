package cognate.similarity.weights;

import cognate.autograd.Parameter;
import cognate.autograd.RecurrentOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.linalg.Matrix;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Sequential;
import java.util.List;

/**
 * The linear map from a network's input to its logits (this project's own): of the network whose layers have their
 * linear stand-ins ({@link cognate.models.layer.Layer#linearized}: rectifiers are the identity, maximum pooling is
 * average pooling), whose batch normalization is folded and which has no biases, or, where units are not positively
 * homogeneous, the Jacobian at zero input of the network with its biases. Of a sequence it is the map from all steps,
 * at most 32, to the output after the last, [steps · in, classes]. Its similarity does not change when hidden units are
 * permuted or rescaled. Of a multi-layer perceptron it is the plain chain product at the last depth.
 */
final class WholeChain {
    /** Longer sequences are cut: what a step adds fades with its distance from the end. */
    private static final int MOST_STEPS = 32;
    /** So many inputs at a time, in examples of one class each: more classes come one chunk after the other. */
    private static final int MOST_INPUTS = 1 << 19;

    private final Sequential network;
    private final boolean biases;
    private final int mostInputs;

    private WholeChain(Sequential network, int mostInputs) {
        this.network = network.folded();
        this.mostInputs = mostInputs;
        biases = !this.network.isPositivelyHomogeneous();
    }

    /** The feature of a network for examples of this shape. */
    static Feature feature(Sequential network, Shape input) {
        return Feature.gram(map(network, input), List.of());
    }

    /** The map itself, [in, classes]. */
    static Matrix map(Sequential network, Shape input) {
        return map(network, input, MOST_INPUTS);
    }

    /** The same with at most so many inputs at a time. */
    static Matrix map(Sequential network, Shape input, int mostInputs) {
        return new WholeChain(network, mostInputs).map(input);
    }

    private Matrix map(Shape input) {
        Shape example = example(input);
        int classes;
        try (Tape tape = Tape.evaluating(Workers.single())) {
            classes = forward(tape, tape.constant(zeros(1, example))).dim(1);
        }
        Matrix map = Matrix.zeros(example.size(), classes);
        int chunk = Math.max(1, mostInputs / example.size());
        for (int from = 0; from < classes; from += chunk) {
            write(map, from, gradient(example, classes, from, Math.min(classes, from + chunk)));
        }
        return map;
    }

    /** Example c is asked for its logit {@code from + c} only, so one pass backward gives rows of the Jacobian. */
    private Tensor gradient(Shape example, int classes, int from, int to) {
        Parameter x = new Parameter(zeros(to - from, example));
        try (Tape tape = new Tape(Workers.single())) {
            Tensor seed = Tensor.zeros(to - from, classes);
            for (int c = from; c < to; c++) {
                seed.set(1, c - from, c);
            }
            tape.backward(forward(tape, x), seed);
        }
        return x.gradient();
    }

    private static void write(Matrix map, int from, Tensor gradient) {
        float[] values = gradient.toArray();
        for (int k = 0; k < values.length; k++) {
            map.set(k % map.rows(), from + k / map.rows(), values[k]);
        }
    }

    /** One example in the form that the first layer takes. */
    private Shape example(Shape input) {
        Shape example = network.inputShape(input);
        return example.rank() == 2 ? Shape.of(Math.min(MOST_STEPS, example.dim(0)), example.dim(1)) : example;
    }

    private static Tensor zeros(int n, Shape example) {
        int[] dims = new int[example.rank() + 1];
        dims[0] = n;
        System.arraycopy(example.toArray(), 0, dims, 1, example.rank());
        return Tensor.zeros(dims);
    }

    private Variable forward(Tape tape, Variable x) {
        Variable y = network.linearized(tape, x, biases);
        return y.shape().rank() == 3 ? RecurrentOps.lastStep(tape, y, null) : y;
    }
}
