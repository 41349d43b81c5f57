package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlocksTest {
    @Test
    void shufflesWithinBlocksOnly() {
        Blocks blocks = Blocks.of(new int[] {4, 0, 4, 0, 4, 0});
        assertEquals(6, blocks.size());
        assertEquals(2, blocks.count());
        assertArrayEquals(new int[] {0, 2, 4}, blocks.members(1));
        int[] labels = {10, 1, 20, 2, 30, 3};
        blocks.shuffle(labels, RandomStream.of(2));
        int[] even = {labels[0], labels[2], labels[4]};
        int[] odd = {labels[1], labels[3], labels[5]};
        assertNotEquals("[10, 1, 20, 2, 30, 3]", Arrays.toString(labels));
        Arrays.sort(even);
        Arrays.sort(odd);
        assertArrayEquals(new int[] {10, 20, 30}, even);
        assertArrayEquals(new int[] {1, 2, 3}, odd);
    }
}
