package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Networks NETWORKS = Populations.networks(List.of("a", "b"), List.of(10, 7));

    @Test
    void takesTheFloorOfEveryCondition() {
        Split split = Split.draw(NETWORKS, 0.6, RandomStream.of(1));
        assertEquals(6 + 4, split.training().length);
        assertEquals(4 + 3, split.heldOut().length);
        assertEquals(
                6,
                Arrays.stream(split.training())
                        .filter(i -> NETWORKS.condition(i) == 0)
                        .count());
        int[] all = new int[17];
        System.arraycopy(split.training(), 0, all, 0, 10);
        System.arraycopy(split.heldOut(), 0, all, 10, 7);
        Arrays.sort(all);
        for (int i = 0; i < 17; i++) {
            assertEquals(i, all[i]);
        }
    }

    @Test
    void seedDecides() {
        int[] one = Split.draw(NETWORKS, 0.6, RandomStream.of(1)).training();
        assertArrayEquals(one, Split.draw(NETWORKS, 0.6, RandomStream.of(1)).training());
        assertTrue(!Arrays.equals(
                one, Split.draw(NETWORKS, 0.6, RandomStream.of(2)).training()));
    }

    @Test
    void productsThatShouldBeWholeAreWhole() {
        assertEquals(29, Split.floorShare(0.29, 100));
        assertEquals(6, Split.floorShare(0.6, 11));
    }

    @Test
    void neverSplitsABlock() {
        Networks blocked = Populations.blocked(List.of("a", "b", "c"), 10);
        Split split = Split.draw(blocked, 0.6, RandomStream.of(3));
        assertEquals(18, split.training().length);
        for (int i : split.training()) {
            for (int j : split.heldOut()) {
                assertTrue(blocked.block(i) != blocked.block(j));
            }
        }
    }

    @Test
    void namesTheConditionThatIsTooSmall() {
        Networks few = Populations.networks(List.of("a", "b"), List.of(10, 2));
        Exception e = assertThrows(IllegalArgumentException.class, () -> Split.draw(few, 0.6, RandomStream.of(1)));
        assertEquals(
                "htt: condition b needs at least 1 network for training and 2 held out, found 1 and 1 at train fraction 0.6",
                e.getMessage());
    }
}
