package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
    private static SymmetricEigen check(Matrix a) {
        SymmetricEigen eigen = SymmetricEigen.of(a);
        assertTrue(Matrices.orthogonality(eigen.vectors()) < 10, a + ": V " + Matrices.orthogonality(eigen.vectors()));
        Matrix product =
                eigen.vectors().times(Matrices.diagonal(eigen.values())).timesTranspose(eigen.vectors());
        assertTrue(Matrices.residual(a, product) < 10, a + ": residual " + Matrices.residual(a, product));
        for (int i = 1; i < a.rows(); i++) {
            assertTrue(eigen.values()[i] <= eigen.values()[i - 1]);
        }
        return eigen;
    }

    private static Matrix symmetric(Matrix a) {
        Matrix result = Matrix.zeros(a.rows(), a.rows());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.rows(); j++) {
                result.set(i, j, a.get(i, j) + a.get(j, i));
            }
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 17, 33, 64, 150})
    void decomposesMatricesOfManySizes(int n) {
        check(symmetric(Matrices.random(n, n, n)));
        check(Matrices.graded(n + 5, n, 1).gram());
        check(Matrices.deficient(n, n, n / 3, 2).gram());
        check(Matrices.scaled(symmetric(Matrices.random(n, n, 3)), 1e-200));
        check(Matrices.scaled(symmetric(Matrices.random(n, n, 4)), 1e200));
        check(Matrix.zeros(n, n));
        check(Matrix.identity(n));
    }

    @Test
    void agreesWithTheFormulaOfTheSecondDifference() {
        int n = 30;
        Matrix a = Matrix.zeros(n, n);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            a.set(i, i, 2);
            if (i > 0) {
                a.set(i, i - 1, -1);
                a.set(i - 1, i, -1);
            }
            expected[i] = 2 - 2 * StrictMath.cos((n - i) * StrictMath.PI / (n + 1));
        }
        assertArrayEquals(expected, check(a).values(), 1e-14);
    }

    @Test
    void refusesWhatIsNotSymmetric() {
        Matrix a = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4});
        assertEquals(
                "eigen: a symmetric matrix, found 3.0 in row 1, column 0 and 2.0 opposite",
                assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(a))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.of(Matrix.zeros(2, 3)));
        a.set(1, 0, Double.NaN);
        assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(a));
    }

    @Test
    void judgesSymmetryByTheLargestElement() {
        for (double size : new double[] {1e-310, 1e-6, 1, 1e6, 8e307}) {
            Matrix a = Matrix.ofRows(new double[] {size, size / 2}, new double[] {size / 2 * (1 + 1e-11), size / 4});
            assertEquals(2, SymmetricEigen.of(a).values().length);
            a.set(1, 0, size / 2 * (1 + 1e-9));
            assertThrows(ArithmeticException.class, () -> SymmetricEigen.of(a));
        }
    }
}
