package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every factorization at both ends of the range of doubles: a matrix times a power of two has the factors of the
 * matrix, times that power, to the last bit that a double can hold there.
 */
class RangeTest {
    /** Elements of at most 26 bits, so that none is lost near 2^-1040. */
    private static Matrix coarse(int m, int n) {
        Matrix a = Matrices.random(m, n, 5);
        for (int i = 0; i < a.array().length; i++) {
            a.array()[i] = Math.rint(a.array()[i] * 0x1p20) * 0x1p-20;
        }
        return a;
    }

    private static Matrix symmetric(int n) {
        Matrix a = coarse(n, n);
        return a.add(a.transpose());
    }

    private static void assertScaled(double[] expected, double[] found, int power) {
        double[] scaled = expected.clone();
        Scaled.multiply(scaled, power);
        assertArrayEquals(scaled, found);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1050, -1030, -960, 960, 1018})
    void factorsAreThoseOfTheMiddle(int power) {
        Matrix a = coarse(20, 7);
        Matrix moved = Scaled.times(a, power);
        assertScaled(Svd.of(a).values(), Svd.of(moved).values(), power);
        assertScaled(Svd.values(a), Svd.values(moved), power);
        assertArrayEquals(Svd.of(a).u().array(), Svd.of(moved).u().array());
        assertArrayEquals(Svd.of(a).v().array(), Svd.of(moved).v().array());
        assertScaled(Qr.of(a).r().array(), Qr.of(moved).r().array(), power);
        assertArrayEquals(Qr.of(a).q().array(), Qr.of(moved).q().array());
        assertScaled(Qr.pivoted(a).r().array(), Qr.pivoted(moved).r().array(), power);
        assertArrayEquals(Qr.pivoted(a).permutation(), Qr.pivoted(moved).permutation());
        Matrix s = symmetric(12);
        SymmetricEigen expected = SymmetricEigen.of(s);
        SymmetricEigen found = SymmetricEigen.of(Scaled.times(s, power));
        assertScaled(expected.values(), found.values(), power);
        assertArrayEquals(expected.vectors().array(), found.vectors().array());
        Lu lu = Lu.of(Scaled.times(s, power));
        assertArrayEquals(Lu.of(s).l().array(), lu.l().array());
        assertScaled(Lu.of(s).u().array(), lu.u().array(), power);
        Matrix definite = s.scale(0.125).add(Matrix.identity(12));
        assertScaled(
                Cholesky.of(definite).l().array(),
                Cholesky.of(Scaled.times(definite, power)).l().array(),
                power / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1040, -1000, 1000, 1016})
    void solutionsAreThoseOfTheMiddle(int power) {
        Matrix a = coarse(9, 4);
        Matrix b = coarse(9, 2);
        Matrix moved = Scaled.times(a, power);
        Matrix right = Scaled.times(b, power);
        assertArrayEquals(Qr.of(a).solve(b).array(), Qr.of(moved).solve(right).array());
        assertArrayEquals(Svd.of(a).solve(b).array(), Svd.of(moved).solve(right).array());
        assertEquals(Svd.of(a).conditionNumber(), Svd.of(moved).conditionNumber());
        assertEquals(4, Svd.of(moved).rank(1e-12));
        Matrix definite = symmetric(9).scale(0.125).add(Matrix.identity(9));
        assertArrayEquals(
                Cholesky.of(definite).solve(b).array(),
                Cholesky.of(Scaled.times(definite, power)).solve(right).array());
        if (power > -1020 && power < 1020) { // its inverse is in range
            assertScaled(
                    Svd.of(a).pseudoInverse().array(),
                    Svd.of(moved).pseudoInverse().array(),
                    -power);
        }
    }

    /** The reproduction that was reported: eigenvalues ±√5 and a sum that overflows half-way. */
    @Test
    void eigenvaluesAtTheEnds() {
        for (double size : new double[] {1e-310, 1e-300, 1, 1e300, 7e307}) {
            Matrix a = Matrix.ofRows(new double[] {size, 2 * size}, new double[] {2 * size, -size});
            double[] values = SymmetricEigen.of(a).values();
            assertEquals(Math.sqrt(5) * size, values[0], Math.max(1e-15 * size, 5e-324));
            assertEquals(-Math.sqrt(5) * size, values[1], Math.max(1e-15 * size, 5e-324));
        }
        Matrix ones = Matrix.of(new double[] {8e307, 8e307, 8e307, 8e307}, 2, 2);
        assertEquals(1.6e308, SymmetricEigen.of(ones).values()[0], 1e293);
        assertEquals(1.6e308, Svd.of(ones).values()[0], 1e293);
        assertEquals(1.6e308, Svd.values(ones)[0], 1e293);
    }

    @Test
    void tinyColumnsStillReflectOrthogonally() {
        Matrix a = Matrices.random(20, 6, 1);
        for (int i = 0; i < 20; i++) {
            for (int j = 3; j < 6; j++) {
                a.set(i, j, a.get(i, j) * 1e-310);
            }
        }
        assertTrue(Matrices.orthogonality(Qr.of(a).q()) < 10);
        double last = Math.abs(Qr.of(a).r().get(5, 5));
        assertTrue(last > 1e-311 && last < 1e-309, "last pivot " + last);
        assertTrue(Matrices.orthogonality(Qr.pivoted(a).q()) < 10);
        assertTrue(Matrices.orthogonality(Svd.of(a).u()) < 10);
        assertTrue(Matrices.orthogonality(Svd.of(a).v()) < 10);
        assertTrue(Matrices.orthogonality(
                        SymmetricEigen.of(a.block(0, 6, 0, 6).gram()).vectors())
                < 10);
    }

    @Test
    void assignsCostsWhoseDifferencesOverflow() {
        Matrix cost = Matrices.random(6, 6, 2).scale(0x1p1023).scale(1.9);
        assertArrayEquals(
                Assignment.of(Matrices.random(6, 6, 2)).columns(),
                Assignment.of(cost).columns());
        Matrix signs = Matrix.ofRows(new double[] {1.7e308, -1.7e308}, new double[] {-1.7e308, 1.6e308});
        assertArrayEquals(new int[] {1, 0}, Assignment.of(signs).columns());
    }
}
