package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TapeTest {
    @Test
    void gradientsOfAVariableUsedTwiceAddUp() {
        Parameter x = new Parameter(Tensor.of(new float[] {3}, 1));
        try (Tape tape = new Tape(Workers.single())) {
            Variable square = MathOps.multiply(tape, x, x);
            Variable cube = MathOps.multiply(tape, square, x);
            tape.backward(MathOps.sum(tape, MathOps.add(tape, cube, square)));
        }
        assertEquals(27 + 6, x.gradient().item());
    }

    @Test
    void dataAndUnusedResultsGetNoGradient() {
        Parameter x = new Parameter(Tensor.of(new float[] {3}, 1));
        try (Tape tape = new Tape(Workers.single())) {
            Variable data = tape.constant(Tensor.of(new float[] {2}, 1));
            Variable unused = ActivationOps.relu(tape, x);
            Variable loss = MathOps.sum(tape, MathOps.multiply(tape, x, data));
            tape.backward(loss);
            assertFalse(unused.hasGradient());
            assertFalse(data.hasGradient());
        }
        assertEquals(2, x.gradient().item());
    }

    @Test
    void buffersReturnOnClose() {
        Tape tape = new Tape(Workers.single());
        Tensor matrix;
        Tensor images;
        try (tape) {
            matrix = tape.allocate(2, 3);
            images = tape.allocate(Shape.of(2, 3, 4));
        }
        try (tape) {
            assertSame(matrix, tape.allocate(2, 3));
            assertEquals(Shape.of(2, 3, 5), tape.allocate(2, 3, 5).shape());
            assertSame(images, tape.allocate(2, 3, 4));
            assertEquals(Shape.of(3, 2), tape.allocate(3, 2).shape());
        }
    }

    @Test
    void thePoolHoldsManyShapes() {
        TensorPool pool = new TensorPool();
        Tensor[] tensors = new Tensor[500];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = pool.take(Shape.of(i % 7, i, 1));
        }
        for (Tensor tensor : tensors) {
            pool.give(tensor);
        }
        for (Tensor tensor : tensors) {
            assertSame(tensor, pool.take(tensor.shape()));
        }
    }

    @Test
    void anEvaluatingTapeRecordsNothing() {
        Parameter x = new Parameter(Tensor.of(new float[] {3}, 1));
        try (Tape tape = Tape.evaluating(Workers.single())) {
            Variable y = MathOps.sum(tape, x);
            assertFalse(y.requiresGradient());
            assertThrows(IllegalArgumentException.class, () -> tape.backward(y));
        }
    }
}
