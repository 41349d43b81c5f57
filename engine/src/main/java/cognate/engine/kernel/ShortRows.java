package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Copies of the rows of small images, for which {@code System.arraycopy} takes longer to begin than to copy. */
final class ShortRows {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    private ShortRows() {}

    // a second, narrower species for rows below a vector would spoil the profiles that all kernels share: 20 times
    // slower

    /** Copies n floats between different arrays, the last vector overlapping the one before. */
    static void copy(float[] from, int at, float[] to, int toAt, int n) {
        if (n >= Lanes.COUNT) {
            int last = n - Lanes.COUNT;
            for (int i = 0; i < last; i += Lanes.COUNT) {
                FloatVector.fromArray(FLOAT, from, at + i).intoArray(to, toAt + i);
            }
            FloatVector.fromArray(FLOAT, from, at + last).intoArray(to, toAt + last);
        } else {
            for (int i = 0; i < n; i++) {
                to[toAt + i] = from[at + i];
            }
        }
    }
}
