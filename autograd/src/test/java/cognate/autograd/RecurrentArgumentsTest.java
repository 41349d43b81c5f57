package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What {@link RecurrentOps} refuses. */
class RecurrentArgumentsTest {
    private final Tape tape = new Tape(Workers.single());

    private Variable data(int... dims) {
        return tape.constant(Tensor.zeros(dims));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void weightsHaveTheirShapes() {
        Variable x = data(2, 5, 3);
        Variable ih = data(12, 3);
        Variable hh = data(12, 4);
        Variable bias = data(12);
        for (int[] dims : new int[][] {{12, 3}, {12, 5}, {11, 4}, {12}, {12, 4, 1}}) {
            Variable other = data(dims);
            refused(
                    "gru: weight_hh [12, 4], found " + other.shape(),
                    () -> RecurrentOps.gru(tape, x, null, ih, other, bias, bias));
        }
        for (int[] dims : new int[][] {{4}, {13}, {1, 12}, {12, 1}}) {
            Variable other = data(dims);
            refused(
                    "gru: bias_ih [12], found " + other.shape(),
                    () -> RecurrentOps.gru(tape, x, null, ih, hh, other, bias));
            refused(
                    "gru: bias_hh [12], found " + other.shape(),
                    () -> RecurrentOps.gru(tape, x, null, ih, hh, bias, other));
        }
        String expected = "gru: x [n, steps, in] and weight_ih [3 h, in], found ";
        refused(expected + "[5, 3] and [12, 3]", () -> RecurrentOps.gru(tape, data(5, 3), null, ih, hh, bias, bias));
        refused(
                expected + "[2, 5, 4] and [12, 3]",
                () -> RecurrentOps.gru(tape, data(2, 5, 4), null, ih, hh, bias, bias));
    }

    @Test
    void lengthsLieWithinTheSteps() {
        Variable x = data(2, 5, 3);
        Variable[] weights = {data(4, 3), data(4, 4), data(4), data(4)};
        for (int length : new int[] {-1, 0, 6}) {
            for (int[] lengths : new int[][] {{length, 5}, {5, length}}) {
                String expected = ": a length from 1 to 5, found " + length;
                refused("rnn" + expected, () -> RecurrentOps.rnn(tape, x, lengths, false, weights));
                refused("last step" + expected, () -> RecurrentOps.lastStep(tape, x, lengths));
            }
        }
        int[] one = {5};
        refused("rnn: lengths of 2 sequences, found 1", () -> RecurrentOps.rnn(tape, x, one, false, weights));
        refused("last step: lengths of 2 sequences, found 1", () -> RecurrentOps.lastStep(tape, x, one));
    }

    @Test
    void aSequenceIsReversedUpToItsEnd() {
        Parameter x = new Parameter(Tensor.arange(12).reshape(2, 3, 2));
        int[] lengths = {3, 2};
        assertArrayEquals(
                new float[] {4, 5, 2, 3, 0, 1, 8, 9, 6, 7, 10, 11},
                RecurrentOps.reverse(tape, x, lengths).value().toArray());
        assertArrayEquals(
                new float[] {4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7},
                RecurrentOps.reverse(tape, x, null).value().toArray());
        GradientCheck.check(1e-3, t -> RecurrentOps.reverse(t, x, lengths), x);
        refused("reverse: x [n, steps, h], found [2, 3]", () -> RecurrentOps.reverse(tape, data(2, 3), null));
        refused(
                "reverse: a length from 1 to 3, found 4",
                () -> RecurrentOps.reverse(tape, data(2, 3, 4), new int[] {4, 1}));
    }

    @Test
    void theLastStepIsOneOfASequence() {
        for (int[] dims : new int[][] {{2, 3}, {2, 3, 4, 1}, {2, 0, 3}}) {
            Variable x = data(dims);
            refused("last step: x [n, steps, h], found " + x.shape(), () -> RecurrentOps.lastStep(tape, x, null));
        }
        Variable x = tape.constant(Tensor.arange(12).reshape(2, 3, 2));
        assertArrayEquals(
                new float[] {4, 5, 10, 11},
                RecurrentOps.lastStep(tape, x, null).value().toArray());
        assertArrayEquals(
                new float[] {0, 1, 10, 11},
                RecurrentOps.lastStep(tape, x, new int[] {1, 3, 99}).value().toArray());
        Variable single = data(2, 1, 3);
        assertEquals(
                data(2, 3).shape(), RecurrentOps.lastStep(tape, single, null).shape());
    }

    @Test
    void codesAndTablesAreMatrices() {
        String expected = "embedding: codes [n, steps] and table [codes, d], found ";
        refused(expected + "[4] and [5, 3]", () -> RecurrentOps.embedding(tape, data(4), data(5, 3)));
        refused(expected + "[4, 1, 1] and [5, 3]", () -> RecurrentOps.embedding(tape, data(4, 1, 1), data(5, 3)));
        refused(expected + "[4, 1] and [5]", () -> RecurrentOps.embedding(tape, data(4, 1), data(5)));
        refused(expected + "[4, 1] and [5, 3, 1]", () -> RecurrentOps.embedding(tape, data(4, 1), data(5, 3, 1)));
    }
}
