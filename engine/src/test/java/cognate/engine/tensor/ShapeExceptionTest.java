package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeExceptionTest {
    @Test
    void checksPassWhatIsExpected() {
        ShapeException.check(true, "f: x [n]", Shape.of(2));
        ShapeException.checkVector("f", "x", Shape.of(2), 2);
        ShapeException.checkMatrix("f", "x", Shape.of(2, 3), 2, 3);
    }

    @Test
    void messagesNameTheOperationAndTheShapes() {
        assertMessage("f: x [n], found [2, 3]", () -> ShapeException.check(false, "f: x [n]", Shape.of(2, 3)));
        assertMessage(
                "f: equal shapes, found [2] and [3]",
                () -> ShapeException.check(false, "f: equal shapes", Shape.of(2), Shape.of(3)));
        assertMessage("f: x [2], found [3]", () -> ShapeException.checkVector("f", "x", Shape.of(3), 2));
        assertMessage("f: x [2], found [2, 1]", () -> ShapeException.checkVector("f", "x", Shape.of(2, 1), 2));
        assertMessage("f: x [2, 3], found [3, 2]", () -> ShapeException.checkMatrix("f", "x", Shape.of(3, 2), 2, 3));
        assertMessage("f: x [2, 3], found [2]", () -> ShapeException.checkMatrix("f", "x", Shape.of(2), 2, 3));
    }

    private static void assertMessage(String expected, Executable check) {
        assertEquals(expected, assertThrows(ShapeException.class, check).getMessage());
    }
}
