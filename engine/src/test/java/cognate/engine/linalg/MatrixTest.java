package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void productsAreChainsOfFmaWhateverTheSizes() {
        int[] sizes = {0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 97, 101, 257, 300};
        for (int s = 0; s < sizes.length; s++) {
            int m = sizes[s];
            int n = sizes[(s * 5 + 3) % sizes.length];
            int k = sizes[(s * 7 + 1) % sizes.length];
            Matrix a = Matrices.random(m, k, s);
            Matrix b = Matrices.random(k, n, s + 100);
            Matrix expected = Matrix.zeros(m, n);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum = Math.fma(a.get(i, p), b.get(p, j), sum);
                    }
                    expected.set(i, j, sum);
                }
            }
            assertArrayEquals(expected.array(), a.times(b).array());
            assertArrayEquals(expected.array(), a.transpose().transposeTimes(b).array());
            assertArrayEquals(expected.array(), a.timesTranspose(b.transpose()).array());
            assertArrayEquals(a.transpose().times(a).array(), a.gram().array());
        }
    }

    @Test
    void tensorsBecomeMatricesAndComeBack() {
        Tensor columns =
                Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose().slice(0, 1, 3);
        Matrix matrix = Matrix.of(columns);
        assertArrayEquals(new double[] {2, 5, 3, 6}, matrix.array());
        assertEquals("[2, 2]", matrix.shape());
        assertEquals(columns, matrix.toTensor());
        assertEquals(
                Tensor.of(new float[] {0.1f, 1e-45f, Float.POSITIVE_INFINITY}, 1, 3),
                Matrix.of(new double[] {0.1, 1e-45, 1e300}, 1, 3).toTensor());
        assertEquals(
                "matrix: a tensor [rows, columns], found [3]",
                assertThrows(ShapeException.class, () -> Matrix.of(Tensor.zeros(3)))
                        .getMessage());
    }

    @Test
    void wideProductCrossesEveryBlock() {
        Matrix a = Matrices.random(130, 600, 1);
        Matrix b = Matrices.random(600, 1100, 2);
        Matrix product = a.times(b);
        for (int i = 0; i < 130; i += 43) {
            for (int j = 0; j < 1100; j += 7) {
                double sum = 0;
                for (int p = 0; p < 600; p++) {
                    sum = Math.fma(a.get(i, p), b.get(p, j), sum);
                }
                assertEquals(sum, product.get(i, j));
            }
        }
        Matrix gram = b.gram();
        for (int i = 0; i < 1100; i += 13) {
            for (int j = 0; j < 1100; j += 11) {
                assertEquals(gram.get(j, i), gram.get(i, j));
            }
        }
        assertArrayEquals(b.transposeTimes(b).array(), gram.array());
    }

    @Test
    void transposesAndCuts() {
        Matrix a = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, a.transpose().array());
        assertArrayEquals(new double[] {2, 3, 5, 6}, a.block(0, 2, 1, 3).array());
        assertEquals("[2, 3] [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]", a.toString());
    }

    @Test
    void refusesWhatDoesNotFit() {
        Matrix a = Matrix.zeros(2, 3);
        assertEquals(
                "times: inner sizes differ, found [2, 3] and [2, 3]",
                assertThrows(ShapeException.class, () -> a.times(a)).getMessage());
        assertThrows(ShapeException.class, () -> Matrix.of(new double[5], 2, 3));
        assertThrows(ShapeException.class, () -> Matrix.ofRows(new double[2], new double[3]));
        assertThrows(IndexOutOfBoundsException.class, () -> a.block(0, 3, 0, 1));
        a.set(1, 2, Double.NaN);
        assertEquals(
                "svd: finite elements, found NaN in row 1, column 2",
                assertThrows(ArithmeticException.class, () -> a.checkFinite("svd"))
                        .getMessage());
    }

    @Test
    void addsSubtractsAndScales() {
        for (int n : new int[] {0, 1, 3, 8, 13, 33}) {
            Matrix a = Matrices.random(3, n, 1);
            Matrix b = Matrices.random(3, n, 2);
            Matrix before = a.copy();
            Matrix sum = a.add(b);
            Matrix difference = a.subtract(b);
            Matrix multiple = a.scale(-0.3);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(a.get(i, j) + b.get(i, j), sum.get(i, j));
                    assertEquals(a.get(i, j) - b.get(i, j), difference.get(i, j));
                    assertEquals(a.get(i, j) * -0.3, multiple.get(i, j));
                }
            }
            assertArrayEquals(before.array(), a.array());
        }
        Matrix a = Matrix.zeros(2, 3);
        assertEquals(
                "add: sizes differ, found [2, 3] and [3, 3]",
                assertThrows(ShapeException.class, () -> a.add(Matrix.zeros(3, 3)))
                        .getMessage());
        assertThrows(ShapeException.class, () -> a.subtract(Matrix.zeros(2, 2)));
    }

    @Test
    void rowsAndColumnsAreCopies() {
        Matrix a = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        double[] row = a.row(1);
        double[] column = a.column(2);
        assertArrayEquals(new double[] {4, 5, 6}, row);
        assertArrayEquals(new double[] {3, 6}, column);
        row[0] = 0;
        column[0] = 0;
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, a.array());
        for (int outside : new int[] {-1, 3}) {
            assertThrows(IndexOutOfBoundsException.class, () -> a.row(outside));
            assertThrows(IndexOutOfBoundsException.class, () -> a.column(outside));
        }
    }

    @Test
    void refusesElementsOutside() {
        Matrix a = Matrix.zeros(2, 3);
        for (int[] at : new int[][] {{-1, 1}, {2, 0}, {0, -1}, {0, 3}, {1, -2}}) {
            String message = "element [" + at[0] + ", " + at[1] + "] of [2, 3]";
            assertEquals(
                    message,
                    assertThrows(IndexOutOfBoundsException.class, () -> a.get(at[0], at[1]))
                            .getMessage());
            assertThrows(IndexOutOfBoundsException.class, () -> a.set(at[0], at[1], 1));
        }
        assertArrayEquals(new double[6], a.array());
        a.set(1, 2, 5);
        assertEquals(5, a.get(1, 2));
    }

    @Test
    void refusesBlocksOutside() {
        Matrix a = Matrix.zeros(2, 3);
        int[][] outside = {
            {-1, 1, 0, 1},
            {2, 1, 0, 1},
            {0, 3, 0, 1},
            {3, 3, 0, 1},
            {0, 1, -1, 1},
            {0, 1, 2, 1},
            {0, 1, 0, 4},
            {0, 1, 4, 4}
        };
        for (int[] b : outside) {
            String message = "block [" + b[0] + ", " + b[1] + ") x [" + b[2] + ", " + b[3] + ") of [2, 3]";
            assertEquals(
                    message,
                    assertThrows(IndexOutOfBoundsException.class, () -> a.block(b[0], b[1], b[2], b[3]))
                            .getMessage());
        }
        assertEquals("[0, 0]", a.block(2, 2, 3, 3).shape());
        assertEquals("[2, 3]", a.block(0, 2, 0, 3).shape());
        assertEquals("[1, 1]", a.block(1, 2, 2, 3).shape());
    }

    @Test
    void transposesEverySize() {
        for (int m : new int[] {0, 1, 31, 32, 33, 70}) {
            for (int n : new int[] {0, 1, 32, 65}) {
                Matrix a = Matrices.random(m, n, 1);
                Matrix t = a.transpose();
                assertEquals("[" + n + ", " + m + "]", t.shape());
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        assertEquals(a.get(i, j), t.get(j, i));
                    }
                }
            }
        }
    }

    @Test
    void keepsOrCopiesItsStorage() {
        double[] array = {1, 2, 3, 4};
        Matrix a = Matrix.of(array, 2, 2);
        assertSame(array, a.array());
        Matrix copy = a.copy();
        Matrix rows = Matrix.ofRows(array);
        array[0] = 7;
        assertEquals(7, a.get(0, 0));
        assertEquals(1, copy.get(0, 0));
        assertEquals(1, rows.get(0, 0));
        assertEquals("[0, 0]", Matrix.ofRows().shape());
    }

    @Test
    void namesSmallMatricesByTheirElements() {
        assertEquals(
                "[4, 4] " + Arrays.toString(new double[16]), Matrix.zeros(4, 4).toString());
        assertEquals("[1, 17]", Matrix.zeros(1, 17).toString());
        assertEquals("[0, 3] []", Matrix.zeros(0, 3).toString());
    }
}
