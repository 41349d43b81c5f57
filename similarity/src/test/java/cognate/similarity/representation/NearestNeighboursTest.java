package cognate.similarity.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cognate.engine.linalg.Matrix;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {
    /** NumPy: means of {@code len(a & b) / len(a | b)} over the sets {@code argsort(d)[:, :10]}. */
    @Test
    void agreesWithNumpy() {
        assertEquals(.3103145621721473, NearestNeighbours.jaccard(Reference.x(), Reference.y(), 10), 1e-15);
    }

    @Test
    void countsByHand() {
        Representation x = Representation.of(Matrix.of(new double[] {0, 1, 3, 10}, 4, 1), "X");
        Representation y = Representation.of(Matrix.of(new double[] {0, 10, 3, 1}, 4, 1), "Y");
        // nearest one: of x 1, 0, 1, 2; of y 3, 2, 3, 0
        assertEquals(0, NearestNeighbours.jaccard(x, y, 1));
        // nearest two: of x {1, 2}, {0, 2}, {1, 0}, {2, 1}; of y {3, 2}, {2, 3}, {3, 0}, {0, 2}
        assertEquals(1.0 / 3, NearestNeighbours.jaccard(x, y, 2), 1e-15);
        assertEquals(1, NearestNeighbours.jaccard(x, y, 3));
        assertThrows(IllegalArgumentException.class, () -> NearestNeighbours.jaccard(x, y, 4));
    }
}
