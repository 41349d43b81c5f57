package cognate.engine.kernel;

import cognate.engine.tensor.Tensor;
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

    /** Elements {@code i … i + COUNT - 1} of a contiguous tensor. */
    static FloatVector load(Tensor x, int i) {
        return FloatVector.fromArray(FLOAT, x.array(), x.offset() + i);
    }

    /** Puts {@code value} into elements {@code i … i + COUNT - 1} of a contiguous tensor. */
    static void store(Tensor z, int i, FloatVector value) {
        value.intoArray(z.array(), z.offset() + i);
    }

    /** Element {@code i} of a contiguous tensor. */
    static float get(Tensor x, int i) {
        return x.array()[x.offset() + i];
    }

    /** Puts {@code value} into element {@code i} of a contiguous tensor. */
    static void set(Tensor z, int i, float value) {
        z.array()[z.offset() + i] = value;
    }
}
