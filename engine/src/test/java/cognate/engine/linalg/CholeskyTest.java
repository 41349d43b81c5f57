package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 31, 32, 33, 100})
    void factorsAndSolves(int n) {
        for (double scale : new double[] {1, 1e-150, 1e150}) {
            Matrix a = Matrices.scaled(Matrices.random(n + 20, n, n).gram(), scale);
            Cholesky cholesky = Cholesky.of(a);
            Matrix l = cholesky.l();
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    assertEquals(0, l.get(i, j));
                }
            }
            assertTrue(Matrices.residual(a, l.timesTranspose(l)) < 10);
            Matrix b = Matrices.random(n, 3, 9);
            Matrix x = cholesky.solve(b);
            double bound =
                    Math.max(n, 1) * 10 * Matrices.EPSILON * Matrices.largest(a) * Matrices.largest(x) * Math.max(n, 1);
            assertTrue(Matrices.largest(Matrices.minus(a.times(x), b)) <= bound);
        }
    }

    @Test
    void refusesWhatIsNotPositiveDefinite() {
        Matrix a = Matrix.ofRows(new double[] {1, 2}, new double[] {2, 1});
        assertEquals(
                "cholesky: a positive definite matrix, found pivot -3.0 in row 1",
                assertThrows(ArithmeticException.class, () -> Cholesky.of(a)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Cholesky.of(Matrix.zeros(2, 3)));
    }
}
