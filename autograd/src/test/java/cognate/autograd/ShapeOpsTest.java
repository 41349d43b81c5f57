package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeOpsTest {
    /** What the caller does with its arrays after an operation is of no interest to backward. */
    @Test
    void keepsTheOrderOfItsParts() {
        Parameter first = new Parameter(Tensor.zeros(2));
        Parameter second = new Parameter(Tensor.zeros(2));
        try (Tape tape = new Tape(Workers.single())) {
            Variable[] parts = {first, second};
            Variable joined = ShapeOps.concat(tape, 0, parts);
            Variable stacked = ShapeOps.stack(tape, 0, parts);
            parts[0] = second;
            parts[1] = first;
            Variable flat = ShapeOps.reshape(tape, stacked, 4);
            tape.backward(MathOps.add(tape, joined, flat), Tensor.of(new float[] {1, 2, 3, 4}, 4));
        }
        assertEquals(Tensor.of(new float[] {2, 4}, 2), first.gradient());
        assertEquals(Tensor.of(new float[] {6, 8}, 2), second.gradient());
    }

    /**
     * PyTorch: {@code y = cat([mat(2,1,2), mat(2,2,2)], 1) and stack([mat(2,2), mat(2,2)], -1); (y *
     * mat(*y.shape)).sum().backward()}.
     */
    @Test
    void jointsAgreeWithPyTorch() {
        Agreement.check(
                (tape, x) -> ShapeOps.concat(tape, 1, x[0], x[1]),
                new int[][] {{2, 1, 2}, {2, 2, 2}},
                new double[] {
                    0.082307592,
                    0.0198187493,
                    -0.0771349743,
                    -0.466627657,
                    -0.0826108679,
                    0.308728516,
                    -0.0340235755,
                    0.277037263,
                    0.112339683,
                    0.21490404,
                    -0.317720681,
                    0.0161949173
                },
                new double[] {0.0619668886, -0.251315713, -0.314710975, 0.171006158},
                new double[] {
                    0.419604957,
                    -0.389136344,
                    0.158377171,
                    -0.171533242,
                    0.418747663,
                    -0.368512452,
                    -0.0893869102,
                    0.349135429
                });
        Agreement.check(
                (tape, x) -> ShapeOps.stack(tape, -1, x[0], x[1]),
                new int[][] {{2, 2}, {2, 2}},
                new double[] {
                    0.082307592,
                    -0.0771349743,
                    0.0198187493,
                    -0.466627657,
                    -0.0340235755,
                    -0.0826108679,
                    0.277037263,
                    0.308728516
                },
                new double[] {0.112339683, -0.317720681, 0.0619668886, 0.419604957},
                new double[] {0.21490404, 0.0161949173, -0.251315713, -0.389136344});
    }

    /**
     * PyTorch: {@code x = mat(2,3,2); y = x.gather(1, tensor([[[2,0],[2,1]],[[0,0],[1,2]]])); (y *
     * mat(2,2,2)).sum().backward()}.
     */
    @Test
    void gatherAgreesWithPyTorch() {
        Agreement.check(
                (tape, x) -> ShapeOps.gather(tape, x[0], 1, Tensor.of(new float[] {2, 0, 2, 1, 0, 0, 1, 2}, 2, 2, 2)),
                new int[][] {{2, 3, 2}},
                new double[] {
                    -0.0771349743,
                    0.0198187493,
                    -0.0771349743,
                    0.277037263,
                    -0.0826108679,
                    0.308728516,
                    0.112339683,
                    0.0161949173
                },
                new double[] {
                    0,
                    -0.251315713,
                    0,
                    -0.389136344,
                    0.481571853,
                    0,
                    0.158377171,
                    -0.171533242,
                    -0.314710975,
                    0,
                    0,
                    0.171006158
                });
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Golden golden = new Golden();
        Parameter x = golden.parameter(3, 4, 5);
        Parameter y = golden.parameter(3, 2, 5);
        Parameter z = golden.parameter(3, 1, 5);
        Tensor index = Tensor.of(new float[] {3, 0, 3, 3, 1, 2}, 3, 2, 1);
        GradientCheck.check(1e-3, tape -> ShapeOps.reshape(tape, x, 5, 12), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.flatten(tape, x), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.slice(tape, x, 0, 1, 3), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.slice(tape, x, 1, 1, 3), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.select(tape, x, -1, 2), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.transpose(tape, x, 0, -1), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.permute(tape, x, 2, 0, 1), x);
        GradientCheck.check(1e-3, tape -> ShapeOps.expand(tape, z, 2, 3, 4, 5), z);
        GradientCheck.check(1e-3, tape -> ShapeOps.concat(tape, -2, x, y, z, y), x, y, z);
        GradientCheck.check(1e-3, tape -> ShapeOps.stack(tape, 1, y, y), y);
        GradientCheck.check(1e-3, tape -> ShapeOps.gather(tape, x, 1, index), x);
        GradientCheck.check(
                1e-3,
                tape -> ShapeOps.slice(tape, x, 2, 0, 2).multiply(x.on(tape).slice(2, 1, 3)),
                x);
    }

    @Test
    void valuesAreThoseOfTheViews() {
        Tensor t = new Golden().matrix(2, 3, 4);
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(t);
            assertArrayEquals(
                    t.slice(1, 1, 3).toArray(), x.slice(1, 1, 3).value().toArray());
            assertArrayEquals(t.select(2, 3).toArray(), x.select(2, 3).value().toArray());
            assertArrayEquals(
                    t.transpose(0, 2).toArray(), x.transpose(0, 2).value().toArray());
            assertArrayEquals(
                    t.permute(1, 2, 0).toArray(), x.permute(1, 2, 0).value().toArray());
            assertArrayEquals(
                    t.expand(2, 2, 3, 4).toArray(), x.expand(2, 2, 3, 4).value().toArray());
            assertSame(t.array(), x.slice(0, 1, 2).value().array());
            assertSame(t.array(), x.reshape(4, 6).value().array());
            assertSame(t.array(), x.select(0, 1).value().array());
            assertSame(x, x.expand(2, 3, 4));
        }
    }

    @Test
    void emptyTensorsAndScalarsPass() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable empty = new Parameter(Tensor.zeros(2, 0)).on(tape);
            Variable scalar = new Parameter(Tensor.scalar(3)).on(tape);
            Variable joined = ShapeOps.concat(tape, 0, empty.transpose(0, 1).permute(1, 0), empty);
            assertEquals(Shape.of(4, 0), joined.shape());
            assertEquals(Shape.of(3, 2, 0), empty.expand(3, 2, 0).shape());
            assertEquals(
                    Shape.of(2, 2, 0), ShapeOps.stack(tape, 0, empty, empty).shape());
            assertEquals(Shape.of(0), empty.select(0, 1).shape());
            assertEquals(Shape.of(2, 0), empty.gather(1, Tensor.zeros(2, 0)).shape());
            assertArrayEquals(
                    new float[] {3, 3},
                    ShapeOps.stack(tape, 0, scalar, scalar).value().toArray());
            assertArrayEquals(new float[] {3, 3}, scalar.expand(2).value().toArray());
            assertEquals(Shape.of(), scalar.permute().shape());
            assertEquals(Shape.of(1, 1), scalar.reshape(1, 1).shape());
            tape.backward(joined.sum().add(scalar.expand(2).sum()));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 3));
            Variable y = tape.constant(Tensor.zeros(2, 4));
            Variable scalar = tape.constant(Tensor.scalar(3));
            refused("concat: at least one tensor, found none", () -> ShapeOps.concat(tape, 0));
            refused("stack: at least one tensor, found none", () -> ShapeOps.stack(tape, 0));
            refused(
                    "concat: equal sizes but for dimension 0, found [2, 3] and [2, 4]",
                    () -> ShapeOps.concat(tape, 0, x, y));
            refused(
                    "concat: equal sizes but for dimension 1, found [2, 3] and []",
                    () -> ShapeOps.concat(tape, 1, x, scalar));
            refused("a dimension in [0, 0) of shape [], found 0", () -> ShapeOps.concat(tape, 0, scalar));
            refused("stack: equal shapes, found [2, 3] and [2, 4]", () -> ShapeOps.stack(tape, 0, x, y));
            refused("gather: indices from 0 to 2, found 3.0", () -> x.gather(1, Tensor.of(new float[] {3}, 1, 1)));
            refused("gather: indices from 0 to 2, found 0.5", () -> x.gather(1, Tensor.of(new float[] {0.5f}, 1, 1)));
            refused("gather: indices from 0 to 2, found -1.0", () -> x.gather(1, Tensor.of(new float[] {-1}, 1, 1)));
            refused(
                    "gather: x and an index no larger but in dimension 1, found [2, 3] and [3, 1]",
                    () -> x.gather(1, Tensor.zeros(3, 1)));
            refused(
                    "gather: x and an index no larger but in dimension 1, found [2, 3] and [2]",
                    () -> x.gather(1, Tensor.zeros(2)));
        }
    }

    private static void refused(String message, Executable call) {
        RuntimeException thrown = assertThrows(RuntimeException.class, call);
        assertEquals(message, thrown.getMessage());
    }

    @Test
    void flatteningLeavesMatricesAlone() {
        Tensor t = new Golden().matrix(2, 3, 4);
        try (Tape tape = new Tape(Workers.single())) {
            assertEquals(
                    t.reshape(2, 12), ShapeOps.flatten(tape, tape.constant(t)).value());
            Variable matrix = tape.constant(t.reshape(6, 4));
            assertSame(matrix, ShapeOps.flatten(tape, matrix));
        }
    }

    /** Also where the operation would hand its input on, or copies it among others. */
    @Test
    void variablesOfAnotherTapeAreRefused() {
        try (Tape tape = new Tape(Workers.single());
                Tape other = new Tape(Workers.single())) {
            Variable x = tape.constant(Tensor.zeros(2, 3));
            Variable foreign = other.constant(Tensor.zeros(2, 3));
            String found = ": a variable of this tape, found one [2, 3] of another";
            refused("flatten" + found, () -> ShapeOps.flatten(tape, foreign));
            refused("record" + found, () -> ShapeOps.expand(tape, foreign, 2, 3));
            refused("record" + found, () -> ShapeOps.concat(tape, 0, x, foreign));
            refused("record" + found, () -> ShapeOps.stack(tape, 0, foreign, x));
        }
    }
}
