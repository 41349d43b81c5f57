package cognate.stats.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    /** The seen score, then 0.01, 0.02 … 0.19. */
    private static double[] scores(double seen) {
        double[] scores = new double[20];
        scores[0] = seen;
        for (int k = 1; k < 20; k++) {
            scores[k] = k / 100.0;
        }
        return scores;
    }

    @Test
    void ofASimilarity() {
        Calibration beyond = Calibration.of(scores(0.595), Calibration.Scale.SIMILARITY, 1, 0.05);
        assertEquals(0.05, beyond.pValue(), 1e-15);
        assertEquals(0.19, beyond.threshold());
        assertEquals(0.5, beyond.calibrated(), 1e-12);
        assertEquals(19, beyond.permutations());
        Calibration within = Calibration.of(scores(0.155), Calibration.Scale.SIMILARITY, 1, 0.05);
        assertEquals(0.25, within.pValue(), 1e-15); // four of nineteen and itself
        assertEquals(0, within.calibrated());
        assertEquals(
                0.18,
                Calibration.of(scores(0.5), Calibration.Scale.SIMILARITY, 1, 0.1)
                        .threshold());
    }

    @Test
    void ofADistance() {
        Calibration near = Calibration.of(scores(0.005), Calibration.Scale.DISTANCE, INFINITE, 0.05);
        assertEquals(0.05, near.pValue(), 1e-15);
        assertEquals(0.01, near.threshold());
        assertEquals(0.5, near.calibrated(), 1e-12);
        Calibration far = Calibration.of(scores(0.3), Calibration.Scale.DISTANCE, INFINITE, 0.05);
        assertEquals(1, far.pValue());
        assertEquals(0, far.calibrated());
    }

    /** A score is beyond its threshold just where its p-value is at most alpha. */
    @Test
    void thresholdAndPValueAgree() {
        for (double alpha : new double[] {0.05, 0.1, 0.25, 0.5, 0.95}) {
            for (double seen = 0.005; seen < 0.2; seen += 0.01) {
                Calibration found = Calibration.of(scores(seen), Calibration.Scale.SIMILARITY, 1, alpha);
                assertEquals(found.pValue() <= alpha + 1e-12, found.calibrated() > 0, seen + " at " + alpha);
            }
        }
    }

    @Test
    void differencesInTheLastBitsAreTies() {
        double[] scores = scores(0.19 + 1e-12);
        assertEquals(
                0.1,
                Calibration.of(scores, Calibration.Scale.SIMILARITY, 1, 0.05).pValue(),
                1e-15);
        double[] large = scores(0.01 - 1e-12);
        for (int k = 0; k < 20; k++) {
            large[k] *= 1e6; // ties are relative where a scale has no end
        }
        assertEquals(
                0.1,
                Calibration.of(large, Calibration.Scale.DISTANCE, INFINITE, 0.05)
                        .pValue(),
                1e-15);
        assertEquals(
                0.05, Calibration.of(large, Calibration.Scale.DISTANCE, 1, 0.05).pValue(), 1e-15);
    }

    @Test
    void tooFewShufflesGiveNoThreshold() {
        Calibration few = Calibration.of(scores(0.9), Calibration.Scale.SIMILARITY, 1, 0.01);
        assertEquals(0.05, few.pValue(), 1e-15);
        assertTrue(Double.isNaN(few.threshold()) && Double.isNaN(few.calibrated()));
        double[] saturated = new double[20];
        Arrays.fill(saturated, 1);
        Calibration none = Calibration.of(saturated, Calibration.Scale.SIMILARITY, 1, 0.05);
        assertEquals(1, none.pValue());
        assertEquals(0, none.calibrated());
    }
}
