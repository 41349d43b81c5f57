package cognate.engine.kernel.lanes;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The width of this machine's vectors of doubles; a class of its own for the reason given in {@link Lanes}. */
public final class DoubleLanes {
    public static final VectorSpecies<Double> DOUBLE =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Lanes.FLOAT.vectorBitSize()));
    public static final int COUNT = DOUBLE.length();

    private DoubleLanes() {}
}
