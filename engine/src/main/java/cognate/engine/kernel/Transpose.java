package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks of 16 × 16 floats in 512-bit registers. In each of four steps the element in vector v, lane l changes
 * places with its mirror image in one bit of the indices v and l; two steps are done per pass over the block.
 */
final class Transpose {
    static final int SIZE = 16;

    private static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_512;
    private static final VectorShuffle<Float> SWAP8 = VectorShuffle.fromOp(FLOAT, l -> l ^ 8);
    private static final VectorShuffle<Float> SWAP4 = VectorShuffle.fromOp(FLOAT, l -> l ^ 4);
    private static final VectorShuffle<Float> SWAP2 = VectorShuffle.fromOp(FLOAT, l -> l ^ 2);
    private static final VectorShuffle<Float> SWAP1 = VectorShuffle.fromOp(FLOAT, l -> l ^ 1);
    private static final VectorMask<Float> HIGH8 = VectorMask.fromLong(FLOAT, 0xFF00);
    private static final VectorMask<Float> HIGH4 = VectorMask.fromLong(FLOAT, 0xF0F0);
    private static final VectorMask<Float> HIGH2 = VectorMask.fromLong(FLOAT, 0xCCCC);
    private static final VectorMask<Float> HIGH1 = VectorMask.fromLong(FLOAT, 0xAAAA);
    private static final VectorMask<Float> LOW8 = HIGH8.not();
    private static final VectorMask<Float> LOW4 = HIGH4.not();
    private static final VectorMask<Float> LOW2 = HIGH2.not();
    private static final VectorMask<Float> LOW1 = HIGH1.not();

    private Transpose() {}

    /** {@code to[toAt + j * toRow + i] = from[at + i * row + j]} for i and j below 16. */
    static void block(float[] from, int at, int row, float[] to, int toAt, int toRow) {
        for (int i = 0; i < 4; i++) {
            FloatVector a = FloatVector.fromArray(FLOAT, from, at + i * row);
            FloatVector b = FloatVector.fromArray(FLOAT, from, at + (i + 4) * row);
            FloatVector c = FloatVector.fromArray(FLOAT, from, at + (i + 8) * row);
            FloatVector d = FloatVector.fromArray(FLOAT, from, at + (i + 12) * row);
            FloatVector a8 = a.blend(c.rearrange(SWAP8), HIGH8);
            FloatVector b8 = b.blend(d.rearrange(SWAP8), HIGH8);
            FloatVector c8 = c.blend(a.rearrange(SWAP8), LOW8);
            FloatVector d8 = d.blend(b.rearrange(SWAP8), LOW8);
            a8.blend(b8.rearrange(SWAP4), HIGH4).intoArray(to, toAt + i * toRow);
            b8.blend(a8.rearrange(SWAP4), LOW4).intoArray(to, toAt + (i + 4) * toRow);
            c8.blend(d8.rearrange(SWAP4), HIGH4).intoArray(to, toAt + (i + 8) * toRow);
            d8.blend(c8.rearrange(SWAP4), LOW4).intoArray(to, toAt + (i + 12) * toRow);
        }
        for (int i = 0; i < SIZE; i += 4) {
            int first = toAt + i * toRow;
            FloatVector a = FloatVector.fromArray(FLOAT, to, first);
            FloatVector b = FloatVector.fromArray(FLOAT, to, first + toRow);
            FloatVector c = FloatVector.fromArray(FLOAT, to, first + 2 * toRow);
            FloatVector d = FloatVector.fromArray(FLOAT, to, first + 3 * toRow);
            FloatVector a2 = a.blend(c.rearrange(SWAP2), HIGH2);
            FloatVector b2 = b.blend(d.rearrange(SWAP2), HIGH2);
            FloatVector c2 = c.blend(a.rearrange(SWAP2), LOW2);
            FloatVector d2 = d.blend(b.rearrange(SWAP2), LOW2);
            a2.blend(b2.rearrange(SWAP1), HIGH1).intoArray(to, first);
            b2.blend(a2.rearrange(SWAP1), LOW1).intoArray(to, first + toRow);
            c2.blend(d2.rearrange(SWAP1), HIGH1).intoArray(to, first + 2 * toRow);
            d2.blend(c2.rearrange(SWAP1), LOW1).intoArray(to, first + 3 * toRow);
        }
    }
}
