package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

class LargestScoreTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @Test
    void ofOneScoreItIsItsOwnPValue() {
        double[] scores = {0.5, 0.1, 0.7, 0.2, 0.3};
        LargestScore one = new LargestScore(4);
        one.add(scores, Calibration.Scale.SIMILARITY, 1);
        assertEquals(0.4, one.pValue());
        LargestScore distance = new LargestScore(4);
        distance.add(scores, Calibration.Scale.DISTANCE, INFINITE);
        assertEquals(0.8, distance.pValue());
    }

    /** What counts is how far a score stands out on its own scale. */
    @Test
    void scoresAreOnOneScale() {
        double[] clear = {0.9, 0.1, 0.11, 0.12, 0.1, 0.13, 0.12, 0.1, 0.11, 0.12};
        double[] large = {500, 900, 300, 650, 400, 200, 800, 550, 600, 700};
        LargestScore both = new LargestScore(9);
        both.add(large, Calibration.Scale.SIMILARITY, INFINITE);
        both.add(clear, Calibration.Scale.SIMILARITY, 1);
        assertEquals(0.1, both.pValue());
        LargestScore alone = new LargestScore(9);
        alone.add(large, Calibration.Scale.SIMILARITY, INFINITE);
        assertEquals(0.7, alone.pValue());
    }

    @Test
    void constantsSayNothing() {
        LargestScore family = new LargestScore(2);
        family.add(new double[] {1, 1, 1 - 1e-12}, Calibration.Scale.SIMILARITY, 1);
        assertTrue(Double.isNaN(family.pValue()));
        assertThrows(IllegalArgumentException.class, () -> family.add(new double[2], Calibration.Scale.SIMILARITY, 1));
    }

    /** Thirty scores that hang together, of which the seen ones are like the shuffled ones. */
    @Test
    void keepsItsSize() {
        int rejected = 0;
        for (int i = 0; i < 2000; i++) {
            RandomStream random = RandomStream.of(i);
            double[] common = random(random, 20);
            LargestScore family = new LargestScore(19);
            for (int m = 0; m < 30; m++) {
                double[] own = random(random, 20);
                double[] scores = new double[20];
                for (int k = 0; k < 20; k++) {
                    double value = common[k] + own[k];
                    scores[k] = m % 2 == 0 ? value : StrictMath.exp(value); // skewed
                }
                family.add(scores, Calibration.Scale.SIMILARITY, INFINITE);
            }
            rejected += family.pValue() <= 0.05 ? 1 : 0;
        }
        assertEquals(0.05, rejected / 2000.0, 3 * Math.sqrt(0.05 * 0.95 / 2000));
    }

    private static double[] random(RandomStream random, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = random.nextGaussian();
        }
        return values;
    }
}
