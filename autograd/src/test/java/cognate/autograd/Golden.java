package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.function.Function;

/**
 * Inputs that any program rebuilds exactly, and comparison with what PyTorch made of them. The generator is {@code s =
 * (1103515245 s + 12345) mod 2^31}, an entry is {@code s / 2^31 - 0.5}, from seed 42, in the order the test asks for
 * them; the last draw are the weights r of the loss {@code (y * r).sum()}.
 */
final class Golden {
    private long state = 42;

    Tensor matrix(int... dims) {
        Tensor result = Tensor.zeros(dims);
        for (int i = 0; i < result.size(); i++) {
            state = (1103515245 * state + 12345) % (1L << 31);
            result.array()[i] = (float) (state / (double) (1L << 31) - 0.5);
        }
        return result;
    }

    Parameter parameter(int... dims) {
        return new Parameter(matrix(dims));
    }

    /** Runs forward and backward; returns the result's values. */
    float[] run(Function<Tape, Variable> f, Tensor r) {
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = f.apply(tape);
            float[] values = y.value().toArray();
            tape.backward(y, r);
            return values;
        }
    }

    static void assertClose(Tensor actual, double... expected) {
        assertClose(actual.toArray(), expected);
    }

    static void assertClose(float[] actual, double... expected) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 2e-6, "element " + i);
        }
    }
}
