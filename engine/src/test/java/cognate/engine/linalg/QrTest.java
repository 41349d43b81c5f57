package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrTest {
    @Test
    void refusesToSolveWithDependentColumns() {
        Matrix a = Matrix.of(new double[] {1, 2, 2, 4, 3, 6}, 3, 2);
        Matrix b = Matrix.of(new double[] {1, 2, 4}, 3, 1);
        String message =
                assertThrows(ArithmeticException.class, () -> Qr.of(a).solve(b)).getMessage();
        assertEquals(
                "qr: a matrix of full column rank, found rank 1 of 2 columns to rounding; Svd.solve takes it", message);
    }

    private static void check(Matrix a) {
        for (Qr qr : new Qr[] {Qr.of(a), Qr.pivoted(a)}) {
            int k = Math.min(a.rows(), a.columns());
            Matrix q = qr.q();
            Matrix r = qr.r();
            assertEquals(k, q.columns());
            assertEquals(k, r.rows());
            assertTrue(Matrices.orthogonality(q) < 10, a + ": orthogonality " + Matrices.orthogonality(q));
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < i; j++) {
                    assertEquals(0, r.get(i, j));
                }
            }
            Matrix product = q.times(r);
            int[] permutation = qr.permutation();
            for (int j = 0; j < a.columns(); j++) { // column by column: a small one deserves small errors
                Matrix column = a.block(0, a.rows(), permutation[j], permutation[j] + 1);
                double residual = Matrices.residual(column, product.block(0, a.rows(), j, j + 1));
                assertTrue(residual < 10, a + ": residual " + residual + " in column " + j);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,3", "3,0", "1,1", "1,4", "4,1", "5,5", "9,8", "8,9", "40,33", "33,40", "100,64", "300,97"})
    void factorsMatricesOfManySizes(int m, int n) {
        check(Matrices.random(m, n, m * 31L + n));
        check(Matrices.graded(m, n, 7));
        check(Matrices.scaled(Matrices.random(m, n, 8), 1e-200));
        check(Matrices.scaled(Matrices.random(m, n, 9), 1e200));
        check(Matrix.zeros(m, n));
    }

    @Test
    void factorsColumnsOfVeryDifferentSize() {
        Matrix a = Matrices.random(50, 40, 3);
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 40; j++) {
                a.set(i, j, a.get(i, j) * StrictMath.pow(10, -10.0 * j));
            }
        }
        check(a.block(0, 50, 0, 28));
    }

    @Test
    void pivotingFindsTheRank() {
        Matrix a = Matrices.deficient(120, 60, 17, 5);
        check(a);
        Qr qr = Qr.pivoted(a);
        assertEquals(17, qr.rank(1e-12));
        for (int i = 1; i < 60; i++) {
            assertTrue(Math.abs(qr.r().get(i, i)) <= Math.abs(qr.r().get(i - 1, i - 1)) * (1 + 1e-12) + 1e-14);
        }
        assertEquals(0, Qr.pivoted(Matrix.zeros(3, 3)).rank(1e-12));
    }

    @Test
    void pivotingTakesTheFirstOfEqualColumns() {
        assertArrayEquals(new int[] {0, 1, 2}, Qr.pivoted(Matrix.identity(3)).permutation());
    }

    @Test
    void factorActsAsItsMatrix() {
        Qr qr = Qr.of(Matrices.random(90, 40, 1));
        Matrix c = Matrices.random(90, 11, 2);
        Matrix d = Matrices.random(40, 11, 3);
        assertTrue(Matrices.residual(qr.q().transposeTimes(c), qr.transposeTimes(c)) < 10);
        assertTrue(Matrices.residual(qr.q().times(d), qr.times(d)) < 10);
        assertThrows(IllegalArgumentException.class, () -> qr.times(c));
        assertThrows(IllegalArgumentException.class, () -> qr.transposeTimes(d));
    }

    @Test
    void agreesWithHand() {
        Qr qr = Qr.of(Matrix.ofRows(new double[] {3, 5}, new double[] {4, 10}));
        assertArrayEquals(new double[] {-5, -11, 0, 2}, qr.r().array(), 1e-14);
    }

    @Test
    void refusesNan() {
        Matrix a = Matrix.zeros(2, 2);
        a.set(1, 0, Double.POSITIVE_INFINITY);
        assertThrows(ArithmeticException.class, () -> Qr.of(a));
        assertThrows(ArithmeticException.class, () -> Qr.pivoted(a));
    }

    private static final Matrix TALL = Matrix.ofRows(
            new double[] {1, 2, 3},
            new double[] {4, 5, 6.5},
            new double[] {7, 8, 9},
            new double[] {2, -1, 4},
            new double[] {0, 3, 1});

    /** {@code numpy.linalg.lstsq(A, b)}. */
    @Test
    void leastSquaresAgreeWithNumpy() {
        Matrix b = Matrix.ofRows(
                new double[] {1, 0}, new double[] {2, 4}, new double[] {3, 7}, new double[] {-4, 2}, new double[] {5, 0
                });
        double[] x = {
            -1.1525200395300321,
            1.3664763368837152,
            1.524816075546283,
            -0.033710332711101576,
            -0.13209618974415327,
            -0.24091358295816354
        };
        assertArrayEquals(x, Qr.of(TALL).solve(b).array(), 1e-13);
        assertArrayEquals(x, Qr.pivoted(TALL).solve(b).array(), 1e-13);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "3,0", "1,1", "4,1", "5,5", "9,8", "40,33", "300,97"})
    void residualsOfLeastSquaresAreOrthogonal(int m, int n) {
        Matrix a = Matrices.random(m, n, m + n);
        Matrix b = Matrices.random(m, 3, 1);
        for (Qr qr : new Qr[] {Qr.of(a), Qr.pivoted(a)}) {
            Matrix x = qr.solve(b);
            assertEquals("[" + n + ", 3]", x.shape());
            Matrix left = a.transposeTimes(b.subtract(a.times(x)));
            assertTrue(Matrices.largest(left) <= 1e-12 * (1 + Matrices.largest(x)), a + ": " + Matrices.largest(left));
        }
    }

    @Test
    void refusesSystemsWithoutOneSolution() {
        assertEquals(
                "qr: at least as many rows as columns, found [2, 3]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Qr.of(Matrices.random(2, 3, 1)).solve(Matrix.zeros(2, 1)))
                        .getMessage());
        assertEquals(
                "qr: a matrix of full column rank, found rank 0 of 2 columns to rounding; Svd.solve takes it",
                assertThrows(
                                ArithmeticException.class,
                                () -> Qr.of(Matrix.zeros(3, 2)).solve(Matrix.zeros(3, 1)))
                        .getMessage());
        Qr qr = Qr.of(Matrices.random(3, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> qr.solve(Matrix.zeros(2, 1)));
        assertThrows(ArithmeticException.class, () -> qr.solve(Matrix.of(new double[] {1, 2, Double.NaN}, 3, 1)));
    }

    @Test
    void handsOutCopies() {
        Qr qr = Qr.of(TALL);
        double[] q = qr.q().array();
        double[] x = qr.solve(Matrices.random(5, 1, 1)).array();
        Arrays.fill(qr.r().array(), 7);
        qr.permutation()[0] = 2;
        assertEquals(0, qr.r().get(1, 0));
        assertEquals(0, qr.permutation()[0]);
        assertArrayEquals(q, qr.q().array());
        assertArrayEquals(x, qr.solve(Matrices.random(5, 1, 1)).array());
    }
}
