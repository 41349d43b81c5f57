package cognate.similarity.ancestry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Tensor;
import cognate.models.layer.Initialization;
import org.junit.jupiter.api.Test;

class CentredRanksTest {
    @Test
    void ranksAfterRowsAndColumnsAreOnOneScale() {
        // one row: after the first sweep every column is of magnitude 1
        assertArrayEquals(
                new float[] {2, -2, 2, -2}, CentredRanks.of(Tensor.of(new float[] {5, -1, 2, -9}, 1, 4), false));
        assertArrayEquals(
                new float[] {5, -5, 5, -5}, CentredRanks.of(Tensor.of(new float[] {5, -1, 2, -9}, 1, 4), true));
    }

    @Test
    void zerosAndDeadRowsStay() {
        float[] weights = {0, -0f, 0, 3, 1, -2};
        float[] ranks = CentredRanks.of(Tensor.of(weights, 2, 3), true);
        assertArrayEquals(new float[] {0, 0, 0}, new float[] {ranks[0], ranks[1], ranks[2]});
        assertEquals(ranks[3], -ranks[5]); // both columns end at the same magnitude
        float[] unsigned = CentredRanks.of(Tensor.of(weights, 2, 3), false);
        assertEquals(unsigned[0], unsigned[1]);
        assertEquals(0, unsigned[0] + unsigned[1] + unsigned[2] + unsigned[3] + unsigned[4] + unsigned[5]);
    }

    @Test
    void aScaledUnitHasTheSameRanksAlmost() {
        Tensor weight = Tensor.zeros(30, 40);
        Initialization.normal(weight, 1, RandomStream.of(1));
        Tensor scaled = weight.copy();
        for (int j = 0; j < 40; j++) {
            scaled.array()[3 * 40 + j] *= 1000;
            scaled.array()[4 * 40 + j] *= 1e-30f;
        }
        float[] a = CentredRanks.of(weight, false);
        float[] b = CentredRanks.of(scaled, false);
        double product = 0;
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            square += (double) a[i] * a[i];
        }
        assertEquals(1, product / square, 0.01); // 0.93 without the sweeps
    }
}
