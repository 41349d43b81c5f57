package cognate.autograd;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;

/** Compares operations with what PyTorch made of the inputs that {@link Golden} draws. */
final class Agreement {
    private Agreement() {}

    /** An operation on drawn parameters. */
    interface Operation {
        Variable of(Tape tape, Parameter[] x);
    }

    /**
     * Draws a parameter of each shape and, unless the result is a scalar, the weights r of the loss {@code (y *
     * r).sum()}; compares the result's values and the parameters' gradients.
     */
    static void check(Operation operation, int[][] shapes, double[]... expected) {
        Golden golden = new Golden();
        Parameter[] x = new Parameter[shapes.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = golden.parameter(shapes[i]);
        }
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = operation.of(tape, x);
            Golden.assertClose(y.value(), expected[0]);
            int[] dims = y.shape().toArray();
            tape.backward(y, dims.length == 0 ? Tensor.scalar(1) : golden.matrix(dims));
        }
        for (int i = 0; i < x.length; i++) {
            Golden.assertClose(x[i].gradient(), expected[i + 1]);
        }
    }
}
