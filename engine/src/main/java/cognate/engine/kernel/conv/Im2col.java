package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/** The column matrix of one image, written out: element [tap, position] is the pixel that they meet, +0 if there is none. */
final class Im2col {
    /** Floats that may be written behind the matrix, and are read behind the copy. */
    static final int SLACK = COUNT;

    private final PaddedCopy copy;

    Im2col(PaddedCopy copy) {
        this.copy = copy;
    }

    /**
     * Writes the columns of the positions {@code from} … {@code to - 1}, rows of {@code to - from}; each row may be
     * followed by what the next one overwrites.
     *
     * @param pixels one image as {@link PaddedCopy} has it
     */
    void write(float[] matrix, float[] pixels, int from, int to) {
        int across = copy.grid.columns();
        int stride = copy.grid.stride();
        int at = 0;
        for (int tap : copy.taps) {
            for (int p = from; p < to; ) {
                int line = Math.min(to - p, across - p % across);
                int source = tap + copy.position(p / across, p % across);
                if (stride == 1) {
                    for (int i = 0; i < line; i += COUNT) {
                        FloatVector.fromArray(FLOAT, pixels, source + i).intoArray(matrix, at + i);
                    }
                } else {
                    for (int i = 0; i < line; i++) {
                        matrix[at + i] = pixels[source + i * stride];
                    }
                }
                at += line;
                p += line;
            }
        }
    }
}
