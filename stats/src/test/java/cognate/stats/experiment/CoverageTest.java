package cognate.stats.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.experiment.Coverage.Population;
import cognate.stats.experiment.Coverage.Sharing;
import cognate.stats.experiment.SimulatedNetworks.Law;
import org.junit.jupiter.api.Test;

/** A small part of the table of stats/README.md. */
class CoverageTest {
    private static final int[] TEN_AND_TEN = {10, 10};

    private static Coverage simulate(Law law, boolean apart, Sharing sharing, int simulations, Workers workers) {
        Population population = Population.of(law, 2, apart, 20_000);
        return Coverage.simulate(population, TEN_AND_TEN, sharing, simulations, RandomStream.of(3), workers);
    }

    private static Coverage simulate(Law law, boolean apart, Sharing sharing) {
        return simulate(law, apart, sharing, 1000, Workers.single());
    }

    /**
     * Kinds that lie symmetrically leave to single networks no part of the variance. Of these intervals of D .982 hold
     * the truth without the variance of pairs (independent), .984 if a network of the same block counts (tied).
     */
    @Test
    void holdsWhereOnlyPairsVary() {
        assertTrue(simulate(Law.CLUSTERS, false, Sharing.INDEPENDENT).closeness() >= 0.995);
        assertTrue(simulate(Law.CLUSTERS, false, Sharing.TIED).closeness() >= 0.995);
    }

    /** Without the limits on the logarithmic scale .981, .991 and .993 of these hold the truth. */
    @Test
    void holdsWhereConditionsDiffer() {
        Coverage tied = simulate(Law.GAUSSIAN, true, Sharing.TIED);
        assertTrue(tied.closeness() >= 0.99, tied.toString());
        assertTrue(tied.spreads() >= 0.993, tied.toString());
        assertTrue(tied.within() >= 0.995, tied.toString());
    }

    /**
     * Of these intervals within .977 hold the truth without the logarithmic limits, .926 without Hall's form as well.
     */
    @Test
    void holdsUnderSkewness() {
        Coverage skewed = simulate(Law.SKEWED, false, Sharing.MIXED);
        assertTrue(skewed.within() >= 0.98, skewed.toString());
        assertTrue(skewed.sizeAt05() <= 0.05 && skewed.sizeAt05() > 0.01, skewed.toString());
        assertTrue(skewed.sizeAt01() <= 0.01, skewed.toString());
    }

    @Test
    void sameForAnyNumberOfThreads() {
        try (Workers three = Workers.of(3)) {
            assertEquals(
                    simulate(Law.EXPONENTIAL, false, Sharing.MIXED, 60, Workers.single()),
                    simulate(Law.EXPONENTIAL, false, Sharing.MIXED, 60, three));
        }
    }
}
