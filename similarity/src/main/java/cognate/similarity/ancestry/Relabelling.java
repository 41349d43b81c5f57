package cognate.similarity.ancestry;

import cognate.similarity.align.UnitGroups;

/**
 * New places, and signs, for the units of every space of a network.
 *
 * @param orders per space: place i is taken by unit {@code orders[space][i]}
 * @param signs per space: what the unit in place i is multiplied by, 1 or -1
 */
record Relabelling(int[][] orders, double[][] signs) {
    /**
     * The rows or columns of a matrix that take the places of the first, the second …
     *
     * @param group the space they belong to, or {@link UnitGroups#FIXED}
     * @param outer stretches of all units (gates)
     * @param units units of a stretch
     * @param inner rows or columns of a unit side by side (taps, pixels)
     */
    int[] places(int group, int outer, int units, int inner) {
        int[] places = new int[outer * units * inner];
        int at = 0;
        for (int g = 0; g < outer; g++) {
            for (int i = 0; i < units; i++) {
                int from = (g * units + (group == UnitGroups.FIXED ? i : orders[group][i])) * inner;
                for (int k = 0; k < inner; k++) {
                    places[at++] = from + k;
                }
            }
        }
        return places;
    }

    /** The signs that go with {@link #places}. */
    double[] factors(int group, int outer, int units, int inner) {
        double[] factors = new double[outer * units * inner];
        for (int at = 0; at < factors.length; at++) {
            factors[at] = group == UnitGroups.FIXED ? 1 : signs[group][at / inner % units];
        }
        return factors;
    }
}
