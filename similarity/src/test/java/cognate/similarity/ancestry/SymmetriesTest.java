package cognate.similarity.ancestry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import cognate.models.wiring.Group;
import cognate.models.wiring.Symmetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SymmetriesTest {
    private static String text(Relabelling relabelling) {
        return Arrays.toString(relabelling.order()) + Arrays.toString(relabelling.signs());
    }

    /** Of groups of so many units; between two of them is a unit that stays. */
    private static Symmetries of(List<Integer> sizes, List<Boolean> odd) {
        List<Group> groups = new ArrayList<>();
        int unit = 0;
        for (int g = 0; g < sizes.size(); g++) {
            int[] units = IntStream.range(unit, unit + sizes.get(g)).toArray();
            groups.add(new Group(units, odd.get(g) ? Set.of(Symmetry.SIGN) : Set.of(Symmetry.SCALE)));
            unit += sizes.get(g) + 1;
        }
        return new Symmetries(groups, unit);
    }

    @Test
    void countsOrdersAndSigns() {
        assertEquals(24, of(List.of(4), List.of(false)).count(99_999));
        assertEquals(384, of(List.of(4), List.of(true)).count(99_999));
        assertEquals(6 * 8, of(List.of(3, 2), List.of(false, true)).count(99_999));
        assertEquals(40_320, of(List.of(8), List.of(false)).count(99_999));
        assertEquals(Long.MAX_VALUE, of(List.of(9), List.of(false)).count(99_999));
        assertEquals(
                Long.MAX_VALUE, of(List.of(5000, 5000), List.of(true, true)).count(99_999));
        assertEquals(1, of(List.of(1, 1), List.of(false, false)).count(99_999));
    }

    @Test
    void everyElementStandsOnce() {
        Symmetries symmetries = of(List.of(3, 2, 3), List.of(false, true, false));
        Set<String> seen = new HashSet<>();
        for (int k = 0; k < symmetries.count(1000); k++) {
            seen.add(text(symmetries.element(k)));
        }
        assertEquals(6 * 8 * 6, seen.size());
        assertArrayEquals(
                IntStream.range(0, 11).toArray(), symmetries.element(0).order());
        assertArrayEquals(
                DoubleStream.generate(() -> 1).limit(11).toArray(),
                symmetries.element(0).signs());
    }

    @Test
    void drawsAreUniform() {
        Symmetries symmetries = of(List.of(3, 1), List.of(false, true));
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
