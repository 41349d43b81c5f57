package cognate.models.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class InitializationTest {
    @Test
    void viewsAreDrawnInRowMajorOrderAndNothingBesideThem() {
        assertViewEqualsCopy((x, random) -> Initialization.uniform(x, 2, random));
        assertViewEqualsCopy((x, random) -> Initialization.normal(x, 2, random));
    }

    private static void assertViewEqualsCopy(BiConsumer<Tensor, RandomStream> initialization) {
        Tensor whole = Tensor.zeros(4, 3);
        Tensor expected = Tensor.zeros(3, 2);
        initialization.accept(whole.transpose().slice(1, 1, 3), RandomStream.of(5));
        initialization.accept(expected, RandomStream.of(5));
        assertEquals(expected.transpose(), whole.slice(0, 1, 3));
        assertEquals(Tensor.zeros(3), whole.select(0, 0));
        assertEquals(Tensor.zeros(3), whole.select(0, 3));
    }

    @Test
    void fansAreTheSizesOfRowsAndColumns() {
        Tensor weight = Tensor.zeros(50, 20, 5);
        Initialization.kaimingUniform(weight, RandomStream.of(5));
        assertRange(weight, Math.sqrt(6.0 / 100));
        Initialization.xavierUniform(weight, RandomStream.of(5));
        assertRange(weight, Math.sqrt(6.0 / (100 + 250)));
        Initialization.kaimingNormal(weight, RandomStream.of(5));
        assertDeviation(weight, Math.sqrt(2.0 / 100));
        Initialization.xavierNormal(weight, RandomStream.of(5));
        assertDeviation(weight, Math.sqrt(2.0 / (100 + 250)));
        assertThrows(ShapeException.class, () -> Initialization.kaimingNormal(Tensor.zeros(3), RandomStream.of(5)));
        assertThrows(ShapeException.class, () -> Initialization.xavierUniform(Tensor.zeros(3, 0), RandomStream.of(5)));
    }

    private static void assertRange(Tensor x, double bound) {
        float largest = 0;
        float least = 0;
        for (float value : x.toArray()) {
            largest = Math.max(largest, value);
            least = Math.min(least, value);
        }
        assertTrue(largest <= bound && largest > 0.99 * bound && least >= -bound && least < -0.99 * bound);
    }

    private static void assertDeviation(Tensor x, double deviation) {
        double squares = 0;
        double sum = 0;
        for (float value : x.toArray()) {
            sum += value;
            squares += (double) value * value;
        }
        assertEquals(0, sum / x.size(), 0.05 * deviation);
        assertEquals(deviation, Math.sqrt(squares / x.size()), 0.05 * deviation);
    }
}
