package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LabellingsTest {
    /** Blocks 0 and 1 hold conditions 0 and 1, blocks 2 to 4 one network each. */
    private static final Labellings MIXED =
            Labellings.of(new int[] {0, 1, 1, 0, 0, 0, 1}, new int[] {0, 0, 1, 1, 2, 3, 4}, new int[7]);

    private static Set<String> all(Labellings labellings) {
        Set<String> all = new TreeSet<>();
        Labellings.Walk walk = labellings.walk();
        for (long i = 0; i < labellings.orbit().count(); i++) {
            all.add(Arrays.toString(walk.labelling(i)));
        }
        return all;
    }

    @Test
    void enumeratesEveryLabellingOnce() {
        Set<String> all = all(MIXED);
        assertEquals(2 * 2 * 3, all.size());
        assertTrue(all.contains(Arrays.toString(MIXED.observed())));
        assertTrue(all.stream().allMatch(l -> l.matches("\\[(0, 1|1, 0), (0, 1|1, 0), (0, 0, 1|0, 1, 0|1, 0, 0)\\]")));
    }

    @Test
    void stepsThroughThemInTheOrderOfTheirNumbers() {
        Labellings.Walk numbered = MIXED.walk();
        Labellings.Walk stepping = MIXED.walk();
        stepping.labelling(3);
        for (int i = 4; i < 12; i++) {
            assertArrayEquals(numbered.labelling(i), stepping.next());
        }
        assertArrayEquals(numbered.labelling(0), stepping.next());
    }

    @Test
    void drawsAllOfThemEquallyOften() {
        Map<String, Integer> drawn = new HashMap<>();
        Labellings.Walk walk = MIXED.walk();
        RandomStream stream = RandomStream.of(5);
        for (int i = 0; i < 12_000; i++) {
            drawn.merge(Arrays.toString(walk.draw(stream)), 1, Integer::sum);
        }
        assertEquals(all(MIXED), new TreeSet<>(drawn.keySet()));
        assertTrue(drawn.values().stream().allMatch(count -> count > 850 && count < 1150), drawn.toString());
    }

    @Test
    void sharesAreThoseOfAllLabellings() {
        double[][] expected = new double[7][2];
        Labellings.Walk walk = MIXED.walk();
        for (int i = 0; i < 12; i++) {
            int[] labels = walk.labelling(i);
            for (int item = 0; item < 7; item++) {
                expected[item][labels[item]] += 1 / 12.0;
            }
        }
        double[][] shares = MIXED.shares(2);
        for (int item = 0; item < 7; item++) {
            assertArrayEquals(expected[item], shares[item], 1e-12);
        }
    }

    /** Snapshots of one network keep together: two blocks with two networks of either condition have 4 labellings. */
    @Test
    void cellsKeepTogether() {
        Labellings snapshots =
                Labellings.of(new int[] {0, 0, 1, 1, 0, 0, 1, 1}, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, new int[8]);
        assertEquals(
                Set.of(
                        "[0, 0, 1, 1, 0, 0, 1, 1]",
                        "[1, 1, 0, 0, 0, 0, 1, 1]",
                        "[0, 0, 1, 1, 1, 1, 0, 0]",
                        "[1, 1, 0, 0, 1, 1, 0, 0]"),
                all(snapshots));
    }

    @Test
    void labelsStayWithinAStratum() {
        Labellings strata =
                Labellings.of(new int[] {0, 1, 0, 1, 1}, new int[] {0, 1, 2, 3, 4}, new int[] {0, 0, 1, 1, 1});
        assertEquals(6, strata.orbit().count());
        assertTrue(all(strata).stream().allMatch(l -> l.startsWith("[0, 1") || l.startsWith("[1, 0")));
    }

    /** Equal seeds in two runs: the networks of a block have one condition, which goes with the block. */
    @Test
    void wholeBlocksOfOneCondition() {
        Labellings runs = Labellings.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 2, 3}, new int[4]);
        Labellings twice =
                Labellings.of(new int[] {0, 0, 1, 1, 0, 0, 1, 1}, new int[] {0, 1, 2, 3, 0, 1, 2, 3}, new int[] {
                    0, 0, 0, 0, 1, 1, 1, 1
                });
        assertEquals(6, runs.orbit().count());
        assertEquals(6, twice.orbit().count());
        assertTrue(all(twice).contains("[1, 0, 0, 1, 1, 0, 0, 1]"));
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> Labellings.free(new int[0]));
        assertThrows(IllegalArgumentException.class, () -> Labellings.of(new int[2], new int[3], new int[2]));
    }
}
