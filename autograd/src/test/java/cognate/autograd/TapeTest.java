package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TapeTest {
    private final Parameter x = new Parameter(Tensor.of(new float[] {3}, 1));

    private static void assertRefused(String message, Executable use) {
        assertEquals(message, assertThrows(IllegalStateException.class, use).getMessage());
    }

    @Test
    void gradientsOfAVariableUsedTwiceAddUp() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable square = MathOps.multiply(tape, x, x);
            Variable cube = MathOps.multiply(tape, square, x);
            tape.backward(ReduceOps.sum(tape, MathOps.add(tape, cube, square)));
        }
        assertEquals(27 + 6, x.gradient().item());
    }

    @Test
    void dataAndUnusedResultsGetNoGradient() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable data = tape.constant(Tensor.of(new float[] {2}, 1));
            boolean[] ran = new boolean[1];
            Variable unused = tape.record(Tensor.of(new float[] {9}, 1), x, dy -> ran[0] = true);
            tape.backward(ReduceOps.sum(tape, MathOps.multiply(tape, x, data)));
            assertFalse(ran[0]);
            assertFalse(unused.hasGradient());
            assertFalse(data.hasGradient());
        }
        assertEquals(2, x.gradient().item());
    }

    @Test
    void backwardRunsOnceAStep() {
        Tape tape = new Tape(Workers.single());
        try (tape) {
            Variable square = MathOps.multiply(tape, x, x);
            Variable loss = ReduceOps.sum(tape, square);
            tape.backward(loss);
            String message = "backward: once before the tape is closed, found a second time";
            assertRefused(message, () -> tape.backward(loss));
            Variable more = MathOps.scale(tape, square, 10);
            assertRefused(message, () -> tape.backward(more, Tensor.of(new float[] {1}, 1)));
        }
        assertEquals(6, x.gradient().item());
        try (tape) {
            tape.backward(MathOps.multiply(tape, x, x), Tensor.of(new float[] {2}, 1));
        }
        assertEquals(6 + 12, x.gradient().item());
    }

    @Test
    void whatIsRefusedLeavesTheTapeAsItWas() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable square = MathOps.multiply(tape, x, x);
            Variable wide = MathOps.add(tape, square, tape.constant(Tensor.zeros(2)));
            assertThrows(ShapeException.class, () -> tape.backward(wide));
            assertThrows(ShapeException.class, () -> tape.backward(wide, Tensor.zeros(2, 1)));
            assertThrows(
                    IllegalArgumentException.class, () -> tape.backward(ReduceOps.sum(tape, tape.constant(x.value()))));
            tape.backward(square);
        }
        assertEquals(6, x.gradient().item());
    }

    @Test
    void variablesOfAnotherTapeAreRefused() {
        try (Tape tape = new Tape(Workers.single());
                Tape other = new Tape(Workers.single())) {
            Variable loss = MathOps.multiply(other, x, x);
            assertRefused("backward: a variable of this tape, found one [1] of another", () -> tape.backward(loss));
            String message = "record: a variable of this tape, found one [1] of another";
            assertRefused(message, () -> MathOps.scale(tape, loss, 2));
            assertRefused(message, () -> MathOps.add(tape, x, loss));
            assertRefused(message, () -> MathOps.add(tape, tape.constant(x.value()), loss));
            Tensor y = Tensor.zeros(1);
            assertRefused(message, () -> tape.record(y, x, x, loss, dy -> {}));
            assertRefused(message, () -> tape.record(y, new Variable[] {x, null, loss}, dy -> {}));
            assertRefused(message, () -> MathOps.scale(Tape.evaluating(Workers.single()), loss, 2));
            other.backward(loss);
        }
        assertEquals(6, x.gradient().item());
    }

    @Test
    void variablesOfAClosedStepAreRefused() {
        Tape tape = new Tape(Workers.single());
        Variable square;
        Variable data;
        try (tape) {
            square = MathOps.multiply(tape, x, x);
            data = tape.constant(x.value());
        }
        String found = ": of a variable of the open step, found one [1] whose tape was closed since";
        assertRefused("value" + found, square::value);
        assertRefused("value" + found, data::value);
        assertRefused("value" + found, () -> MathOps.scale(tape, square, 2));
        assertRefused("record" + found, () -> tape.record(Tensor.zeros(1), square, dy -> {}));
        assertRefused("record" + found, () -> tape.record(Tensor.zeros(1), x, data, dy -> {}));
        assertRefused("backward" + found, () -> tape.backward(square));
        assertRefused("addGradient" + found, () -> square.addGradient(Tensor.zeros(1)));
        try (tape) {
            Variable next = MathOps.multiply(tape, x, x);
            assertRefused("value" + found, square::value);
            Variable loss = tape.record(Tensor.zeros(1), next, dy -> square.addGradient(dy));
            assertRefused("addGradient" + found, () -> tape.backward(loss));
        }
        assertEquals(Shape.of(1), square.shape());
    }

    @Test
    void valuesMayBeReadUntilTheTapeIsClosed() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable square = MathOps.multiply(tape, x, x);
            tape.backward(square);
            assertEquals(9, square.value().item());
            assertEquals(18, MathOps.scale(tape, square, 2).value().item());
        }
    }

    @Test
    void anEvaluatingTapeRecordsNothing() {
        try (Tape tape = Tape.evaluating(Workers.single())) {
            Variable y = ReduceOps.sum(tape, x);
            assertFalse(y.requiresGradient());
            assertThrows(IllegalArgumentException.class, () -> tape.backward(y));
        }
    }

    @Test
    void aResultRequiresAGradientIfAnInputDoes() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable c = tape.constant(Tensor.zeros(1));
            Tensor y = Tensor.zeros(1);
            assertTrue(tape.record(y, x, dy -> {}).requiresGradient());
            assertFalse(tape.record(y, c, dy -> {}).requiresGradient());
            assertTrue(tape.record(y, x, c, dy -> {}).requiresGradient());
            assertTrue(tape.record(y, c, x, dy -> {}).requiresGradient());
            assertFalse(tape.record(y, c, c, dy -> {}).requiresGradient());
            assertTrue(tape.record(y, c, c, x, dy -> {}).requiresGradient());
            assertTrue(tape.record(y, c, x, null, dy -> {}).requiresGradient());
            assertTrue(tape.record(y, new Variable[] {c, c, c, x}, dy -> {}).requiresGradient());
            assertFalse(tape.record(y, new Variable[] {c, c, c, null}, dy -> {}).requiresGradient());
        }
    }

    @Test
    void viewsAreCopiedAtTheDoor() {
        Tensor matrix = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        try (Tape tape = new Tape(Workers.single())) {
            float[] turned = {1, 4, 2, 5, 3, 6};
            assertArrayEquals(
                    turned,
                    MathOps.scale(tape, tape.constant(matrix.transpose()), 1)
                            .value()
                            .toArray());
            assertEquals(
                    5,
                    ReduceOps.sum(tape, tape.constant(matrix.slice(1, 0, 1)))
                            .value()
                            .item());
            Variable recorded = tape.record(matrix.transpose(), x, dy -> {});
            assertTrue(recorded.value().isContiguous());
            assertArrayEquals(turned, recorded.value().toArray());
            assertSame(matrix, tape.constant(matrix).value());
        }
    }

    @Test
    void buffersReturnOnClose() {
        Tape tape = new Tape(Workers.single());
        Tensor matrix;
        Tensor images;
        try (tape) {
            matrix = tape.allocate(2, 3);
            images = tape.allocate(Shape.of(2, 3, 4));
            assertNotSame(matrix, tape.allocate(2, 3));
        }
        try (tape) {
            assertEquals(Shape.of(2, 3, 5), tape.allocate(2, 3, 5).shape());
            assertSame(images, tape.allocate(2, 3, 4));
            assertEquals(Shape.of(3, 2), tape.allocate(3, 2).shape());
            assertEquals(Shape.of(3), tape.allocate(3).shape());
            assertEquals(Shape.of(), tape.allocate().shape());
            List<Tensor> both = List.of(tape.allocate(2, 3), tape.allocate(2, 3));
            assertTrue(both.get(0) == matrix || both.get(1) == matrix);
        }
    }

    /** All steps use the same buffers: those of values, of gradients that were used, and of gradients that were not. */
    @Test
    void aStepUsesTheBuffersOfTheLast() {
        Tape tape = new Tape(Workers.single());
        List<Set<float[]>> seen = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            Set<float[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
            seen.add(buffers);
            try (tape) {
                Tensor value = tape.allocate(Shape.of(1));
                buffers.add(value.array());
                Variable y = tape.record(value, x, dy -> buffers.add(dy.array()));
                Variable z = tape.record(Tensor.zeros(1), y, dy -> {
                    buffers.add(dy.array());
                    y.addGradient(dy);
                });
                tape.backward(z);
            }
        }
        assertEquals(3, seen.get(0).size()); // a value and two gradients
        assertEquals(seen.get(0), seen.get(3));
    }

    @Test
    void gradientsOfAFailedBackwardReturnToo() {
        Tape tape = new Tape(Workers.single());
        float[][] buffers = new float[2][];
        for (int step = 0; step < 2; step++) {
            int now = step;
            try (tape) {
                Variable y = tape.record(Tensor.zeros(7), x, dy -> {});
                Variable z = tape.record(Tensor.zeros(1), y, dy -> {
                    buffers[now] = y.accumulator().array();
                    throw new ArithmeticException();
                });
                assertThrows(ArithmeticException.class, () -> tape.backward(z));
            }
        }
        assertSame(buffers[0], buffers[1]);
    }

    @Test
    void aClosedTapeKeepsNoVariableAlive() throws InterruptedException {
        Tape tape = new Tape(Workers.single());
        WeakReference<Variable> kept = step(tape);
        for (int i = 0; i < 50 && kept.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(kept.get());
        tape.close();
    }

    private WeakReference<Variable> step(Tape tape) {
        try (tape) {
            Variable y = MathOps.multiply(tape, x, x);
            tape.backward(y);
            return new WeakReference<>(y);
        }
    }

    @Test
    void manyOperationsFit() {
        try (Tape tape = new Tape(Workers.single())) {
            Variable y = x;
            for (int i = 0; i < 200; i++) {
                y = MathOps.add(tape, y, x);
            }
            assertEquals(603, y.value().item());
            tape.backward(y);
        }
        assertEquals(201, x.gradient().item());
    }
}
