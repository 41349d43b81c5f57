package cognate.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Single layouts; {@link ViewsTest} draws chains of them. */
class LayoutTest {
    private final Layout layout = Layout.rowMajor(7, Shape.of(2, 3, 4));

    private static void assertLayout(String expected, Layout found) {
        assertEquals(expected, found.toString());
    }

    @Test
    void everyViewHasTheStridesThatItsNameSays() {
        assertLayout("[2, 3, 4] from 7 by [12, 4, 1]", layout);
        assertLayout("[2, 2, 4] from 11 by [12, 4, 1]", layout.slice(-2, 1, 3));
        assertLayout("[2, 3] from 9 by [12, 4]", layout.select(-1, 2));
        assertLayout("[4, 3, 2] from 7 by [1, 4, 12]", layout.transpose(0, -1));
        assertLayout("[4, 2, 3] from 7 by [1, 12, 4]", layout.permute(-1, 0, 1));
        assertLayout("[5, 2, 3, 4] from 7 by [0, 12, 4, 1]", layout.expand(Shape.of(5, 2, 3, 4)));
        assertLayout("[2, 5, 4] from 7 by [12, 0, 1]", layout.slice(1, 0, 1).expand(Shape.of(2, 5, 4)));
        assertLayout("[6, 4] from 7 by [4, 1]", layout.reshape(Shape.of(6, 4)));
        assertLayout("[2, 3, 1, 4] from 7 by [12, 4, 4, 1]", layout.unsqueeze(-2));
        assertLayout("[2, 3, 4, 1] from 7 by [12, 4, 1, 1]", layout.unsqueeze(3));
        assertLayout("[2, 4] from 7 by [12, 1]", layout.slice(1, 0, 1).squeeze(1));
        assertEquals(4, layout.stride(1));
        assertEquals(12, layout.stride(-3));
        assertEquals(7, layout.offset());
        assertEquals(Shape.of(2, 3, 4), layout.shape());
    }

    @Test
    void emptySizesCountAsOneInStrides() {
        assertLayout("[2, 0, 4] from 0 by [4, 4, 1]", Layout.rowMajor(0, Shape.of(2, 0, 4)));
    }

    @Test
    void contiguityIgnoresWhatNoElementNeeds() {
        Layout column = Layout.rowMajor(0, Shape.of(1, 3)).transpose(0, 1);
        assertTrue(column.isContiguous());
        assertLayout("[3] from 0 by [1]", column.reshape(Shape.of(3)));
        assertTrue(layout.slice(0, 1, 2).transpose(0, 1).slice(0, 2, 3).isContiguous());
        assertTrue(layout.slice(1, 2, 2).transpose(0, 2).isContiguous());
        assertTrue(Layout.rowMajor(3, Shape.of(1)).expand(Shape.of(1, 1)).isContiguous());
        assertFalse(Layout.rowMajor(3, Shape.of(1)).expand(Shape.of(2)).isContiguous());
        assertFalse(layout.slice(2, 0, 1).isContiguous());
        assertFalse(layout.transpose(0, 1).isContiguous());
        assertTrue(Layout.rowMajor(0, Shape.of()).isContiguous());
    }

    @Test
    void emptyPartsStayWithinTheStorage() {
        Layout empty = layout.slice(1, 3, 3);
        assertEquals(7, empty.offset());
        assertEquals(7, empty.slice(0, 2, 2).offset());
        assertEquals(7, empty.select(0, 1).offset());
        assertEquals(7 + 12, layout.slice(0, 1, 2).offset());
    }

    @Test
    void reshapingIsAViewWhereverStridesAllowIt() {
        Layout columns = layout.slice(2, 0, 3); // rows of three amid four
        assertLayout("[6, 3] from 7 by [4, 1]", columns.reshape(Shape.of(6, 3)));
        assertLayout("[1, 3, 2, 3, 1] from 7 by [24, 8, 4, 1, 1]", columns.reshape(Shape.of(1, 3, 2, 3, 1)));
        assertLayout(
                "[3, 2, 2, 2] from 7 by [4, 12, 2, 1]", layout.transpose(0, 1).reshape(Shape.of(3, 2, 2, 2)));
        assertLayout(
                "[10] from 7 by [0]",
                Layout.rowMajor(7, Shape.of(1)).expand(Shape.of(2, 5)).reshape(Shape.of(10)));
        assertMessage(
                ShapeException.class,
                "reshape: strides that allow it, or a copy() before, found [2, 3, 3] from 7 by [12, 4, 1] and [2, 9]",
                () -> columns.reshape(Shape.of(2, 9)));
        assertMessage(
                ShapeException.class,
                "reshape: as many elements, found [2, 3, 4] and [5]",
                () -> layout.reshape(Shape.of(5)));
    }

    @Test
    void positionsAreThoseOfIndicesWithin() {
        assertEquals(7, layout.position(0, 0, 0));
        assertEquals(7 + 12 + 8 + 3, layout.position(1, 2, 3));
        assertEquals(5, Layout.rowMajor(5, Shape.of()).position());
        assertOutside("index [0, 0] of shape [2, 3, 4]", () -> layout.position(0, 0));
        assertOutside("index [0, 0, 0, 0] of shape [2, 3, 4]", () -> layout.position(0, 0, 0, 0));
        assertOutside("index [0, -1, 0] of shape [2, 3, 4]", () -> layout.position(0, -1, 0));
        assertOutside("index [0, 3, 0] of shape [2, 3, 4]", () -> layout.position(0, 3, 0));
        assertOutside("index [2, 0, 0] of shape [2, 3, 4]", () -> layout.position(2, 0, 0));
    }

    @Test
    void partsThatAreNotThereAreRefused() {
        assertOutside("slice [-1, 2) of dimension 1 of shape [2, 3, 4]", () -> layout.slice(1, -1, 2));
        assertOutside("slice [2, 1) of dimension 1 of shape [2, 3, 4]", () -> layout.slice(1, 2, 1));
        assertOutside("slice [2, 4) of dimension -2 of shape [2, 3, 4]", () -> layout.slice(-2, 2, 4));
        assertOutside("select 3 of dimension 1 of shape [2, 3, 4]", () -> layout.select(1, 3));
        assertOutside("select -1 of dimension 1 of shape [2, 3, 4]", () -> layout.select(1, -1));
        String none = "a dimension in [-3, 3) of shape [2, 3, 4], found ";
        assertOutside(none + 3, () -> layout.slice(3, 0, 1));
        assertOutside(none + -4, () -> layout.select(-4, 0));
        assertOutside(none + 3, () -> layout.transpose(3, 0));
        assertOutside(none + -4, () -> layout.transpose(0, -4));
        assertOutside(none + 3, () -> layout.permute(0, 3, 1));
        assertOutside(none + -4, () -> layout.stride(-4));
        assertOutside("a dimension in [-4, 4) of shape [2, 3, 4], found 4", () -> layout.unsqueeze(4));
        assertOutside("a dimension in [-4, 4) of shape [2, 3, 4], found -5", () -> layout.unsqueeze(-5));
        assertMessage(
                ShapeException.class, "squeeze: size 1 in dimension -1, found [2, 3, 4]", () -> layout.squeeze(-1));
    }

    @Test
    void permutationsNameEveryDimensionOnce() {
        for (int[] dims : new int[][] {{0, 1}, {0, 1, 1}, {0, 1, -2}, {0, 1, 2, 2}, {}}) {
            assertThrows(ShapeException.class, () -> layout.permute(dims));
        }
        assertMessage(
                ShapeException.class,
                "permute: every dimension once, found [0, 1, 1] of shape [2, 3, 4]",
                () -> layout.permute(0, 1, 1));
    }

    @Test
    void onlySizesOfOneAreExpanded() {
        for (Shape larger : new Shape[] {
            Shape.of(3, 4), Shape.of(4, 3, 4), Shape.of(2, 3, 1), Shape.of(2, 3, 4, 1), Shape.of(2, 3, 0)
        }) {
            assertMessage(
                    ShapeException.class,
                    "expand: sizes that stay, are 1 or are new before the first, found [2, 3, 4] and " + larger,
                    () -> layout.expand(larger));
        }
        assertEquals(
                0, Layout.rowMajor(0, Shape.of(1)).expand(Shape.of(0)).shape().size());
    }

    private static void assertOutside(String message, Executable call) {
        assertMessage(IndexOutOfBoundsException.class, message, call);
    }

    private static void assertMessage(Class<? extends Exception> kind, String message, Executable call) {
        assertEquals(message, assertThrows(kind, call).getMessage());
    }
}
