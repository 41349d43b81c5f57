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

    /**
     * An array in which the elements of a contiguous tensor begin at {@code offset}: its own, rarely a copy. Up to JDK
     * 25 the compiler makes vectors of a plain loop only if one index serves all arrays (JDK-8324751).
     */
    static float[] at(Tensor x, int offset) {
        if (x.offset() == offset) {
            return x.array();
        }
        float[] copy = new float[offset + x.size()];
        System.arraycopy(x.array(), x.offset(), copy, offset, x.size());
        return copy;
    }

    /** Brings home what was written to the array that {@link #at} gave for {@code z}. */
    static void back(float[] array, int offset, Tensor z) {
        if (array != z.array()) {
            System.arraycopy(array, offset, z.array(), z.offset(), z.size());
        }
    }

    /** Elements {@code i … i + COUNT - 1} of a contiguous tensor. */
    static FloatVector load(Tensor x, int i) {
        return FloatVector.fromArray(FLOAT, x.array(), x.offset() + i);
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
