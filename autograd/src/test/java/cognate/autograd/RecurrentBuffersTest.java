package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** No result of {@link RecurrentOps} depends on what the buffers held that the tape lends: here no numbers. */
class RecurrentBuffersTest {
    private static final int LARGEST = 16;

    private interface Layer {
        Variable of(Tape tape, Variable x, int[] lengths, Variable[] weights);
    }

    /** A tape whose waiting buffers, four of every shape up to [16, 16], hold NaN. */
    private static Tape used() {
        Tape tape = new Tape(Workers.single());
        try (tape) {
            for (int rows = 1; rows <= LARGEST; rows++) {
                for (int i = 0; i < 4; i++) {
                    spoil(tape.allocate(Shape.of(rows)));
                    for (int columns = 1; columns <= LARGEST; columns++) {
                        spoil(tape.allocate(rows, columns));
                    }
                }
            }
        }
        return tape;
    }

    private static void spoil(Tensor buffer) {
        Arrays.fill(buffer.array(), Float.NaN);
    }

    private static void check(int gates, Layer layer) {
        Golden golden = new Golden();
        Parameter[] all = {
            golden.parameter(2, 3, 2),
            golden.parameter(gates * 3, 2),
            golden.parameter(gates * 3, 3),
            golden.parameter(gates * 3),
            golden.parameter(gates * 3)
        };
        for (int[] lengths : new int[][] {null, {3, 1}}) {
            Tensor dy = lengths == null ? golden.matrix(2, 3, 3) : golden.matrix(2, 3);
            float[][] expected = run(new Tape(Workers.single()), layer, lengths, all, dy);
            float[][] found = run(used(), layer, lengths, all, dy);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], found[i], gates + " gates, result " + i);
            }
        }
    }

    /** The gradients, then the result. */
    private static float[][] run(Tape tape, Layer layer, int[] lengths, Parameter[] all, Tensor dy) {
        float[][] results = new float[all.length + 1][];
        try (tape) {
            for (Parameter parameter : all) {
                parameter.zeroGradient();
            }
            Variable y = layer.of(tape, all[0], lengths, Arrays.copyOfRange(all, 1, all.length, Variable[].class));
            results[all.length] = y.value().toArray();
            tape.backward(y, dy);
            for (int i = 0; i < all.length; i++) {
                results[i] = all[i].gradient().toArray();
            }
        }
        return results;
    }

    @Test
    void rnn() {
        check(1, (tape, x, lengths, weights) -> RecurrentOps.rnn(tape, x, lengths, false, weights));
        check(1, (tape, x, lengths, weights) -> RecurrentOps.rnn(tape, x, lengths, true, weights));
    }

    @Test
    void lstm() {
        check(4, RecurrentOps::lstm);
    }

    @Test
    void gru() {
        check(3, RecurrentOps::gru);
    }
}
