package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What {@link LossOps} refuses. */
class LossOpsArgumentsTest {
    @Test
    void whatIsNoDistributionIsNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.of(new float[] {0.5f, 1.5f}, 2));
            Variable t = tape.constant(Tensor.zeros(2));
            Variable other = tape.constant(Tensor.zeros(1, 2));
            Variable none = tape.constant(Tensor.zeros(0, 2));
            Variable scalar = tape.constant(Tensor.scalar(0));
            refused(
                    "binary cross-entropy: probabilities from 0 to 1, found 1.5 at 1 of x [2]",
                    () -> LossOps.binaryCrossEntropy(tape, x, t));
            refused(
                    "binary cross-entropy: probabilities from 0 to 1, found NaN at 0 of x []",
                    () -> LossOps.binaryCrossEntropy(tape, scalar.divide(0), scalar));
            refused(
                    "binary cross-entropy: probabilities from 0 to 1, found -1.0 at 0 of x []",
                    () -> LossOps.binaryCrossEntropy(tape, scalar.subtract(1), scalar));
            refused(
                    "binary cross-entropy: equal shapes, found [2] and [1, 2]",
                    () -> LossOps.binaryCrossEntropyWithLogits(tape, x, other));
            refused(
                    "binary cross-entropy: at least one element, found [0, 2]",
                    () -> LossOps.binaryCrossEntropy(tape, none, none));
            refused("KL divergence: ln q [n, ...], found []", () -> LossOps.klDivergence(tape, scalar, scalar));
            refused("softmax: at least one dimension of x [2], found none", () -> LossOps.softmax(tape, x));
            assertEquals(none.shape(), none.softmax(0).logSoftmax(1).shape());
        }
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void labelsOutOfRangeAreNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 3));
            for (int label : new int[] {3, -2, -5, Integer.MIN_VALUE}) {
                String message = assertThrows(
                                IllegalArgumentException.class,
                                () -> LossOps.crossEntropy(tape, x, new int[] {-1, label, 99}))
                        .getMessage();
                assertEquals("cross-entropy: labels from -1 to 2, found " + label + " in row 1", message);
            }
        }
    }

    @Test
    void logitsAreMatricesWithALabelForEachRow() {
        try (Tape tape = new Tape(Workers.single())) {
            for (int[] dims : new int[][] {{3}, {2, 3, 1}}) {
                Variable x = tape.constant(Tensor.zeros(dims));
                refused("log-softmax: x [n, c], found " + x.shape(), () -> LossOps.logSoftmax(tape, x));
                refused(
                        "cross-entropy: logits [n, c] and n labels, found " + x.shape(),
                        () -> LossOps.crossEntropy(tape, x, new int[3]));
            }
            Variable x = tape.constant(Tensor.zeros(2, 3));
            refused(
                    "cross-entropy: logits [n, c] and n labels, found [2, 3]",
                    () -> LossOps.crossEntropy(tape, x, new int[1]));
        }
    }

    @Test
    void targetsHaveTheShapeOfWhatTheyAreComparedWith() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 3));
            Variable none = tape.constant(Tensor.zeros(0, 3));
            for (int[] dims : new int[][] {{3, 2}, {6}, {1, 3}}) {
                Variable t = tape.constant(Tensor.zeros(dims));
                String expected = ": equal shapes, found [2, 3] and " + t.shape();
                refused("mean squared error" + expected, () -> LossOps.meanSquaredError(tape, x, t));
                refused("KL divergence" + expected, () -> LossOps.klDivergence(tape, x, t));
                refused("binary cross-entropy" + expected, () -> LossOps.binaryCrossEntropy(tape, x, t));
            }
            String expected = ": at least one element, found [0, 3]";
            refused("mean squared error" + expected, () -> LossOps.meanSquaredError(tape, none, none));
            refused("KL divergence" + expected, () -> LossOps.klDivergence(tape, none, none));
        }
    }
}
