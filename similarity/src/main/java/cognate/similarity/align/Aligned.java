package cognate.similarity.align;

import cognate.models.layer.Sequential;

/**
 * A network whose hidden units are matched to another's.
 *
 * @param network computes what it did, with its units in other places
 * @param objective what was maximized, in [-1, 1]; 1 where the two agree in all of it
 */
public record Aligned(Sequential network, double objective) {}
