package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void aShapeIsItsSizes() {
        int[] dims = {2, 3, 4};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.toArray()[1] = 9;
        assertArrayEquals(new int[] {2, 3, 4}, shape.toArray());
        assertEquals(3, shape.rank());
        assertEquals(24, shape.size());
        assertEquals("[2, 3, 4]", shape.toString());
        assertTrue(shape.is(2, 3, 4));
        assertFalse(shape.is(2, 3));
        assertEquals(Shape.of(2, 3, 4), shape);
        assertEquals(Shape.of(2, 3, 4).hashCode(), shape.hashCode());
        assertNotEquals(Shape.of(2, 3, 4).hashCode(), Shape.of(2, 4, 3).hashCode());
        assertNotEquals(Shape.of(2, 4, 3), shape);
        assertFalse(shape.equals(null));
        assertEquals(0, Shape.of().rank());
        assertEquals(1, Shape.of().size());
        assertEquals(0, Shape.of(2, 0, 3).size());
    }

    @Test
    void dimensionsBelowZeroCountFromTheLast() {
        Shape shape = Shape.of(5, 6, 7);
        for (int i = 0; i < 3; i++) {
            assertEquals(5 + i, shape.dim(i));
            assertEquals(5 + i, shape.dim(i - 3));
            assertEquals(i, shape.axis(i));
            assertEquals(i, shape.axis(i - 3));
        }
    }

    @Test
    void aDimensionThatIsNoneIsNamed() {
        for (int dim : new int[] {-3, 2, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            String message = assertThrows(
                            IndexOutOfBoundsException.class,
                            () -> Shape.of(5, 6).dim(dim))
                    .getMessage();
            assertEquals("a dimension in [-2, 2) of shape [5, 6], found " + dim, message);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> Shape.of().axis(0));
        assertThrows(IndexOutOfBoundsException.class, () -> Shape.of().axis(-1));
    }

    @Test
    void sizesAreCountedUpTo31Bits() {
        assertEquals(Integer.MAX_VALUE, Shape.of(1, Integer.MAX_VALUE).size());
        assertRefused("shape: more than 2^31 - 1 elements, found [2, 1073741824]", 2, 1 << 30);
        assertRefused(
                "shape: more than 2^31 - 1 elements, found [2147483647, 2147483647, 2147483647]",
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE);
        // wherever the 0 stands: strides are counted without it
        assertRefused("shape: more than 2^31 - 1 elements, found [0, 65536, 65536]", 0, 65536, 65536);
        assertRefused("shape: more than 2^31 - 1 elements, found [65536, 65536, 0]", 65536, 65536, 0);
        assertRefused("shape: a size is negative, found [2, -1]", 2, -1);
    }

    private static void assertRefused(String message, int... dims) {
        assertEquals(
                message,
                assertThrows(ShapeException.class, () -> Shape.of(dims)).getMessage());
    }

    @Test
    void broadcastingFollowsNumPy() {
        assertBroadcast(new int[] {2, 3}, new int[] {2, 3}, 2, 3);
        assertBroadcast(new int[] {2, 3}, new int[] {3}, 2, 3);
        assertBroadcast(new int[] {2, 1}, new int[] {4}, 2, 4);
        assertBroadcast(new int[] {5, 1, 4}, new int[] {3, 1}, 5, 3, 4);
        assertBroadcast(new int[] {}, new int[] {2, 3}, 2, 3);
        assertBroadcast(new int[] {1}, new int[] {0}, 0);
        for (Shape[] pair : new Shape[][] {
            {Shape.of(2, 3), Shape.of(2)}, {Shape.of(3), Shape.of(0)}, {Shape.of(2, 3), Shape.of(3, 3)}
        }) {
            assertEquals(
                    "broadcast: sizes that are equal or 1, found " + pair[0] + " and " + pair[1],
                    assertThrows(ShapeException.class, () -> Shape.broadcast(pair[0], pair[1]))
                            .getMessage());
            assertThrows(ShapeException.class, () -> Shape.broadcast(pair[1], pair[0]));
        }
    }

    private static void assertBroadcast(int[] a, int[] b, int... expected) {
        assertEquals(Shape.of(expected), Shape.broadcast(Shape.of(a), Shape.of(b)));
        assertEquals(Shape.of(expected), Shape.broadcast(Shape.of(b), Shape.of(a)));
    }
}
