package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Labellings;
import cognate.stats.test.Orbit;
import cognate.stats.test.PermutationTest;

/**
 * The p-value of a permutation test with what bounds it.
 *
 * @param value the p-value
 * @param labellings how many labellings the statistic can tell apart; exact up to {@link Orbit#MOST}
 * @param smallest the smallest value that it can take in this design
 * @param drawn whether labellings were drawn: a value at the smallest is then an upper bound
 */
public record PValue(double value, long labellings, double smallest, boolean drawn) {
    /**
     * Runs the test.
     *
     * @param named whether the statistic sees the names of the labels
     */
    static PValue of(
            Labellings labellings,
            PermutationTest.Statistic statistic,
            boolean named,
            int permutations,
            RandomStream stream,
            Workers workers) {
        Orbit orbit = labellings.orbit();
        return new PValue(
                PermutationTest.pValue(labellings, statistic, named, permutations, stream, workers),
                number(orbit, named),
                smallest(orbit, named, permutations),
                !PermutationTest.enumerates(orbit, named, permutations));
    }

    /** How many labellings a statistic can tell apart. */
    static long number(Orbit orbit, boolean named) {
        return named ? orbit.count() : orbit.distinct();
    }

    /** The smallest p-value of a design with these labellings. */
    public static double smallest(Orbit orbit, boolean named, int permutations) {
        return PermutationTest.enumerates(orbit, named, permutations)
                ? 1.0 / number(orbit, named)
                : StrictMath.max(1.0 / number(orbit, named), 1.0 / (1.0 + permutations));
    }

    /** Whether the true value may be smaller: it was bounded by the number of draws. */
    public boolean atFloor() {
        return drawn && value <= smallest;
    }
}
