package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrbitTest {
    /** Two conditions: t tied blocks, then a and b free ones. */
    static Orbit orbit(int tied, int a, int b) {
        int n = 2 * tied + a + b;
        int[] labels = new int[n];
        int[] blocks = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i < 2 * tied ? i % 2 : i < 2 * tied + a ? 0 : 1;
            blocks[i] = i < 2 * tied ? i / 2 : i;
        }
        return Labellings.of(labels, blocks, new int[n]).orbit();
    }

    /** 2^t · C(a + b, a), half of it for a statistic that does not see names where a = b. */
    @Test
    void twoConditions() {
        assertEquals(70, orbit(0, 4, 4).count());
        assertEquals(35, orbit(0, 4, 4).distinct());
        assertEquals(126, orbit(0, 5, 5).distinct());
        assertEquals(128, orbit(8, 0, 0).distinct());
        assertEquals(2 * 20, orbit(1, 3, 3).count());
        assertEquals(20, orbit(1, 3, 3).distinct());
        assertEquals(4845, orbit(0, 4, 16).distinct());
        assertEquals(8 * 15, orbit(3, 2, 4).distinct());
        assertEquals(Orbit.MOST, orbit(0, 100, 100).count());
        assertEquals(2 * 137846528820L / 2, orbit(0, 20, 20).count());
    }

    @Test
    void severalConditions() {
        int[] three = {0, 0, 1, 1, 2, 2};
        Orbit free = Labellings.free(three).orbit();
        assertEquals(90, free.count());
        assertEquals(15, free.distinct());
        Orbit unequal = Labellings.free(new int[] {0, 0, 1, 1, 2}).orbit();
        assertEquals(30, unequal.count());
        assertEquals(15, unequal.distinct());
        int[] tied = IntStream.range(0, 12).map(i -> i % 3).toArray();
        int[] blocks = IntStream.range(0, 12).map(i -> i / 3).toArray();
        Orbit ties = Labellings.of(tied, blocks, new int[12]).orbit();
        assertEquals(1296, ties.count()); // 6⁴
        assertEquals(216, ties.distinct());
    }

    /** Two runs × two tasks with shared seeds, two blocks a task: whole sets and the labels within change places. */
    @Test
    void wholeSetsOfConditions() {
        int[] labels = {0, 1, 0, 1, 2, 3, 2, 3};
        int[] blocks = {0, 0, 1, 1, 2, 2, 3, 3};
        Orbit orbit = Labellings.of(labels, blocks, new int[8]).orbit();
        assertEquals(16 * 6, orbit.count());
        assertEquals(16 * 6 / 8, orbit.distinct()); // either pair of names, and the pairs
    }

    @Test
    void moreThanEightConditionsAreBoundedByThoseThatMayBeRenamed() {
        int[] ten = IntStream.range(0, 10).toArray();
        assertEquals(3628800, Labellings.free(ten).orbit().count());
        assertEquals(1, Labellings.free(ten).orbit().distinct());
        int[] twice = IntStream.range(0, 20).map(i -> i / 2).toArray();
        assertEquals(654729075, Labellings.free(twice).orbit().distinct()); // 20! / 2¹⁰ / 10!
    }

    @Test
    void growsByBlocks() {
        assertEquals(126, orbit(0, 4, 4).grown(1).distinct());
        assertEquals(10, orbit(0, 4, 4).grown(1).resized(n -> n - 2).distinct());
        assertEquals(256, orbit(8, 0, 0).grown(1).distinct());
        assertEquals(8 * 20, orbit(3, 2, 2).grown(1).count()); // the free ones are more
    }
}
