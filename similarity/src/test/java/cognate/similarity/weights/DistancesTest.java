package cognate.similarity.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DistancesTest {
    private static final double[] A = {1, -2, 3, 0.5};
    private static final double[] B = {0.25, 4, -1, 2};

    /**
     * From SciPy: {@code from scipy.spatial.distance import *; a=[1,-2,3,.5]; b=[.25,4,-1,2]; print(euclidean(a,b),
     * 1-cosine(a,b), cityblock(a,b), correlation(a,b))}.
     */
    @Test
    void theyAreThoseOfSciPy() {
        assertEquals(7.403546447480424, Distances.euclidean(A, B), 1e-15);
        assertEquals(-0.5627846252670579, Distances.cosine(A, B), 1e-15);
        assertEquals(12.25, Distances.manhattan(A, B));
        assertEquals(1.971816777524194, Distances.correlation(A, B), 1e-15);
    }

    @Test
    void equalVectorsAreAtDistanceZeroAndSimilarityOne() {
        assertEquals(0, Distances.euclidean(A, A));
        assertEquals(1, Distances.cosine(A, A), 1e-15);
        assertEquals(0, Distances.manhattan(A, A));
        assertEquals(0, Distances.correlation(A, A), 1e-15);
    }

    @Test
    void angularMeasuresOfZeroOrConstantVectorsAreNotDefined() {
        assertEquals(Double.NaN, Distances.cosine(A, new double[4]));
        assertEquals(Double.NaN, Distances.correlation(new double[] {3, 3, 3, 3}, A));
    }

    @Test
    void vectorsOfDifferentLengthsAreRefused() {
        assertEquals(
                "distance: expected vectors of one length, found 4 and 3",
                assertThrows(IllegalArgumentException.class, () -> Distances.euclidean(A, new double[3]))
                        .getMessage());
    }
}
