package cognate.engine.kernel.map;

import static cognate.engine.kernel.Cases.assertBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.kernel.Cases;
import cognate.engine.kernel.Oracle;
import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ReduceTest {
    private final RandomStream random = RandomStream.of(2);

    @Test
    void sumsHaveOneOrder() {
        for (int n : Cases.SIZES) {
            Tensor x = Cases.normal(random, n);
            Tensor y = Cases.normal(random, n);
            assertBits(Oracle.sum(x.toArray(), null), Reduce.sum(x), "sum of " + n);
            assertBits(Oracle.sum(x.toArray(), y.toArray()), Reduce.dot(x, y), "dot of " + n);
            assertBits(Oracle.sum(x.toArray(), x.toArray()), Reduce.squaredNorm(x), "squared norm of " + n);
        }
    }

    @Test
    void sumsTellNaN() {
        for (int i = 0; i < 100; i++) {
            Tensor x = Cases.normal(random, 100);
            x.set(Float.NaN, i);
            assertBits(Float.NaN, Reduce.sum(x), "sum, NaN at " + i);
            assertBits(Float.NaN, Reduce.squaredNorm(x), "squared norm, NaN at " + i);
        }
    }

    @Test
    void maximum() {
        for (int n : Cases.SIZES) {
            Tensor x = Cases.normal(random, n);
            assertBits(Oracle.max(x.toArray()), Reduce.max(x), "max of " + n);
            for (int i = 0; i < Math.min(n, 130); i++) {
                float value = x.get(i);
                x.set(Float.NaN, i);
                assertBits(Float.NaN, Reduce.max(x), "max of " + n + ", NaN at " + i);
                x.set(99, i);
                assertEquals(99, Reduce.max(x));
                x.set(value, i);
            }
        }
        assertBits(0f, Reduce.max(Tensor.of(new float[] {-0f, 0f, -0f}, 3)), "signed zeros");
        Tensor zeros = Tensor.zeros(40);
        Elementwise.fill(zeros, -0f);
        assertBits(-0f, Reduce.max(zeros), "negative zeros");
        zeros.set(0f, 21);
        assertBits(0f, Reduce.max(zeros), "one positive zero");
    }

    @Test
    void argmaxTakesTheLowestOfEquals() {
        float[] a = {9, 1, 3, 2, 3, Float.NaN, 0};
        assertEquals(2 - 1, Reduce.argmax(a, 1, 6));
        assertEquals(0, Reduce.argmax(a, 0, 7));
        assertEquals(1, Reduce.argmax(a, 3, 2));
        assertEquals(0, Reduce.argmax(new float[] {-0f, 0f}, 0, 2));
        assertEquals(0, Reduce.argmax(a, 6, 1));
    }

    @Test
    void rowsAddInOneOrder() {
        for (int m : new int[] {0, 1, 6, 10, 15, 16, 17, 31, 33, 100, 128, 513}) {
            for (int rows : new int[] {0, 1, 7, 8, 9, 37, 64, 1031}) {
                Tensor g = Cases.normal(random, m);
                Tensor dy = Cases.normal(random, rows, m);
                float[] expected = Oracle.accumulateRows(g.toArray(), dy.toArray());
                Reduce.accumulateRows(g, dy);
                assertBits(expected, g, rows + " rows of " + m);
            }
        }
    }

    @Test
    void finiteness() {
        for (int n : new int[] {0, 1, 15, 16, 17, 33, 100}) {
            Tensor x = Cases.normal(random, n);
            assertTrue(Reduce.allFinite(x));
            for (int i = 0; i < n; i++) {
                float value = x.get(i);
                for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                    x.set(bad, i);
                    assertFalse(Reduce.allFinite(x), bad + " at " + i + " of " + n);
                }
                x.set(-Float.MAX_VALUE, i);
                assertTrue(Reduce.allFinite(x));
                x.set(value, i);
            }
        }
    }
}
