package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void onlyRowMajorTensorsWithoutGapsAreContiguous() {
        Tensor x = Tensor.zeros(2, 3, 4);
        assertTrue(x.isContiguous());
        assertTrue(x.slice(0, 1, 2).isContiguous());
        assertFalse(x.slice(1, 0, 2).isContiguous());
        assertFalse(x.transpose(0, 1).isContiguous());
        assertTrue(x.slice(2, 1, 1).isContiguous());
        assertTrue(Tensor.scalar(1).isContiguous());
    }

    @Test
    void flatteningKeepsTheFirstDimensionAndSharesTheStorage() {
        Tensor x = Tensor.zeros(2, 3, 4);
        Tensor flat = x.flatten();
        assertEquals(Shape.of(2, 12), flat.shape());
        flat.set(5, 1, 7);
        assertEquals(5, x.get(1, 1, 3));
        assertSame(flat, x.flatten());
        assertSame(flat, flat.flatten());
        assertEquals(Shape.of(0, 0), Tensor.zeros(0, 3, 4).flatten().shape());
        assertEquals(Shape.of(3, 1), Tensor.zeros(3).flatten().shape());
        assertThrows(ShapeException.class, () -> Tensor.scalar(1).flatten());
        assertThrows(ShapeException.class, () -> x.transpose(0, 1).flatten());
    }
}
