package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.autograd.MathOps;
import cognate.autograd.Parameter;
import cognate.autograd.ReduceOps;
import cognate.autograd.Tape;
import cognate.autograd.Variable;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;

/**
 * Layers with fixed numbers, as PyTorch 1.13 computes them in double precision: element i of a ramp is (7919 i mod 101)
 * / 50 - 1, parameter k is a ramp times a factor plus k / 10, and the gradients are those of the sum of y times a ramp.
 */
final class Golden {
    private Golden() {}

    static Tensor ramp(int... dims) {
        Tensor ramp = Tensor.zeros(dims);
        for (int i = 0; i < ramp.size(); i++) {
            ramp.array()[i] = (float) (i * 7919L % 101 / 50.0 - 1);
        }
        return ramp;
    }

    static <L extends Layer> L filled(L layer, double factor) {
        int k = 0;
        for (Parameter parameter : layer.parameters().values()) {
            Tensor ramp = ramp(parameter.shape().toArray());
            for (int i = 0; i < ramp.size(); i++) {
                parameter.value().array()[i] = (float) (ramp.array()[i] * factor + 0.1 * k);
            }
            k++;
        }
        return layer;
    }

    /**
     * Compares with what PyTorch has.
     *
     * @param y the first elements
     * @param sum of y times a ramp
     * @param dx the first elements
     * @param norms of the parameters' gradients
     */
    static void check(Layer layer, Tensor x, double[] y, double sum, double[] dx, double... norms) {
        Parameter input = new Parameter(x);
        try (Tape tape = new Tape(Workers.single())) {
            Variable output = layer.forward(tape, input);
            Variable weighted = MathOps.multiply(
                    tape, output, tape.constant(ramp(output.shape().toArray())));
            Variable total = ReduceOps.sum(tape, weighted);
            assertElements(y, output.value());
            assertEquals(sum, total.value().item(), 2e-6 * Math.max(1, Math.abs(sum)));
            tape.backward(total);
        }
        assertElements(dx, input.gradient());
        int k = 0;
        for (Parameter parameter : layer.parameters().values()) {
            double squares = 0;
            for (float value : parameter.gradient().toArray()) {
                squares += (double) value * value;
            }
            assertEquals(norms[k], Math.sqrt(squares), 3e-6 * Math.max(1, norms[k]), "gradient of parameter " + k);
            k++;
        }
        assertEquals(norms.length, k);
    }

    private static void assertElements(double[] expected, Tensor found) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found.toArray()[i], 3e-6, "element " + i);
        }
    }
}
