package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static Dataset points(int size) {
        int[] labels = new int[size];
        float[] values = new float[2 * size];
        Arrays.setAll(labels, i -> i % 3);
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new FloatExamples("points", Shape.of(2), List.of("a", "b", "c"), labels, values);
    }

    /** Sequence i has i + 1 steps of 2 features, all of value i + 1. */
    private static final class Ramps extends Examples {
        Ramps(int size) {
            super("ramps", Shape.of(size, 2), List.of("a"), new int[size]);
        }

        @Override
        public boolean isSequence() {
            return true;
        }

        @Override
        public int length(int i) {
            return i + 1;
        }

        @Override
        public void input(int i, float[] target, int offset) {
            Arrays.fill(target, offset, offset + 2 * (i + 1), i + 1);
        }
    }

    @Test
    void keepsTheOrderAndTheShortLastBatch() {
        Batches batches = new Batches(points(5), 2);
        assertEquals(3, batches.count());
        assertTrue(batches.next());
        assertArrayEquals(new float[] {0, 1, 2, 3}, batches.inputs().toArray());
        assertArrayEquals(new int[] {0, 1}, batches.labels());
        assertNull(batches.lengths());
        assertTrue(batches.next());
        assertTrue(batches.next());
        assertEquals(Shape.of(1, 2), batches.inputs().shape());
        assertArrayEquals(new float[] {8, 9}, batches.inputs().toArray());
        assertEquals(1, batches.labels()[0]);
        assertFalse(batches.next());
        batches.rewind();
        assertTrue(batches.next());
        assertEquals(Shape.of(2, 2), batches.inputs().shape());
    }

    @Test
    void shufflesByTheStreamAlone() {
        Batches batches = new Batches(points(100), 100);
        batches.shuffle(RandomStream.of(1));
        batches.next();
        float[] first = batches.inputs().toArray();
        int[] labels = batches.labels().clone();
        assertFalse(first[0] == 0 && first[2] == 2);
        for (int i = 0; i < 100; i++) {
            assertEquals(first[2 * i] + 1, first[2 * i + 1]);
            assertEquals((int) first[2 * i] / 2 % 3, labels[i]);
        }
        float[] sorted = first.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < 200; i++) {
            assertEquals(i, sorted[i]);
        }
        batches.shuffle(RandomStream.of(2));
        batches.shuffle(RandomStream.of(1));
        batches.next();
        assertArrayEquals(first, batches.inputs().toArray());
    }

    @Test
    void padsSequencesToTheLongestOfTheBatch() {
        Batches batches = new Batches(new Ramps(3), 2);
        batches.next();
        assertEquals(Shape.of(2, 2, 2), batches.inputs().shape());
        batches.next();
        assertArrayEquals(new float[] {3, 3, 3, 3, 3, 3}, batches.inputs().toArray());
        batches.rewind();
        batches.next();
        assertArrayEquals(new float[] {1, 1, 0, 0, 2, 2, 2, 2}, batches.inputs().toArray());
        assertArrayEquals(new int[] {1, 2}, batches.lengths());
    }

    @Test
    void reusesItsBuffersAndViews() {
        Batches batches = new Batches(new Ramps(10), 3);
        List<Tensor> first = epoch(batches);
        List<Tensor> second = epoch(batches);
        for (int i = 0; i < first.size(); i++) {
            assertSame(first.get(i), second.get(i));
            assertSame(first.get(0).array(), first.get(i).array());
        }
    }

    private static List<Tensor> epoch(Batches batches) {
        List<Tensor> inputs = new ArrayList<>();
        batches.rewind();
        while (batches.next()) {
            inputs.add(batches.inputs());
        }
        return inputs;
    }

    @Test
    void refusesAnEmptyBatch() {
        assertEquals(
                "batch size: expected at least 1, found 0",
                assertThrows(IllegalArgumentException.class, () -> new Batches(points(1), 0))
                        .getMessage());
        assertFalse(new Batches(points(1).subset(), 4).next());
    }

    /** Before, an evaluation of 500 examples took all memory where each was large. */
    @Test
    void boundsTheBytesOfABatch() {
        assertEquals(5, Batches.bounded(points(5), 500).batchSize());
        assertEquals(500, Batches.bounded(points(1000), 500).batchSize());
        Dataset large = new Zeros(Shape.of(128, 65_536), 500);
        assertEquals(2, Batches.bounded(large, 500).batchSize());
        assertEquals(
                1, Batches.bounded(new Zeros(Shape.of((1 << 24) + 1), 500), 500).batchSize());
    }

    private record Zeros(Shape inputShape, int size) implements Dataset {
        @Override
        public List<String> classNames() {
            return List.of("0");
        }

        @Override
        public void labels(int example, int[] target, int offset) {
            target[offset] = 0;
        }

        @Override
        public void input(int example, float[] target, int offset) {}
    }
}
