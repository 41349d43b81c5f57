package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final Design NETWORKS = Populations.networks(List.of("a", "b"), List.of(10, 7));

    @Test
    void takesTheFloorOfEveryCondition() {
        Split split = NETWORKS.split(0.6, RandomStream.of(1));
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
        int[] one = NETWORKS.split(0.6, RandomStream.of(1)).training();
        assertArrayEquals(one, NETWORKS.split(0.6, RandomStream.of(1)).training());
        assertTrue(!Arrays.equals(one, NETWORKS.split(0.6, RandomStream.of(2)).training()));
    }

    @Test
    void productsThatShouldBeWholeAreWhole() {
        assertEquals(29, Split.floorShare(0.29, 100));
        assertEquals(6, Split.floorShare(0.6, 11));
    }

    @Test
    void neverSplitsABlock() {
        Design blocked = Populations.blocked(List.of("a", "b", "c"), 10);
        Split split = blocked.split(0.6, RandomStream.of(3));
        assertEquals(18, split.training().length);
        for (int i : split.training()) {
            for (int j : split.heldOut()) {
                assertTrue(blocked.block(i) != blocked.block(j));
            }
        }
    }

    /** Two runs × five tasks with shared seeds: before, nine of ten split seeds were refused. */
    @Test
    void everySeedSplitsEveryTask() {
        List<String> names = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String task = "task " + i % 30 / 6;
            names.add(Integer.toString(i));
            conditions.add("run " + i / 30 + "/" + task);
            blocks.add(task + "/" + i % 6);
        }
        Design design = Design.of(names, conditions).inBlocks(blocks);
        for (int seed = 0; seed < 50; seed++) {
            Split split = design.split(0.6, RandomStream.of(seed));
            int[] training = new int[10];
            Arrays.stream(split.training()).forEach(i -> training[design.condition(i)]++);
            assertArrayEquals(new int[] {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, training);
        }
    }

    /** Each set of conditions in one block only. */
    @Test
    void singleBlocksAreDealtSoThatEveryConditionIsOnEitherSide() {
        Design design = Design.of(
                        List.of("1", "2", "3", "4", "5", "6", "7", "8"),
                        List.of("a", "b", "b", "c", "c", "d", "d", "a"))
                .inBlocks(List.of("p", "p", "q", "q", "r", "r", "s", "s"));
        for (int seed = 0; seed < 20; seed++) {
            Split split = design.split(0.6, RandomStream.of(seed));
            for (int[] side : List.of(split.training(), split.heldOut())) {
                assertEquals(
                        4, Arrays.stream(side).map(design::condition).distinct().count());
            }
        }
    }

    @Test
    void takesTheFloorOfEveryStratum() {
        Design design = Populations.networks(List.of("a", "b"), List.of(10, 10))
                .inStrata(IntStream.range(0, 20).mapToObj(i -> "run " + i % 2).toList());
        int[] training = new int[4];
        for (int i : design.split(0.6, RandomStream.of(1)).training()) {
            training[2 * design.condition(i) + i % 2]++;
        }
        assertArrayEquals(new int[] {3, 3, 3, 3}, training);
    }

    @Test
    void twoBlocksAreEnough() {
        Split split = Populations.networks(List.of("a", "b"), List.of(2, 2)).split(0.1, RandomStream.of(1));
        assertEquals(2, split.training().length);
        Design few = Populations.networks(List.of("a", "b"), List.of(10, 1));
        Exception e = assertThrows(IllegalArgumentException.class, () -> few.split(0.6, RandomStream.of(1)));
        assertEquals("htt: at least 2 blocks (networks with other seeds) of condition b, found 1", e.getMessage());
    }
}
