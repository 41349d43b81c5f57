package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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

    @Test
    void readsTheLowerTriangleAlone() {
        Matrix a = Matrix.ofRows(new double[] {4, 99}, new double[] {2, 5});
        Matrix l = Cholesky.of(a).l();
        assertArrayEquals(new double[] {2, 0, 1, 2}, l.array());
    }

    @Test
    void handsOutCopies() {
        Cholesky cholesky = Cholesky.of(Matrix.identity(2).scale(4));
        Arrays.fill(cholesky.l().array(), 7);
        assertArrayEquals(new double[] {2, 0, 0, 2}, cholesky.l().array());
        Matrix b = Matrix.of(new double[] {4, 8}, 2, 1);
        assertArrayEquals(new double[] {1, 2}, cholesky.solve(b).array());
        assertArrayEquals(new double[] {4, 8}, b.array());
    }

    @Test
    void refusesRightHandSidesThatDoNotFit() {
        Cholesky cholesky = Cholesky.of(Matrix.identity(2));
        assertEquals(
                "cholesky: a right-hand side of 2 rows, found [3, 1]",
                assertThrows(IllegalArgumentException.class, () -> cholesky.solve(Matrix.zeros(3, 1)))
                        .getMessage());
        Matrix bad = Matrix.of(new double[] {0, Double.NaN}, 2, 1);
        assertThrows(ArithmeticException.class, () -> cholesky.solve(bad));
        assertThrows(ArithmeticException.class, () -> Cholesky.of(Matrix.zeros(2, 2)));
        Matrix notFinite = Matrix.identity(2);
        notFinite.set(0, 1, Double.NaN);
        assertThrows(ArithmeticException.class, () -> Cholesky.of(notFinite));
    }
}
