package cognate.similarity.ancestry;

/**
 * New places, and signs, for the units of a network, as a {@link cognate.models.wiring.UnitTransform} takes them.
 *
 * @param order [units of the wiring]: unit u becomes what unit {@code order[u]} was
 * @param signs [units of the wiring]: what it is multiplied by, 1 or -1
 */
record Relabelling(int[] order, double[] signs) {}
