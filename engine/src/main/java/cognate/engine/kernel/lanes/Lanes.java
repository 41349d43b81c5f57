package cognate.engine.kernel.lanes;

import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one place that knows the width of this machine's vectors. A class of its own, so that no early initializer makes
 * the species a non-constant for the compiler.
 */
public final class Lanes {
    /**
     * The machine's widest vectors from 128 to 512 bits: the kernels fold 4, 8 or 16 lanes. Narrower ones
     * ({@code -XX:MaxVectorSize=8}) make the JDK compute those of 128 bits in software.
     */
    public static final VectorSpecies<Float> FLOAT = species(FloatVector.SPECIES_PREFERRED.vectorBitSize());

    public static final int COUNT = FLOAT.length();

    private Lanes() {}

    private static VectorSpecies<Float> species(int bits) {
        return bits <= 128 ? FloatVector.SPECIES_128 : bits >= 512 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;
    }

    /**
     * An array in which the elements of a contiguous tensor begin at {@code offset}: its own, rarely a copy. Up to JDK
     * 25 the compiler makes vectors of a plain loop only if one index serves all arrays (JDK-8324751).
     */
    public static float[] at(Tensor x, int offset) {
        if (x.offset() == offset) {
            return x.array();
        }
        float[] copy = new float[offset + x.size()];
        System.arraycopy(x.array(), x.offset(), copy, offset, x.size());
        return copy;
    }

    /** Brings home what was written to the array that {@link #at} gave for {@code z}. */
    public static void back(float[] array, int offset, Tensor z) {
        if (array != z.array()) {
            System.arraycopy(array, offset, z.array(), z.offset(), z.size());
        }
    }

    /** Elements {@code i … i + COUNT - 1} of a contiguous tensor. */
    public static FloatVector load(Tensor x, int i) {
        return FloatVector.fromArray(FLOAT, x.array(), x.offset() + i);
    }

    /** Element {@code i} of a contiguous tensor. */
    public static float get(Tensor x, int i) {
        return x.array()[x.offset() + i];
    }

    /** Puts {@code value} into element {@code i} of a contiguous tensor. */
    public static void set(Tensor z, int i, float value) {
        z.array()[z.offset() + i] = value;
    }
}
