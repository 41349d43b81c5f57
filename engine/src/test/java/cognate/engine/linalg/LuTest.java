package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.tensor.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuTest {
    private static final Matrix A = Matrix.ofRows(
            new double[] {-1, 3, 2, 7}, new double[] {4, -2, 1, 3}, new double[] {2, 1, 8, -5}, new double[] {
                3, 6, -4, 2
            });

    private static Matrix permuted(Matrix a, int[] permutation) {
        Matrix result = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            System.arraycopy(a.row(permutation[i]), 0, result.array(), i * a.columns(), a.columns());
        }
        return result;
    }

    private static void check(Matrix a) {
        int n = a.rows();
        Lu lu = Lu.of(a);
        Matrix l = lu.l();
        Matrix u = lu.u();
        assertTrue(Matrices.largest(l) <= 1);
        for (int i = 0; i < n; i++) {
            assertEquals(1, l.get(i, i));
            for (int j = i + 1; j < n; j++) {
                assertEquals(0, l.get(i, j));
                assertEquals(0, u.get(j, i));
            }
        }
        assertTrue(Matrices.residual(permuted(a, lu.permutation()), l.times(u)) < 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 31, 32, 33, 100})
    void factorsAndSolves(int n) {
        for (double scale : new double[] {1, 1e-200, 1e-290, 1e200, 1e305}) {
            Matrix a = Matrices.scaled(Matrices.random(n, n, n), scale);
            check(a);
            Matrix x = Matrices.random(n, 3, 9);
            Matrix b = Matrices.scaled(Matrices.random(n, n, n).times(x), scale);
            Matrix solved = Lu.of(a).solve(b);
            Matrix again = Matrices.random(n, n, n).times(solved);
            Matrix expected = Matrices.random(n, n, n).times(x);
            double bound = 10 * n * Matrices.EPSILON * Matrices.largest(solved) * n;
            assertTrue(Matrices.largest(Matrices.minus(again, expected)) <= bound, n + " times " + scale);
        }
        check(Matrix.zeros(n, n));
        check(Matrices.deficient(n, n, n / 2, 3));
    }

    /** The same bits as elimination without blocks: one chain of fma for every element, largest pivots first. */
    @Test
    void isChainsOfFma() {
        int n = 70;
        Matrix a = Matrices.random(n, n, 4);
        Lu lu = Lu.of(a);
        Matrix work = permuted(a, lu.permutation());
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                double factor = work.get(i, k) / work.get(k, k);
                work.set(i, k, factor);
                for (int j = k + 1; j < n; j++) {
                    work.set(i, j, Math.fma(-factor, work.get(k, j), work.get(i, j)));
                }
            }
        }
        Matrix l = lu.l();
        Matrix u = lu.u();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(work.get(i, j), i > j ? l.get(i, j) : u.get(i, j));
            }
        }
    }

    /** {@code scipy.linalg.lu(A, p_indices=True)}, {@code numpy.linalg.solve(A, B)}, {@code numpy.linalg.det(A)}. */
    @Test
    void agreesWithNumpy() {
        Lu lu = Lu.of(A);
        assertArrayEquals(new int[] {1, 3, 2, 0}, lu.permutation());
        double[] l = {1, 0, 0, 0, .75, 1, 0, 0, .5, 0.26666666666666666, 1, 0, -.25, 1 / 3.0, 0.4372623574144487, 1};
        assertArrayEquals(l, lu.l().array(), 1e-15);
        double last = 10.64638783269962;
        double[] u = {4, -2, 1, 3, 0, 7.5, -4.75, -.25, 0, 0, 8.766666666666666, -6.433333333333334, 0, 0, 0, last};
        assertArrayEquals(u, lu.u().array(), 1e-14);
        Matrix b = Matrix.ofRows(new double[] {2, -6}, new double[] {1, 2}, new double[] {5, 0}, new double[] {-3, 4});
        double[] x = {
            -0.028571428571428574,
            1.0142857142857142,
            -0.051428571428571365,
            -0.04928571428571426,
            0.702857142857143,
            -0.5764285714285714,
            0.10285714285714287,
            -0.5264285714285714
        };
        assertArrayEquals(x, lu.solve(b).array(), 1e-15);
        assertEquals(2800, lu.determinant(), 1e-11);
    }

    @Test
    void takesTheFirstOfEqualPivots() {
        Matrix a = Matrix.ofRows(new double[] {1, 2}, new double[] {-1, 3});
        assertArrayEquals(new int[] {0, 1}, Lu.of(a).permutation());
    }

    @Test
    void determinantHasTheSignOfTheExchanges() {
        assertEquals(1, Lu.of(Matrix.zeros(0, 0)).determinant());
        assertEquals(-3, Lu.of(Matrix.identity(1).scale(-3)).determinant());
        assertEquals(
                -1,
                Lu.of(Matrix.ofRows(new double[] {0, 1}, new double[] {1, 0})).determinant());
        Matrix cycle = Matrix.ofRows(new double[] {0, 1, 0}, new double[] {0, 0, 1}, new double[] {1, 0, 0});
        assertEquals(1, Lu.of(cycle).determinant());
    }

    @Test
    void determinantLeavesTheRangeOnlyIfItMust() {
        Matrix a = Matrices.diagonal(new double[] {1e200, 1e200, 1e-300, 1e-100});
        assertEquals(1, Lu.of(a).determinant(), 1e-14);
        assertEquals(
                6.25e-310,
                Lu.of(Matrices.diagonal(new double[] {2.5e-310, 2.5})).determinant(),
                1e-323);
        assertEquals(
                0x1.8p123,
                Lu.of(Matrices.diagonal(new double[] {0x1p1023, 0x1.8p-900})).determinant());
        assertEquals(Double.POSITIVE_INFINITY, Lu.of(a.scale(1e100)).determinant());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                Lu.of(Matrices.diagonal(new double[] {1e200, -1e200})).determinant());
        assertEquals(0, Lu.of(Matrices.diagonal(new double[] {1e-200, 1e-200})).determinant());
        Matrix singular = Matrix.ofRows(new double[] {1, 2}, new double[] {2, 4});
        assertEquals(0, Math.abs(Lu.of(singular).determinant()));
        Matrix large = Matrix.identity(200).scale(1e308);
        assertEquals(Double.POSITIVE_INFINITY, Lu.of(large).determinant());
    }

    @Test
    void solvesAtBothEndsOfTheRange() {
        Matrix b = Matrix.of(new double[] {2, 1, 5, -3}, 4, 1);
        double[] expected = Lu.of(A).solve(b).array();
        for (int power : new int[] {-1060, -1000, 1000, 1020}) {
            Matrix a = Scaled.times(A, power);
            assertArrayEquals(expected, Lu.of(a).solve(Scaled.times(b, power)).array());
        }
    }

    @Test
    void refusesWhatItCannotSolve() {
        assertEquals(
                "lu: a square matrix, found [2, 3]",
                assertThrows(ShapeException.class, () -> Lu.of(Matrix.zeros(2, 3)))
                        .getMessage());
        Lu singular = Lu.of(Matrix.ofRows(new double[] {1, 2}, new double[] {2, 4}));
        assertEquals(
                "lu: a matrix that is not singular, found pivot 0 in column 1",
                assertThrows(ArithmeticException.class, () -> singular.solve(Matrix.zeros(2, 1)))
                        .getMessage());
        assertEquals(
                "lu: a right-hand side of 2 rows, found [3, 1]",
                assertThrows(ShapeException.class, () -> singular.solve(Matrix.zeros(3, 1)))
                        .getMessage());
        Matrix bad = Matrix.identity(2);
        bad.set(0, 1, Double.NaN);
        assertThrows(ArithmeticException.class, () -> Lu.of(bad));
        assertThrows(ArithmeticException.class, () -> Lu.of(Matrix.identity(2)).solve(bad));
    }
}
