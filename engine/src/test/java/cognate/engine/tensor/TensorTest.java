package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
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
    void makersFillTheShape() {
        assertEquals(Tensor.of(new float[] {0, 0, 0, 0}, 2, 2), Tensor.zeros(2, 2));
        assertEquals(Tensor.of(new float[] {1, 1, 1, 1}, 2, 2), Tensor.ones(2, 2));
        assertEquals(Tensor.of(new float[] {-0f, -0f}, 1, 2), Tensor.full(-0f, 1, 2));
        assertEquals(Tensor.of(new float[] {0, 1, 2, 3}, 4), Tensor.arange(4));
        assertEquals(Tensor.zeros(0), Tensor.arange(0));
        assertEquals(Shape.of(), Tensor.scalar(3).shape());
        assertEquals(3, Tensor.scalar(3).item());
        assertThrows(ShapeException.class, () -> Tensor.arange(-1));
    }

    @Test
    void aTensorFitsItsStorage() {
        float[] array = new float[6];
        assertSame(array, Tensor.of(array, 2, 3).array());
        assertEquals(4, Tensor.of(array, 4, Shape.of(2)).offset());
        assertEquals(0, Tensor.of(array, 6, Shape.of(0)).toArray().length);
        assertThrows(ShapeException.class, () -> Tensor.of(array, 4, Shape.of(3)));
        assertThrows(ShapeException.class, () -> Tensor.of(array, -1, Shape.of(3)));
        assertThrows(ShapeException.class, () -> Tensor.of(array, 7, Shape.of(0)));
        assertEquals(
                "tensor: 6 floats do not hold the shape [7]",
                assertThrows(ShapeException.class, () -> Tensor.of(array, 7)).getMessage());
    }

    @Test
    void elementsAreReadAndWrittenByIndex() {
        Tensor x = Tensor.of(new float[] {9, 1, 2, 3, 4, 5, 6, 9}, 1, Shape.of(2, 3));
        assertEquals(6, x.get(1, 2));
        x.transpose().set(7, 2, 0);
        assertArrayEquals(new float[] {9, 1, 2, 7, 4, 5, 6, 9}, x.array());
        assertEquals(1, x.offset());
        assertEquals(1, x.layout().offset());
        assertEquals(2, x.rank());
        assertEquals(6, x.size());
        assertEquals(3, x.dim(-1));
        assertEquals(3, x.stride(-2));
        assertEquals(3, x.transpose().stride(1));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> x.set(0, 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(0));
        assertEquals(
                "item: one element, found [2, 3]",
                assertThrows(ShapeException.class, x::item).getMessage());
        assertEquals(5, x.slice(0, 1, 2).slice(1, 1, 2).item());
    }

    @Test
    void transposedMatricesAreKept() {
        Tensor x = Tensor.arange(6).reshape(2, 3);
        Tensor transposed = x.transpose();
        assertEquals(Tensor.of(new float[] {0, 3, 1, 4, 2, 5}, 3, 2), transposed);
        assertSame(transposed, x.transpose());
        assertSame(x, transposed.transpose());
        assertEquals(
                "transpose: a matrix, found [6]",
                assertThrows(ShapeException.class, () -> Tensor.arange(6).transpose())
                        .getMessage());
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

    @Test
    void expandingToTheOwnShapeIsTheTensorItself() {
        Tensor x = Tensor.zeros(2, 1);
        assertSame(x, x.expand(2, 1));
        assertEquals(Shape.of(2, 3), x.expand(2, 3).shape());
    }

    @Test
    void emptySlicesOfEmptySlicesAreEmpty() {
        Tensor empty = Tensor.zeros(3, 4).slice(0, 3, 3).slice(1, 2, 2);
        assertEquals(0, empty.toArray().length);
        assertEquals(Tensor.zeros(0, 0), empty);
        assertEquals(Shape.of(0, 0), empty.copy().shape());
    }

    @Test
    void aColumnThatWasARowIsAVector() {
        Tensor column = Tensor.arange(3).reshape(1, 3).transpose();
        assertEquals(Tensor.arange(3), column.reshape(3));
        assertSame(column, column.contiguous());
    }

    @Test
    void copiesAndSumsAreRefusedUnlessShapesAreEqual() {
        Tensor x = Tensor.zeros(2, 3);
        assertEquals(
                "copy: equal shapes, found [2, 3] and [3]",
                assertThrows(ShapeException.class, () -> x.copyFrom(Tensor.zeros(3)))
                        .getMessage());
        assertEquals(
                "accumulate: equal shapes, found [2, 3] and [3, 2]",
                assertThrows(ShapeException.class, () -> x.accumulate(Tensor.zeros(3, 2)))
                        .getMessage());
    }

    @Test
    void copiesHaveStorageOfTheirOwn() {
        Tensor x = Tensor.arange(4);
        assertNotSame(x.array(), x.copy().array());
        assertNotSame(x.array(), x.toArray());
        assertEquals(x, x.copy());
    }

    @Test
    void equalityIsOfShapesAndBits() {
        Tensor x = Tensor.of(new float[] {0, Float.NaN, 2, 3}, 2, 2);
        assertEquals(x, Tensor.of(new float[] {0, 2, Float.NaN, 3}, 2, 2).transpose());
        assertEquals(
                x.hashCode(),
                Tensor.of(new float[] {0, 2, Float.NaN, 3}, 2, 2).transpose().hashCode());
        assertNotEquals(x.hashCode(), x.reshape(4).hashCode());
        assertNotEquals(x.hashCode(), x.transpose().hashCode());
        assertNotEquals(x, Tensor.of(new float[] {-0f, Float.NaN, 2, 3}, 2, 2));
        assertNotEquals(x, x.reshape(4));
        assertNotEquals(x, x.transpose());
        assertFalse(x.equals(null));
    }

    @Test
    void smallTensorsShowTheirElements() {
        assertEquals(
                "[2, 2] [0.0, 2.0, 1.0, 3.0]",
                Tensor.arange(4).reshape(2, 2).transpose().toString());
        assertTrue(Tensor.zeros(16).toString().startsWith("[16] [0.0"));
        assertEquals("[17]", Tensor.zeros(17).toString());
    }
}
