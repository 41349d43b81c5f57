package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static final int[] LABELS = {0, 0, 0, 1, 1, 1, 1};

    @Test
    void drawsAsManyOfEveryCondition() {
        Resampling resampling = Resampling.of(LABELS, Blocks.one(7));
        long[] drawn = new long[7];
        for (int k = 0; k < 3000; k++) {
            int[] weight = resampling.draw(RandomStream.of(k));
            assertEquals(3, weight[0] + weight[1] + weight[2]);
            assertEquals(4, weight[3] + weight[4] + weight[5] + weight[6]);
            Arrays.setAll(drawn, i -> drawn[i] + weight[i]);
        }
        assertTrue(Arrays.stream(drawn).allMatch(count -> count > 2800 && count < 3200), Arrays.toString(drawn));
    }

    @Test
    void drawsWholeBlocks() {
        Resampling resampling = Resampling.of(LABELS, Blocks.of(new int[] {0, 1, 2, 0, 1, 2, 2}));
        for (int k = 0; k < 100; k++) {
            int[] weight = resampling.draw(RandomStream.of(k));
            assertEquals(3, weight[0] + weight[1] + weight[2]);
            assertEquals(weight[0], weight[3]);
            assertEquals(weight[1], weight[4]);
            assertEquals(weight[2], weight[5]);
            assertEquals(weight[2], weight[6]);
        }
    }
}
