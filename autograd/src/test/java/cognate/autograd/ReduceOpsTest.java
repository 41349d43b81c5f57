package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.kernel.map.Reduce;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReduceOpsTest {
    /** PyTorch: {@code x = mat(2,3,2); y = x.sum((0, 2)) and x.mean(1, True); (y * mat(*y.shape)).sum().backward()}. */
    @Test
    void sumsAndMeansAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> ReduceOps.sum(tape, x[0], 0, 2),
                new int[][] {{2, 3, 2}},
                new double[] {0.328243971, 0.570257425, -0.845288396},
                new double[] {
                    0.0619668886,
                    0.0619668886,
                    -0.251315713,
                    -0.251315713,
                    0.419604957,
                    0.419604957,
                    0.0619668886,
                    0.0619668886,
                    -0.251315713,
                    -0.251315713,
                    0.419604957,
                    0.419604957
                });
        Agreement.check(
                (tape, x) -> ReduceOps.mean(tape, x[0], true, 1),
                new int[][] {{2, 3, 2}},
                new double[] {-0.00961698592, -0.0565905459, -0.0959972963, 0.179942489},
                new double[] {
                    0.0206556302,
                    -0.0837719068,
                    0.0206556302,
                    -0.0837719068,
                    0.0206556302,
                    -0.0837719068,
                    0.139868319,
                    -0.12971212,
                    0.139868319,
                    -0.12971212,
                    0.139868319,
                    -0.12971212
                });
    }

    /**
     * PyTorch: {@code x = mat(2,3,2); y = x.var((0, 2)) and x.var((1,), False, True); (y *
     * mat(*y.shape)).sum().backward()}.
     */
    @Test
    void variancesAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> ReduceOps.variance(tape, x[0], 0, 2),
                new int[][] {{2, 3, 2}},
                new double[] {0.0274563823, 0.0184709411, 0.0487572551},
                new double[] {
                    1.01873284e-05,
                    -0.00257130549,
                    0.0295862164,
                    -0.0225301031,
                    0.037537057,
                    -0.0714183152,
                    -0.00680280244,
                    0.00936392136,
                    0.00506395707,
                    -0.0121200662,
                    -0.0297635812,
                    0.0636448413
                });
        Agreement.check(
                (tape, x) -> ReduceOps.variance(tape, x[0], 0, true, 1),
                new int[][] {{2, 3, 2}},
                new double[] {0.00453482941, 0.0950921103, 0.0309149176, 0.0148738064},
                new double[] {
                    0.00379752018,
                    -0.0128019052,
                    -0.00100826693,
                    -0.0558972768,
                    -0.00278925314,
                    0.0686991811,
                    0.00374467438,
                    -0.0334102176,
                    0.0582794845,
                    -0.00906987395,
                    -0.0620241538,
                    0.0424800925
                });
    }

    /** PyTorch: {@code x = mat(2,3,2); y = x.max(1)[0]; (y * mat(2,2)).sum().backward()}. */
    @Test
    void maximaAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> ReduceOps.max(tape, x[0], 1),
                new int[][] {{2, 3, 2}},
                new double[] {0.082307592, 0.277037263, 0.112339683, 0.308728516},
                new double[] {0.0619668886, 0, 0, -0.251315713, 0, 0, 0, -0.389136344, 0.419604957, 0, 0, 0});
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 4, 17);
        Parameter apart = new Parameter(Tensor.zeros(3, 4, 17));
        for (int i = 0; i < apart.shape().size(); i++) { // no two within a step of a difference
            apart.value().array()[i] = i * 37 % 204 / 20f;
        }
        for (int[] dims : new int[][] {{}, {0}, {1}, {-1}, {0, 2}, {2, 0}, {0, 1}, {0, 1, 2}}) {
            GradientCheck.check(1e-3, tape -> ReduceOps.sum(tape, x, dims), x);
            GradientCheck.check(1e-3, tape -> ReduceOps.mean(tape, x, true, dims), x);
            GradientCheck.check(1e-3, tape -> ReduceOps.variance(tape, x, dims), x);
            GradientCheck.check(1e-3, tape -> ReduceOps.variance(tape, x, 0, true, dims), x);
            GradientCheck.check(1e-3, tape -> ReduceOps.max(tape, apart, dims), apart);
        }
    }

    /** Every result is the kernel's sum over its elements in row-major order, whichever dimensions they lie along. */
    @Test
    void sumsHaveOneOrder() {
        Tensor x = new Golden().matrix(5, 9, 70);
        int[][] dims = {{2}, {1}, {0, 2}, {0}, {0, 1}, {0, 1, 2}};
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {0, 1, 2}};
        try (Tape tape = new Tape(Workers.single())) {
            for (int c = 0; c < dims.length; c++) {
                Variable sum = ReduceOps.sum(tape, tape.constant(x), dims[c]);
                Tensor ordered = x.permute(orders[c]).copy();
                int rows = sum.shape().size();
                int n = x.size() / rows;
                assertEquals(3 - dims[c].length, sum.shape().rank());
                for (int r = 0; r < rows; r++) {
                    assertEquals(
                            Reduce.sum(ordered.array(), r * n, n),
                            sum.value().array()[sum.value().offset() + r]);
                }
            }
        }
    }

    @Test
    void equalMaximaGiveTheFirstTheGradient() {
        Parameter x = new Parameter(Tensor.of(new float[] {1, 3, 3, -0f, 0, -1}, 2, 3));
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = ReduceOps.max(tape, x, 1);
            assertArrayEquals(new float[] {3, -0f}, y.value().toArray());
            tape.backward(y, Tensor.of(new float[] {5, 7}, 2));
            assertArrayEquals(new float[] {1, 0}, ReduceOps.argmax(tape, x, 1).toArray());
            Variable columns = tape.constant(Tensor.of(new float[] {1, 5, 2, 2, 4, 2}, 2, 3));
            assertArrayEquals(new float[] {1, 0, 0}, columns.argmax(0).toArray());
            assertEquals(Shape.of(2, 1), ReduceOps.argmax(tape, x, true, 1).shape());
            assertEquals(1, ReduceOps.argmax(tape, x).item());
        }
        assertArrayEquals(new float[] {0, 5, 0, 7, 0, 0}, x.gradient().toArray());
    }

    @Test
    void notANumberIsTheLargestAndHasNoIndex() {
        Parameter x = new Parameter(Tensor.of(new float[] {1, Float.NaN, 3, 4}, 2, 2));
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = ReduceOps.max(tape, x, 1);
            assertArrayEquals(new float[] {Float.NaN, 4}, y.value().toArray());
            tape.backward(y.sum());
            refused(
                    "argmax: numbers, found NaN for result 0 of shape [2] from x [2, 2]",
                    IllegalArgumentException.class,
                    () -> ReduceOps.argmax(tape, x, 1));
        }
        assertArrayEquals(new float[] {0, 1, 0, 1}, x.gradient().toArray());
    }

    @Test
    void emptyTensorsAndScalarsPass() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable empty = tape.constant(Tensor.zeros(2, 0));
            assertArrayEquals(new float[] {0, 0}, empty.sum(1).value().toArray());
            assertArrayEquals(new float[0], empty.sum(0).value().toArray());
            assertArrayEquals(new float[0], empty.mean(0).value().toArray());
            assertArrayEquals(new float[0], empty.max(0).value().toArray());
            assertArrayEquals(new float[0], empty.variance(0).value().toArray());
            assertEquals(0, empty.sum().value().item());
            Variable scalar = tape.constant(Tensor.scalar(3));
            assertEquals(3, scalar.sum().value().item());
            assertEquals(3, scalar.mean().value().item());
            assertEquals(3, scalar.max().value().item());
            assertEquals(0, scalar.argmax().item());
            assertEquals(0, scalar.variance(0, true).value().item());
        }
    }

    @Test
    void whatHasNoResultIsNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 0, 1));
            Class<ShapeException> shape = ShapeException.class;
            refused("mean: at least one element along the dimensions, found [2, 0, 1]", shape, () -> x.mean(1));
            refused("max: at least one element along the dimensions, found [2, 0, 1]", shape, () -> x.max());
            refused("argmax: at least one element along the dimensions, found [2, 0, 1]", shape, () -> x.argmax(1));
            refused("variance: at least one element along the dimensions, found [2, 0, 1]", shape, () -> x.variance(1));
            refused(
                    "variance: more elements along the dimensions than the correction 1, found [2, 0, 1]",
                    shape,
                    () -> x.variance(2));
            Variable large = tape.constant(Tensor.scalar(0).expand((1 << 24) + 1));
            refused("argmax: at most 2^24 elements in a row, found [16777217]", shape, () -> large.argmax());
            refused("sum: every dimension at most once, found [2, -1] of shape [2, 0, 1]", shape, () -> x.sum(2, -1));
            refused(
                    "a dimension in [-3, 3) of shape [2, 0, 1], found 3",
                    IndexOutOfBoundsException.class,
                    () -> x.sum(3));
        }
    }

    private static void refused(String message, Class<? extends Exception> kind, Executable call) {
        assertEquals(message, assertThrows(kind, call).getMessage());
    }

    @Test
    void theLastIndexThatAFloatHoldsIsFound() {
        float[] values = new float[1 << 24];
        values[values.length - 1] = 1;
        try (Tape tape = new Tape(Workers.single())) {
            assertEquals(
                    values.length - 1,
                    tape.constant(Tensor.of(values, values.length)).argmax().item());
        }
    }

    @Test
    void indicesOfAnotherTapesVariablesAreRefused() {
        try (Tape tape = new Tape(Workers.single());
                Tape other = new Tape(Workers.single())) {
            Variable foreign = other.constant(Tensor.zeros(2));
            refused(
                    "argmax: a variable of this tape, found one [2] of another",
                    IllegalStateException.class,
                    () -> ReduceOps.argmax(tape, foreign));
        }
    }
}
