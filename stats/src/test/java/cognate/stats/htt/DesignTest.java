package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DesignTest {
    private static final Design DESIGN = Design.of(
                    List.of("1", "2", "3", "4", "5", "6"), List.of("b", "a", "b", "c", "a", "c"))
            .inBlocks(List.of("p", "p", "q", "r", "q", "s"));

    @Test
    void numbersConditionsAndBlocksInTheirOrder() {
        assertEquals(List.of("b", "a", "c"), DESIGN.conditions());
        assertArrayEquals(new int[] {0, 1, 0, 2, 1, 2}, DESIGN.labels());
        assertEquals(4, DESIGN.blocks());
        assertEquals(2, DESIGN.blocks(0));
        assertTrue(DESIGN.counts(0, 2) && !DESIGN.counts(0, 1));
        assertFalse(DESIGN.independent());
        assertTrue(Design.of(List.of("1", "2"), List.of("a", "b")).independent());
    }

    @Test
    void aPartKeepsTheOrderOfConditions() {
        Design part = DESIGN.only(5, 4, 2);
        assertEquals(List.of("b", "a", "c"), part.conditions());
        assertArrayEquals(new int[] {2, 1, 0}, part.labels());
        assertFalse(part.counts(1, 2));
        assertEquals(2, part.blocks());
        assertEquals(List.of("a", "c"), DESIGN.only(3, 1).conditions());
    }

    /** Ten networks a condition hold four out: 35 labellings; one more a condition holds out five: 126. */
    @Test
    void labellingsOfWhatIsHeldOut() {
        Design ten = Populations.networks(List.of("a", "b"), List.of(10, 10));
        assertEquals(35, ten.orbit(0.6, 0).distinct());
        assertEquals(126, ten.orbit(0.6, 1).distinct());
        assertEquals(92378, ten.orbit(0, 0).distinct());
    }

    /** Seeds 1–20 against 20–39: nineteen and nineteen free blocks, and one tied one. */
    @Test
    void oneTiedBlockDoesNotTakeAwayThePower() {
        List<String> names = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        Design design = Design.of(
                        names,
                        IntStream.range(0, 40).mapToObj(i -> i < 20 ? "a" : "b").toList())
                .inBlocks(IntStream.range(0, 40)
                        .mapToObj(i -> "seed " + (i < 20 ? i : i - 1))
                        .toList());
        assertEquals(39, design.blocks());
        assertEquals(2 * 35345263800L, design.labellings().orbit().count());
    }

    @Test
    void errors() {
        assertThrows(IllegalArgumentException.class, () -> Design.of(List.of("a", "b"), List.of("x", "x")));
        assertThrows(IllegalArgumentException.class, () -> Design.of(List.of("a"), List.of("x", "y")));
        assertThrows(IllegalArgumentException.class, () -> DESIGN.inBlocks(List.of("p")));
        assertThrows(IllegalArgumentException.class, () -> DESIGN.inStrata(List.of("p")));
        assertThrows(IllegalArgumentException.class, () -> DESIGN.fromSources(List.of("p")));
    }
}
