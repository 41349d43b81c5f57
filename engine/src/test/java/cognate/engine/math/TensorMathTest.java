package cognate.engine.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.map.Reduce;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TensorMathTest {
    private final RandomStream random = RandomStream.of(3).split("math");

    @Test
    void everyElementIsThatOfTheOperandsThatBroadcastingNames() {
        Tensor a = Cases.special(random, 5, 2, 3).permute(2, 0, 1).slice(1, 1, 5); // [3, 4, 2]
        Tensor b = Cases.special(random, 2, 4).transpose().slice(1, 1, 2); // [4, 1]
        Tensor sum = TensorMath.add(a, b);
        Tensor difference = TensorMath.subtract(b, a);
        Tensor product = TensorMath.multiply(a, b);
        Tensor quotient = TensorMath.divide(b, a);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 2; k++) {
                    float x = a.get(i, j, k);
                    float y = b.get(j, 0);
                    Cases.assertBits(x + y, sum.get(i, j, k), x + " + " + y);
                    Cases.assertBits(y - x, difference.get(i, j, k), y + " - " + x);
                    Cases.assertBits(x * y, product.get(i, j, k), x + " * " + y);
                    Cases.assertBits(y / x, quotient.get(i, j, k), y + " / " + x);
                }
            }
        }
        assertThrows(ShapeException.class, () -> TensorMath.add(a, Tensor.zeros(3)));
    }

    @Test
    void scaledAndNegatedTensorsAreNew() {
        Tensor x = Tensor.of(new float[] {1, -2, 0}, 3);
        assertEquals(Tensor.of(new float[] {3, -6, 0}, 3), TensorMath.scale(x, 3));
        assertEquals(Tensor.of(new float[] {-1, 2, -0f}, 3), TensorMath.negate(x));
        assertEquals(Tensor.of(new float[] {1, -2, 0}, 3), x);
        assertEquals(
                Tensor.of(new float[] {-0f, -6}, 2),
                TensorMath.scale(Tensor.arange(4).reshape(2, 2).select(1, 0), -3));
    }

    @Test
    void reductionsOfViewsAreThoseOfCopies() {
        Tensor x = Cases.normal(random, 9, 13).transpose().slice(1, 2, 9);
        assertEquals(Reduce.sum(x.copy()), TensorMath.sum(x));
        assertEquals(Reduce.sum(x.copy()) / 91, TensorMath.mean(x));
        assertEquals(Reduce.max(x.copy()), TensorMath.max(x));
        assertEquals(4, TensorMath.sum(Tensor.scalar(2).expand(2)));
        assertEquals(3, TensorMath.sum(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).select(0, 0)));
        assertEquals(0, TensorMath.sum(Tensor.zeros(0)));
        assertEquals(Float.NaN, TensorMath.max(Tensor.of(new float[] {1, Float.NaN, 2}, 3)));
        assertEquals(
                "mean: at least one element, found [0]",
                assertThrows(ShapeException.class, () -> TensorMath.mean(Tensor.zeros(0)))
                        .getMessage());
        assertEquals(
                "max: at least one element, found [0]",
                assertThrows(ShapeException.class, () -> TensorMath.max(Tensor.zeros(0)))
                        .getMessage());
    }
}
