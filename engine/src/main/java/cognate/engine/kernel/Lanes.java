package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one place that knows the width of this machine's vectors. A class of its own, so that no early initializer makes
 * the species a non-constant for the compiler.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = FLOAT.length();

    private Lanes() {}
}
