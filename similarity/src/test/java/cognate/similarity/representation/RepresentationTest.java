package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.linalg.Matrix;
import org.junit.jupiter.api.Test;

class RepresentationTest {
    @Test
    void centresAndDropsConstantNeurons() {
        Representation x = Representation.of(
                Matrix.ofRows(new double[] {1, 0.1, 5}, new double[] {2, 0.1, 5}, new double[] {3, 0.1, 8}), "X");
        assertEquals(3, x.neurons());
        assertEquals(2, x.kept());
        assertEquals(3, x.inputs());
        assertArrayEquals(new double[] {-1, -1, 0, -1, 1, 2}, x.centred().array());
        assertArrayEquals(new double[] {2, 6}, x.means());
    }

    @Test
    void keepsDigitsBesideALargeOffset() {
        Matrix a = Matrix.ofRows(new double[] {1e8 + 1}, new double[] {1e8 + 2}, new double[] {1e8 + 6});
        double[] centred = Representation.of(a, "X").centred().array();
        assertEquals(-2.0 / 3, centred[0] / centred[2], 1e-15);
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertEquals(
                "X: at least 2 rows and 1 column of activations, found [1, 3]",
                assertThrows(IllegalArgumentException.class, () -> Representation.of(Matrix.zeros(1, 3), "X"))
                        .getMessage());
        assertEquals(
                "X: a neuron that varies, found 3 constant ones",
                assertThrows(IllegalArgumentException.class, () -> Representation.of(Matrix.zeros(4, 3), "X"))
                        .getMessage());
        Matrix bad = Matrix.zeros(4, 3);
        bad.set(2, 1, Double.NaN);
        assertEquals(
                "Y: finite activations, at most 1e300, found NaN in row 2, column 1",
                assertThrows(IllegalArgumentException.class, () -> Representation.of(bad, "Y"))
                        .getMessage());
        bad.set(2, 1, Double.NEGATIVE_INFINITY);
        assertThrows(IllegalArgumentException.class, () -> Representation.of(bad, "Y"));
    }
}
