package cognate.stats.htt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The size of both tests where the hypothesis is true: at most alpha, up to three standard errors of the simulation.
 */
class CalibrationTest {
    private static final int SIMULATIONS = 200;
    private static final int PERMUTATIONS = 199;

    @Test
    void fewNetworksOfTwoConditions() {
        keepsItsSize(Populations.networks(List.of("a", "b"), List.of(10, 10)), 0);
    }

    @Test
    void unequalCountsOfFiveConditions() {
        keepsItsSize(Populations.networks(List.of("a", "b", "c", "d", "e"), List.of(12, 6, 9, 20, 7)), 0);
    }

    @Test
    void conditionsThatShareSeeds() {
        keepsItsSize(Populations.blocked(List.of("a", "b", "c"), 12), 1.5);
    }

    private static void keepsItsSize(Design design, double ofBlock) {
        double[] levels = {0.01, 0.05, 0.2};
        int[] told = new int[levels.length];
        int[] closer = new int[levels.length];
        for (int i = 0; i < SIMULATIONS; i++) {
            double[][] similarity = Populations.similarity(design, 0, ofBlock, 1000 + i);
            HttSettings settings = new HttSettings(0.6, 0.05, i, PERMUTATIONS, 1);
            double accuracy = Htt.classify(design, similarity, settings, Workers.single())
                    .pValue()
                    .value();
            double distance = Distance.test(design, similarity, settings, Workers.single())
                    .pValue()
                    .value();
            for (int k = 0; k < levels.length; k++) {
                told[k] += accuracy <= levels[k] ? 1 : 0;
                closer[k] += distance <= levels[k] ? 1 : 0;
            }
        }
        assertTrue(told[2] > 0 && closer[2] > 0, "a test that never rejects proves nothing");
        for (int k = 0; k < levels.length; k++) {
            double most = SIMULATIONS * levels[k] + 3 * Math.sqrt(SIMULATIONS * levels[k] * (1 - levels[k]));
            String counts = told[k] + ", " + closer[k] + " of " + SIMULATIONS + " at " + levels[k];
            assertTrue(told[k] <= most, "classification: " + counts);
            assertTrue(closer[k] <= most, "distance: " + counts);
        }
    }
}
