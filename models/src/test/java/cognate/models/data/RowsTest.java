package cognate.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    /** Two images [2, 2, 3] whose values are 0 … 11 and 12 … 23. */
    private static Dataset images() {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new FloatExamples("images", Shape.of(2, 2, 3), List.of("a", "b"), new int[] {1, 0}, values);
    }

    @Test
    void holdARowOfEveryChannel() {
        Dataset images = images();
        Dataset classes = new ClassView(images, 1, 0);
        for (Dataset rows : List.of(new Rows(images), images.rows(), classes.rows(), new Subset(images, 0, 1).rows())) {
            assertEquals(Shape.of(2, 6), rows.inputShape());
            assertTrue(rows.isSequence());
            assertEquals(2, rows.length(1));
            float[] target = new float[13];
            rows.input(1, target, 1);
            assertArrayEquals(new float[] {0, 12, 13, 14, 18, 19, 20, 15, 16, 17, 21, 22, 23}, target);
        }
        assertEquals(1, images.rows().label(0));
        assertEquals(0, classes.rows().label(0));
        assertEquals(List.of("b", "a"), classes.rows().classNames());
    }

    @Test
    void areOfImagesOnly() {
        Dataset rows = images().rows();
        assertEquals(
                "rows: images [c, h, w], found [2, 6]",
                assertThrows(ShapeException.class, rows::rows).getMessage());
    }
}
