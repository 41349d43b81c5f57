package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The quick form of the table of stats/README.md. */
class CalibrationSizesTest {
    private static final int SIMULATIONS = 60;
    private static final int PERMUTATIONS = 19;

    private static CalibrationSizes simulate(CalibrationSizes.Law law, CalibrationSizes.Kind kind, int simulations) {
        RandomStream stream = RandomStream.of(5).split(law.toString());
        return CalibrationSizes.simulate(law, kind, simulations, PERMUTATIONS, stream, Workers.single());
    }

    /** Independent layers: of sixty, more than eight would be beyond three standard errors. */
    @ParameterizedTest
    @EnumSource(CalibrationSizes.Law.class)
    void keepsItsSize(CalibrationSizes.Law law) {
        double most = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / SIMULATIONS);
        for (var kind : new CalibrationSizes.Kind[] {CalibrationSizes.Kind.LAYERS, CalibrationSizes.Kind.BLOCKS}) {
            simulate(law, kind, SIMULATIONS)
                    .shares()
                    .forEach((name, share) -> assertTrue(share <= most, kind + " " + name + " " + share));
        }
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
