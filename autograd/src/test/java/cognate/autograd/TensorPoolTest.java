package cognate.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class TensorPoolTest {
    private static final int KILOBYTE = 1 << 10;

    /** Takes as many tensors [n, 256] of n KB as asked for, and gives them back. */
    private static Tensor[] step(TensorPool pool, int n, int count) {
        Tensor[] tensors = new Tensor[count];
        for (int i = 0; i < count; i++) {
            tensors[i] = pool.take(n, 256);
        }
        for (int i = count - 1; i >= 0; i--) { // so that the next step takes them in the same order
            pool.give(tensors[i]);
        }
        pool.endStep();
        return tensors;
    }

    @Test
    void thePoolHoldsManyShapes() {
        TensorPool pool = new TensorPool(Long.MAX_VALUE);
        Tensor[] tensors = new Tensor[500];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = pool.take(Shape.of(i % 7, i, 1));
            assertEquals(Shape.of(i % 7, i, 1), tensors[i].shape());
        }
        for (Tensor tensor : tensors) {
            pool.give(tensor);
        }
        for (int i = 0; i < tensors.length; i++) {
            Tensor taken = i % 2 == 0 ? pool.take(tensors[i].shape()) : pool.take(i % 7, i, 1);
            assertSame(tensors[i], taken);
            assertNotSame(taken, pool.take(tensors[i].shape()));
        }
        assertEquals(0, pool.bytes());
    }

    @Test
    void everyShapeHasItsOwn() {
        TensorPool pool = new TensorPool(Long.MAX_VALUE);
        Shape[] shapes = {
            Shape.of(), Shape.of(1), Shape.of(1, 1), Shape.of(6), Shape.of(2, 3), Shape.of(3, 2), Shape.of(2, 3, 1)
        };
        for (Shape shape : shapes) {
            pool.give(Tensor.zeros(shape));
        }
        for (Shape shape : shapes) {
            assertEquals(shape, pool.take(shape).shape());
        }
        assertEquals(0, pool.bytes());
    }

    @Test
    void aSteadyStepUsesTheSameTensorsWhateverTheBudget() {
        TensorPool pool = new TensorPool(2 * KILOBYTE);
        Tensor[] first = step(pool, 4, 9);
        for (int i = 0; i < 5; i++) {
            Tensor[] next = step(pool, 4, 9);
            for (int j = 0; j < first.length; j++) {
                assertSame(first[j], next[j]);
            }
        }
    }

    @Test
    void theShapesNotUsedForTheLongestTimeAreDroppedFirst() {
        TensorPool pool = new TensorPool(8 * KILOBYTE);
        Tensor two = step(pool, 2, 1)[0];
        Tensor three = step(pool, 3, 1)[0];
        assertSame(two, step(pool, 2, 1)[0]);
        Tensor one = step(pool, 1, 1)[0];
        step(pool, 4, 1); // 10 KB and their overhead: [3, 256] goes
        assertSame(one, step(pool, 1, 1)[0]);
        assertSame(two, step(pool, 2, 1)[0]);
        assertNotSame(three, step(pool, 3, 1)[0]);
    }

    @Test
    void whatAStepLeftUntouchedIsDroppedToo() {
        TensorPool pool = new TensorPool(8 * KILOBYTE);
        step(pool, 2, 100);
        assertTrue(pool.bytes() > 200 * KILOBYTE);
        Tensor[] few = step(pool, 2, 3);
        assertTrue(pool.bytes() < 8 * KILOBYTE);
        Tensor[] again = step(pool, 2, 4);
        for (int i = 0; i < few.length; i++) {
            assertSame(few[i], again[i]);
        }
    }

    @Test
    void manyBatchSizesStayWithinTheBudget() {
        TensorPool pool = new TensorPool(1000 * KILOBYTE);
        long most = 0;
        for (int i = 0; i < 2000; i++) {
            step(pool, 1 + i * 7 % 200, 2);
            most = Math.max(most, pool.bytes());
        }
        assertTrue(most <= 1000 * KILOBYTE && most > 800 * KILOBYTE, "at most " + most);
    }

    @Test
    void aTapeStaysWithinItsBudget() {
        Tape tape = new Tape(Workers.single());
        for (int n = 1; n <= 2000; n++) {
            try (tape) {
                assertEquals(n, tape.allocate(n, 40).dim(0));
            }
        }
        assertTrue(tape.pool().bytes() <= Tape.BUDGET);
        assertFalse(tape.pool().bytes() < Tape.BUDGET - 40 * 4 * 2001);
    }

    @Test
    void exactlyTheBudgetIsKept() {
        TensorPool measure = new TensorPool(Long.MAX_VALUE);
        step(measure, 1, 1);
        step(measure, 2, 1);
        TensorPool pool = new TensorPool(measure.bytes());
        Tensor one = step(pool, 1, 1)[0];
        step(pool, 2, 1);
        assertSame(one, pool.take(1, 256));
    }

    /** Shapes share slots of the table: one that is dropped leaves the others of its slot where they are. */
    @Test
    void ofManyShapesTheLastUsedAreKept() {
        int count = 300;
        int kept = 100;
        TensorPool measure = new TensorPool(Long.MAX_VALUE);
        Tensor[] tensors = new Tensor[count];
        for (int i = 0; i < count; i++) {
            tensors[i] = Tensor.zeros(1 + i, count - i, 2);
        }
        for (int i = count - kept; i < count; i++) {
            measure.give(tensors[i]);
        }
        TensorPool pool = new TensorPool(measure.bytes());
        for (int i = 0; i < count; i++) {
            pool.give(tensors[i]);
            pool.endStep();
        }
        for (int i = 0; i < count; i++) {
            Tensor taken = pool.take(tensors[i].shape());
            assertEquals(i >= count - kept, taken == tensors[i], "shape " + i);
        }
        assertEquals(0, pool.bytes());
    }

    /** What is taken in one step and given back in another counts as used in both. */
    @Test
    void takingAndGivingBothCountAsUse() {
        TensorPool pool = new TensorPool(8 * KILOBYTE);
        step(pool, 2, 2);
        Tensor three = step(pool, 3, 1)[0];
        Tensor held = pool.take(2, 256);
        Tensor four = step(pool, 4, 1)[0]; // 2 + 3 + 4 KB and their overhead: [3, 256] goes
        assertEquals(6, pool.bytes() / KILOBYTE);
        step(pool, 1, 1);
        pool.give(held);
        pool.endStep(); // 2 · 2 + 4 + 1 KB: [4, 256] goes
        assertEquals(5, pool.bytes() / KILOBYTE);
        assertSame(held, pool.take(2, 256));
        assertNotSame(three, pool.take(3, 256));
        assertNotSame(four, pool.take(4, 256));
    }

    @Test
    void whatIsDroppedIsNotKeptAlive() throws InterruptedException {
        TensorPool pool = new TensorPool(2 * KILOBYTE);
        // one in the middle: the place of the first is taken by what is kept
        WeakReference<Tensor> dropped = new WeakReference<>(step(pool, 2, 5)[2]);
        step(pool, 2, 1);
        for (int i = 0; i < 50 && dropped.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(dropped.get());
        assertEquals(Shape.of(2, 256), pool.take(2, 256).shape());
    }
}
