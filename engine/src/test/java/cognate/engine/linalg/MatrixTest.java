package cognate.engine.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
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
}
