package cognate.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The width of this machine's vectors of doubles; a class of its own for the reason given in {@link Lanes}. */
final class DoubleLanes {
    static final VectorSpecies<Double> DOUBLE = DoubleVector.SPECIES_PREFERRED;
    static final int COUNT = DOUBLE.length();

    private DoubleLanes() {}
}
