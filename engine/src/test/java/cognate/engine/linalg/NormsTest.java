package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class NormsTest {
    private static final Matrix A = Matrix.ofRows(
            new double[] {1, 2, 3},
            new double[] {4, 5, 6.5},
            new double[] {-7, 8, 9},
            new double[] {2, -1, 4},
            new double[] {0, 3, -1});
    private static final List<ToDoubleFunction<Matrix>> ALL =
            List.of(Norms::frobenius, Norms::one, Norms::infinity, Norms::spectral);

    /** {@code [numpy.linalg.norm(A, o) for o in ('fro', 1, inf, 2)]}. */
    @Test
    void agreesWithNumpy() {
        assertEquals(17.95132307101624, Norms.frobenius(A), 1e-14);
        assertEquals(23.5, Norms.one(A));
        assertEquals(24, Norms.infinity(A));
        assertEquals(15.582549867724303, Norms.spectral(A), 1e-14);
    }

    @Test
    void keepsItsDigitsAtBothEndsOfTheRange() {
        for (ToDoubleFunction<Matrix> norm : ALL) {
            double expected = norm.applyAsDouble(A);
            for (int power : new int[] {-1000, 1015}) {
                assertEquals(Math.scalb(expected, power), norm.applyAsDouble(Scaled.times(A, power)));
            }
        }
    }

    @Test
    void isZeroWithoutElementsAndRefusesNan() {
        Matrix bad = Matrix.identity(2);
        bad.set(1, 0, Double.NaN);
        for (ToDoubleFunction<Matrix> norm : ALL) {
            assertEquals(0, norm.applyAsDouble(Matrix.zeros(0, 3)));
            assertEquals(0, norm.applyAsDouble(Matrix.zeros(3, 0)));
            assertThrows(ArithmeticException.class, () -> norm.applyAsDouble(bad));
        }
    }
}
