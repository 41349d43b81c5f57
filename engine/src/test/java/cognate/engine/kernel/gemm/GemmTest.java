package cognate.engine.kernel.gemm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GemmTest {
    private static final int[] SIZES = {0, 1, 3, 8, 15, 16, 17, 31, 33, 64, 65, 100};

    private final SplittableRandom random = new SplittableRandom(7);

    /** The definition: one chain of fused multiply-adds per element. */
    private static Tensor oracle(Tensor c, Tensor a, Tensor b) {
        Tensor result = c.copy();
        for (int i = 0; i < c.dim(0); i++) {
            for (int j = 0; j < c.dim(1); j++) {
                float sum = c.get(i, j);
                for (int p = 0; p < a.dim(1); p++) {
                    sum = Math.fma(a.get(i, p), b.get(p, j), sum);
                }
                result.set(sum, i, j);
            }
        }
        return result;
    }

    /** A [rows, columns] view into a larger, filled array: padded rows and, when asked, exchanged strides. */
    private Tensor matrix(int rows, int columns, boolean transposed) {
        int outer = (transposed ? columns : rows) + 2;
        int inner = (transposed ? rows : columns) + 5;
        float[] array = new float[outer * inner];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) random.nextDouble() - 0.5f;
        }
        Tensor view = Tensor.of(array, outer, inner).slice(0, 1, outer - 1).slice(1, 3, inner - 2);
        return transposed ? view.transpose() : view;
    }

    /** C, and all of the array it is a view of. */
    private void check(Workers workers, int m, int n, int k, boolean aTransposed, boolean bTransposed) {
        Tensor a = matrix(m, k, aTransposed);
        Tensor b = matrix(k, n, bTransposed);
        Tensor c = matrix(m, n, false);
        float[] expected = c.array().clone();
        Tensor expectedView = oracle(c, a, b);
        for (int i = 0; i < m; i++) {
            System.arraycopy(expectedView.array(), i * n, expected, c.offset() + i * c.stride(0), n);
        }
        Gemm.accumulate(workers, c, a, b);
        assertBits(expected, c.array(), m + " x " + n + " x " + k + " " + aTransposed + " " + bTransposed);
    }

    private static void assertBits(float[] expected, float[] found, String message) {
        assertEquals(expected.length, found.length);
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(found[i])) {
                assertEquals(expected[i], found[i], message + " at " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void equalsTheChainOverAwkwardSizes(boolean aTransposed, boolean bTransposed) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    check(Workers.single(), m, n, k, aTransposed, bTransposed);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1023",
        "7, 1030, 3",
        "130, 5, 300",
        "97, 63, 513",
        "16, 3136, 144",
        "200, 33, 257",
        "8, 2100, 260"
    })
    void equalsTheChainAcrossBlocks(int m, int n, int k) {
        for (int transposes = 0; transposes < 4; transposes++) {
            check(Workers.single(), m, n, k, (transposes & 1) != 0, (transposes & 2) != 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void isTheSameForEveryNumberOfThreads(int threads) {
        try (Workers workers = Workers.of(threads)) {
            int[][] sizes = {
                {65, 300, 257}, {300, 65, 257}, {3, 1000, 700}, {1000, 3, 700}, {128, 128, 64}, {129, 129, 300}
            };
            for (int[] size : sizes) {
                check(workers, size[0], size[1], size[2], false, false);
                check(workers, size[0], size[1], size[2], false, true);
                check(workers, size[0], size[1], size[2], true, true);
            }
        }
    }

    @Test
    void multiplyStartsFromPositiveZero() {
        Tensor c = Tensor.of(new float[] {-0f, Float.NaN, 7, 8}, 2, 2);
        Gemm.multiply(Workers.single(), c, Tensor.zeros(2, 0), Tensor.zeros(0, 2));
        assertBits(new float[4], c.array(), "no inner size");
        Gemm.multiply(Workers.single(), c, Tensor.of(new float[] {-1, 2}, 2, 1), Tensor.of(new float[] {0, -3}, 1, 2));
        assertBits(new float[] {0, 3, 0, -6}, c.array(), "outer product");
    }

    @ParameterizedTest
    @CsvSource({
        "8, 32, 5",
        "9, 33, 0",
        "37, 53, 101",
        "40, 53, 501",
        "64, 100, 784",
        "72, 300, 600",
        "257, 40, 30",
        "130, 333, 1001"
    })
    void multiplyIsTheChainFromZero(int m, int n, int k) {
        Tensor zeros = Tensor.zeros(m, n);
        for (int transposes = 0; transposes < 4; transposes++) {
            Tensor a = matrix(m, k, (transposes & 1) != 0);
            Tensor b = matrix(k, n, (transposes & 2) != 0);
            Tensor c = matrix(m, n, false).copy();
            Gemm.multiply(Workers.single(), c, a, b);
            assertBits(oracle(zeros, a, b).array(), c.array(), m + " x " + n + " x " + k + " " + transposes);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 3", "5, 7, 0", "33, 10, 20", "64, 100, 300", "100, 65, 17", "130, 301, 700"})
    void affineStartsFromTheBias(int m, int n, int k) {
        Tensor bias = matrix(n, 1, false).slice(1, 0, 1).transpose().copy().reshape(n);
        Tensor start = Tensor.zeros(m, n);
        for (int i = 0; i < m * n; i++) {
            start.array()[i] = bias.get(i % n);
        }
        for (boolean transposed : new boolean[] {false, true}) {
            Tensor a = matrix(m, k, false);
            Tensor b = matrix(k, n, transposed);
            Tensor c = matrix(m, n, false).copy();
            Gemm.affine(Workers.single(), c, a, b, bias);
            assertBits(oracle(start, a, b).array(), c.array(), m + " x " + n + " x " + k + " " + transposed);
        }
    }

    @Test
    void readsRowsThatAreRepeated() {
        Tensor a = matrix(33, 40, false);
        float[] row = matrix(1, 50, false).array();
        float[] c = new float[33 * 50];
        MatrixView result = new MatrixView(c, 0, 50, 1);
        Gemm.accumulate(Workers.single(), 33, 50, 40, result, MatrixView.of(a), new MatrixView(row, 2, 0, 1));
        Tensor b = Tensor.zeros(40, 50);
        for (int p = 0; p < 40; p++) {
            System.arraycopy(row, 2, b.array(), p * 50, 50);
        }
        assertArrayEquals(oracle(Tensor.zeros(33, 50), a, b).array(), c);
    }

    @Test
    void equalsTheChainForAnyStridesAndSpecialNumbers() {
        try (Workers workers = Workers.of(3)) {
            for (int seed = 0; seed < 500; seed++) {
                GemmCase product = new GemmCase(seed, 3_000_000);
                float[] expected = product.expected();
                assertBits(expected, product.run(workers), product.name);
            }
        }
    }

    @Test
    void namesTheShapesThatDoNotFit() {
        ShapeException inner = assertThrows(
                ShapeException.class,
                () -> Gemm.accumulate(Workers.single(), Tensor.zeros(2, 4), Tensor.zeros(2, 3), Tensor.zeros(5, 4)));
        assertEquals("matmul: equal inner sizes, found [2, 3] and [5, 4]", inner.getMessage());
        ShapeException outer = assertThrows(
                ShapeException.class,
                () -> Gemm.accumulate(Workers.single(), Tensor.zeros(4, 2), Tensor.zeros(2, 3), Tensor.zeros(3, 4)));
        assertEquals("matmul: a result [2, 4], found [4, 2]", outer.getMessage());
        assertThrows(
                ShapeException.class,
                () -> Gemm.accumulate(
                        Workers.single(), Tensor.zeros(4, 2).transpose(), Tensor.zeros(2, 3), Tensor.zeros(3, 4)));
        assertThrows(
                ShapeException.class,
                () -> Gemm.multiply(
                        Workers.single(), Tensor.zeros(2), Tensor.of(new float[2], Shape.of(2)), Tensor.zeros(2, 2)));
    }
}
