package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The quick form of the table of stats/README.md. */
class CalibrationSizesTest {
    private static final int SIMULATIONS = 40;
    private static final int PERMUTATIONS = 19;

    private static CalibrationSizes simulate(CalibrationSizes.Law law, CalibrationSizes.Kind kind, int simulations) {
        RandomStream stream = RandomStream.of(5).split(law.toString());
        return CalibrationSizes.simulate(law, kind, simulations, PERMUTATIONS, stream, Workers.single());
    }

    /** Over three laws; four standard errors, for there are thirty measures. */
    @ParameterizedTest
    @EnumSource(
            value = CalibrationSizes.Kind.class,
            names = {"LAYERS", "BLOCKS"})
    void keepsItsSize(CalibrationSizes.Kind kind) {
        CalibrationSizes.Law[] laws = CalibrationSizes.Law.values();
        Map<String, Double> means = new TreeMap<>();
        for (CalibrationSizes.Law law : laws) {
            simulate(law, kind, SIMULATIONS)
                    .shares()
                    .forEach((name, share) -> means.merge(name, share / laws.length, Double::sum));
        }
        double most = 0.05 + 4 * Math.sqrt(0.05 * 0.95 / (laws.length * SIMULATIONS));
        means.forEach((name, mean) -> assertTrue(mean <= most, name + " " + mean));
        assertTrue(means.get(CalibrationSizes.FAMILY) > 0, "tests that never reject prove nothing");
    }

    /**
     * Shuffles that part what belongs together: were this found to keep its size, the test above would show nothing.
     */
    @Test
    void freeRowsRejectTooOften() {
        var found = simulate(CalibrationSizes.Law.GAUSSIAN, CalibrationSizes.Kind.FREE_ROWS, 5);
        assertEquals(1, found.shares().get(CalibrationSizes.FAMILY));
        assertEquals(1, found.shares().get("cka.linear"));
        assertEquals(1, found.shares().get("distanceCorrelation"));
    }

    /** Were X shuffled along with Y, every shuffle would give the score that is seen, and none would be found. */
    @Test
    void findsRelatedPairs() {
        simulate(CalibrationSizes.Law.GAUSSIAN, CalibrationSizes.Kind.RELATED, 5)
                .shares()
                .forEach((name, share) -> assertTrue(share >= 0.8, name + " " + share));
    }
}
