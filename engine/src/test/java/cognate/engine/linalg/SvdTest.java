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

    private static final Matrix DEFICIENT = Matrix.ofRows(
            new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9}, new double[] {10, 11, 12});

    /** {@code numpy.linalg.pinv(A)} of a matrix of rank 2. */
    @Test
    void pseudoInverseAgreesWithNumpy() {
        double[] inverse = {
            -0.4833333333333336,
            -0.24444444444444394,
            -0.005555555555555397,
            0.2333333333333328,
            -0.033333333333332646,
            -0.01111111111111071,
            0.011111111111111144,
            0.03333333333333297,
            0.41666666666666624,
            0.22222222222222143,
            0.027777777777777613,
            -0.16666666666666594
        };
        Svd svd = Svd.of(DEFICIENT);
        assertEquals(2, svd.rank(1e-15));
        assertArrayEquals(inverse, svd.pseudoInverse().array(), 1e-14);
        assertArrayEquals(
                Matrix.of(inverse, 3, 4).transpose().array(),
                Svd.of(DEFICIENT.transpose()).pseudoInverse().array(),
                1e-14);
        assertArrayEquals(new double[12], svd.pseudoInverse(1).array());
    }

    /** {@code numpy.linalg.lstsq(A, b)[0]} of a matrix of rank 2 and of a wide one. */
    @Test
    void leastSquaresOfLeastNormAgreeWithNumpy() {
        Matrix b = Matrix.of(new double[] {1, -2, 3, 4}, 4, 1);
        double[] x = {0.9222222222222203, 0.15555555555555428, -0.6111111111111082};
        assertArrayEquals(x, Svd.of(DEFICIENT).solve(b).array(), 1e-14);
        Matrix wide = Matrix.ofRows(
                new double[] {1, 4, 7, 2, 0}, new double[] {2, 5, 8, -1, 3}, new double[] {3, 6.5, 9, 4, 1});
        double[] y = {
            0.42368507741297934, 0.2685846052487099, -0.1274294498737235, 0.196991325354123, 0.3420445810914684
        };
        assertArrayEquals(
                y, Svd.of(wide).solve(Matrix.of(new double[] {1, 2, 3}, 3, 1)).array(), 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"0,3", "3,0", "1,1", "1,4", "4,1", "40,33", "33,40"})
    void pseudoInverseFulfilsPenrosesConditions(int m, int n) {
        Matrix a = m * n > 1000 ? Matrices.deficient(m, n, 20, 3) : Matrices.random(m, n, 3);
        Matrix p = Svd.of(a).pseudoInverse(1e-12);
        assertEquals("[" + n + ", " + m + "]", p.shape());
        assertTrue(Matrices.residual(a, a.times(p).times(a)) < 100);
        assertTrue(Matrices.residual(p, p.times(a).times(p)) < 100);
        assertTrue(Matrices.largest(Matrices.minus(a.times(p), a.times(p).transpose())) < 1e-12);
        assertTrue(Matrices.largest(Matrices.minus(p.times(a), p.times(a).transpose())) < 1e-12);
        Matrix b = Matrices.random(m, 2, 1);
        assertTrue(Matrices.largest(Matrices.minus(p.times(b), Svd.of(a).solve(b, 1e-12))) < 1e-12);
    }

    /** {@code numpy.linalg.cond(scipy.linalg.hilbert(8))} and of a tall matrix. */
    @Test
    void conditionNumberAgreesWithNumpy() {
        assertEquals(4, Svd.of(Matrices.diagonal(new double[] {2, -8, 4})).conditionNumber());
        assertEquals(Double.POSITIVE_INFINITY, Svd.of(Matrix.zeros(3, 2)).conditionNumber());
        Matrix tall = Matrix.ofRows(
                new double[] {1, 2, 3},
                new double[] {4, 5, 6.5},
                new double[] {7, 8, 9},
                new double[] {2, -1, 4},
                new double[] {0, 3, 1});
        assertEquals(12.460558917675815, Svd.of(tall).conditionNumber(), 1e-12);
        assertEquals(12.460558917675815, Svd.of(tall.transpose()).conditionNumber(), 1e-12);
        assertEquals(
                "condition number: a matrix with elements, found [0, 3]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Svd.of(Matrix.zeros(0, 3)).conditionNumber())
                        .getMessage());
    }

    @Test
    void rankCountsStrictly() {
        Svd svd = Svd.of(Matrices.diagonal(new double[] {4, 2, 1, 0}));
        assertEquals(3, svd.rank(0));
        assertEquals(2, svd.rank(0.25));
        assertEquals(0, svd.rank(1));
        assertEquals(0, Svd.of(Matrix.zeros(2, 2)).rank(0));
        assertEquals(0, Svd.of(Matrix.zeros(2, 0)).rank(0));
    }

    @Test
    void refusesRightHandSidesThatDoNotFit() {
        Svd svd = Svd.of(DEFICIENT);
        assertEquals(
                "svd: a right-hand side of 4 rows, found [3, 1]",
                assertThrows(IllegalArgumentException.class, () -> svd.solve(Matrix.zeros(3, 1)))
                        .getMessage());
        assertThrows(
                ArithmeticException.class,
                () -> svd.solve(Matrix.of(new double[] {0, 0, 0, Double.POSITIVE_INFINITY}, 4, 1)));
    }

    @Test
    void handsOutCopies() {
        Svd svd = Svd.of(DEFICIENT);
        double[] inverse = svd.pseudoInverse().array();
        Arrays.fill(svd.u().array(), 7);
        Arrays.fill(svd.v().array(), 7);
        Arrays.fill(svd.values(), 7);
        assertArrayEquals(inverse, svd.pseudoInverse().array());
        assertTrue(Matrices.orthogonality(svd.u()) < 10 && Matrices.orthogonality(svd.v()) < 10);
    }
}
