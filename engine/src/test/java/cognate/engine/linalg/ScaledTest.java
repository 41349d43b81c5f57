package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScaledTest {
    @Test
    void leavesWhatIsInTheMiddle() {
        for (double size : new double[] {0, 1, 0x1p-900, 0x1.fp900}) {
            Matrix a = Matrix.identity(2).scale(size);
            Scaled scaled = Scaled.of(a);
            assertSame(a, scaled.matrix());
            assertEquals(0, scaled.exponent());
        }
        assertEquals(0, Scaled.of(Matrix.zeros(0, 0)).exponent());
    }

    @Test
    void movesWhatIsAtTheEndsByAnEvenPower() {
        for (double size : new double[] {Double.MIN_VALUE, 1e-310, 0x1p-901, 0x1p902, 8e307, Double.MAX_VALUE}) {
            Matrix a = Matrix.ofRows(new double[] {0, size / 2}, new double[] {-size, 0});
            Scaled scaled = Scaled.of(a);
            assertEquals(0, scaled.exponent() % 2);
            double largest = Matrices.largest(scaled.matrix());
            assertTrue(largest > 0x1p-60 && largest < 0x1p902, size + " becomes " + largest);
            assertTrue(size < 1 || largest >= 0x1p900);
            assertArrayEquals(
                    a.array(), Scaled.times(scaled.matrix(), scaled.exponent()).array());
        }
    }
}
