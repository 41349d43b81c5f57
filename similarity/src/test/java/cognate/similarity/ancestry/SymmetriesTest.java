package cognate.similarity.ancestry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SymmetriesTest {
    private static String text(Relabelling relabelling) {
        return Arrays.deepToString(relabelling.orders()) + Arrays.deepToString(relabelling.signs());
    }

    @Test
    void countsOrdersAndSigns() {
        assertEquals(24, new Symmetries(List.of(4), List.of(false)).count(99_999));
        assertEquals(384, new Symmetries(List.of(4), List.of(true)).count(99_999));
        assertEquals(6 * 8, new Symmetries(List.of(3, 2), List.of(false, true)).count(99_999));
        assertEquals(40_320, new Symmetries(List.of(8), List.of(false)).count(99_999));
        assertEquals(Long.MAX_VALUE, new Symmetries(List.of(9), List.of(false)).count(99_999));
        assertEquals(Long.MAX_VALUE, new Symmetries(List.of(5000, 5000), List.of(true, true)).count(99_999));
        assertEquals(1, new Symmetries(List.of(1, 1), List.of(false, false)).count(99_999));
    }

    @Test
    void everyElementStandsOnce() {
        Symmetries symmetries = new Symmetries(List.of(3, 2, 3), List.of(false, true, false));
        Set<String> seen = new HashSet<>();
        for (int k = 0; k < symmetries.count(1000); k++) {
            seen.add(text(symmetries.element(k)));
        }
        assertEquals(6 * 8 * 6, seen.size());
        assertArrayEquals(new int[] {0, 1, 2}, symmetries.element(0).orders()[2]);
        assertArrayEquals(new double[] {1, 1}, symmetries.element(0).signs()[1]);
    }

    @Test
    void drawsAreUniform() {
        Symmetries symmetries = new Symmetries(List.of(3, 1), List.of(false, true));
        Map<String, Integer> counts = new HashMap<>();
        RandomStream random = RandomStream.of(3);
        for (int k = 0; k < 12_000; k++) {
            counts.merge(text(symmetries.draw(random.split(k))), 1, Integer::sum);
        }
        assertEquals(12, counts.size());
        for (int count : counts.values()) {
            assertEquals(1000, count, 120); // four deviations
        }
    }
}
