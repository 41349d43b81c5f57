package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvdTest {
    private static Svd check(Matrix a) {
        Svd svd = Svd.of(a);
        int k = Math.min(a.rows(), a.columns());
        assertEquals(k, svd.values().length);
        assertTrue(Matrices.orthogonality(svd.u()) < 10, a + ": U " + Matrices.orthogonality(svd.u()));
        assertTrue(Matrices.orthogonality(svd.v()) < 10, a + ": V " + Matrices.orthogonality(svd.v()));
        Matrix product = svd.u().times(Matrices.diagonal(svd.values())).timesTranspose(svd.v());
        assertTrue(Matrices.residual(a, product) < 10, a + ": residual " + Matrices.residual(a, product));
        double[] values = svd.values();
        double[] alone = Svd.values(a);
        for (int i = 0; i < k; i++) {
            assertTrue(values[i] >= 0 && (i == 0 || values[i] <= values[i - 1]));
            assertEquals(values[i], alone[i], 1e-14 * (i == 0 ? values[i] : values[0]));
        }
        return svd;
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "3,0", "1,1", "1,4", "4,1", "2,2", "5,5", "9,8", "40,33", "33,40", "64,64", "150,97"})
    void factorsMatricesOfManySizes(int m, int n) {
        check(Matrices.random(m, n, m * 31L + n));
        check(Matrices.graded(m, n, 7));
        check(Matrices.graded(n, m, 7).transpose());
        check(Matrices.scaled(Matrices.random(m, n, 8), 1e-200));
        check(Matrices.scaled(Matrices.random(m, n, 9), 1e200));
        check(Matrix.zeros(m, n));
    }

    @Test
    void factorsDeficientAndTiedMatrices() {
        check(Matrices.deficient(80, 60, 7, 1));
        Svd identity = check(Matrix.identity(20));
        assertEquals(1, identity.values()[19]);
        Matrix ones = Matrix.zeros(30, 20);
        Arrays.fill(ones.array(), 1);
        assertEquals(Math.sqrt(600), check(ones).values()[0], 1e-12);
        assertEquals(0, Svd.values(ones)[1], 1e-12);
        Matrix reversed = Matrix.zeros(40, 40); // small to large along the diagonal
        for (int i = 0; i < 40; i++) {
            reversed.set(i, i, StrictMath.pow(10, i - 39));
            if (i < 39) {
                reversed.set(i, i + 1, StrictMath.pow(10, i - 39));
            }
        }
        check(reversed);
        Matrix nilpotent = Matrix.zeros(12, 12);
        for (int i = 0; i < 11; i++) {
            nilpotent.set(i, i + 1, 1 + i);
        }
        assertArrayEquals(
                new double[] {11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
                check(nilpotent).values(),
                1e-13);
    }

    /** Singular values of the 8 × 8 Hilbert matrix: {@code numpy.linalg.svd(scipy.linalg.hilbert(8))[1]}. */
    @Test
    void agreesWithNumpy() {
        Matrix hilbert = Matrix.zeros(8, 8);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                hilbert.set(i, j, 1.0 / (i + j + 1));
            }
        }
        assertArrayEquals(HILBERT, check(hilbert).values(), 1e-15);
    }

    private static final double[] HILBERT = {
        1.6959389969219496,
        0.29812521131693065,
        0.02621284357811905,
        0.0014676881177418427,
        5.4369433697499775e-05,
        1.2943320918688685e-06,
        1.7988737459490703e-08,
        1.1115389812040764e-10
    };

    @Test
    void refusesNan() {
        Matrix a = Matrix.zeros(2, 2);
        a.set(1, 0, Double.NaN);
        assertThrows(ArithmeticException.class, () -> Svd.of(a));
        assertThrows(ArithmeticException.class, () -> Svd.values(a));
    }
}
