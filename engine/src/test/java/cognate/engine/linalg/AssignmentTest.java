package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    /**
     * The matrix {@code cost} of the reference generator, seed 42: draws 949 to 1029 of 1103515245 s + 12345 mod 2³¹.
     */
    @Test
    void agreesWithTheReference() {
        long state = 42;
        Matrix cost = Matrix.zeros(9, 9);
        for (int i = 0; i < SKIPPED + 81; i++) {
            state = (1103515245 * state + 12345) & 0x7FFFFFFF;
            if (i >= SKIPPED) {
                cost.array()[i - SKIPPED] = state / (double) (1L << 31) - 0.5;
            }
        }
        Assignment assignment = Assignment.of(cost);
        assertArrayEquals(new int[] {5, 2, 6, 0, 7, 3, 1, 4, 8}, assignment.columns());
        assertEquals(-2.8152697989717126, assignment.cost(), 1e-15);
    }

    /** X, M, N, W1, W2, W3, b1, b2, b3 come first. */
    private static final int SKIPPED = 60 * 5 + 3 * 7 + 60 * 7 + 5 * 4 + 6 * 5 + 3 * 6 + 5 + 6 + 3;

    @Test
    void findsTheLeastOfAllAssignments() {
        for (int seed = 0; seed < 300; seed++) {
            RandomStream random = RandomStream.of(seed);
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(6);
            int levels = 1 + random.nextInt(seed % 2 == 0 ? 4 : 1_000_000); // small ones give ties
            Matrix cost = Matrix.zeros(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                cost.array()[i] = random.nextInt(levels) - levels / 2;
            }
            Assignment assignment = Assignment.of(cost);
            int[] partners = assignment.columns();
            assertEquals(
                    Math.min(rows, columns),
                    Arrays.stream(partners).filter(j -> j >= 0).distinct().count());
            Matrix wide = rows <= columns ? cost : cost.transpose();
            assertEquals(least(wide, 0, 0), assignment.cost());
        }
    }

    private static double least(Matrix cost, int row, int taken) {
        if (row == cost.rows()) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int j = 0; j < cost.columns(); j++) {
            if ((taken & 1 << j) == 0) {
                best = Math.min(best, cost.get(row, j) + least(cost, row + 1, taken | 1 << j));
            }
        }
        return best;
    }

    @Test
    void undoesAPermutationOfLargeMatrices() {
        for (int n : new int[] {1, 10, 200}) {
            int[] hidden = RandomStream.of(n).permutation(n);
            Matrix cost = Matrices.random(n, n + n / 2, 5);
            for (int i = 0; i < n; i++) {
                cost.set(i, hidden[i], -1 - i);
            }
            assertArrayEquals(hidden, Assignment.of(cost).columns());
            int[] back = new int[n + n / 2];
            Arrays.fill(back, -1);
            for (int i = 0; i < n; i++) {
                back[hidden[i]] = i;
            }
            assertArrayEquals(back, Assignment.of(cost.transpose()).columns());
        }
    }

    @Test
    void takesTiesAndExtremes() {
        assertEquals(0, Assignment.of(Matrix.zeros(50, 50)).cost());
        assertEquals(0, Assignment.of(Matrix.zeros(0, 4)).columns().length);
        assertArrayEquals(new int[] {-1, -1}, Assignment.of(Matrix.zeros(2, 0)).columns());
        Matrix products =
                Matrix.zeros(40, 40); // (i + 1)(j + 1): the hard case of row reduction, least on the antidiagonal
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                products.set(i, j, (i + 1) * (j + 1));
            }
        }
        for (double scale : new double[] {1, 1e-200, 1e200}) {
            int[] columns = Assignment.of(Matrices.scaled(products, scale)).columns();
            for (int i = 0; i < 40; i++) {
                assertEquals(39 - i, columns[i]);
            }
        }
        Matrix bad = Matrix.zeros(2, 2);
        bad.set(0, 1, Double.NaN);
        assertEquals(
                "assignment: finite elements, found NaN in row 0, column 1",
                assertThrows(ArithmeticException.class, () -> Assignment.of(bad))
                        .getMessage());
    }

    /**
     * Small whole costs have many least assignments; which is found must not change, or permutations of units would.
     */
    @Test
    void resolvesTiesAsEver() {
        CRC32 crc = new CRC32();
        for (int seed = 0; seed < 200; seed++) {
            RandomStream random = RandomStream.of(seed);
            int rows = 1 + random.nextInt(12);
            int columns = seed % 2 == 0 ? rows : 1 + random.nextInt(12);
            Matrix cost = Matrix.zeros(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                cost.array()[i] = random.nextInt(4);
            }
            for (int column : Assignment.of(cost).columns()) {
                crc.update(column);
            }
        }
        assertEquals(4033750490L, crc.getValue());
    }
}
