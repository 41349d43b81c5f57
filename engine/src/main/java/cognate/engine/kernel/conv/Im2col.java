package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/**
 * The column matrix of one image, written out: element [tap, position] is the pixel that they meet, +0 if there is
 * none.
 */
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
        int start = copy.position(from / across, 0);
        int below = copy.position(1, 0) - copy.position(0, 0);
        int n = to - from;
        int at = 0;
        for (int tap : copy.taps) {
            if (stride == 1 && across <= COUNT && from % across == 0) {
                shortLines(matrix, at, n, across, pixels, tap + start, below);
            } else {
                lines(matrix, at, n, from % across, pixels, tap + start, below);
            }
            at += n;
        }
    }

    /** Lines of one vector each, of which the last may be cut. */
    private static void shortLines(float[] matrix, int at, int n, int across, float[] pixels, int row, int below) {
        int source = row;
        for (int i = at; i < at + n; i += across, source += below) {
            FloatVector.fromArray(FLOAT, pixels, source).intoArray(matrix, i);
        }
    }

    /** Lines of which the first begins at {@code first}. */
    private void lines(float[] matrix, int to, int n, int first, float[] pixels, int row, int below) {
        int across = copy.grid.columns();
        int stride = copy.grid.stride();
        int column = first;
        int source = row;
        for (int at = to, line; at < to + n; at += line, source += below, column = 0) {
            line = Math.min(to + n - at, across - column);
            int from = source + column * stride;
            if (stride == 1) {
                for (int i = 0; i < line; i += COUNT) {
                    FloatVector.fromArray(FLOAT, pixels, from + i).intoArray(matrix, at + i);
                }
            } else {
                for (int i = 0; i < line; i++) {
                    matrix[at + i] = pixels[from + i * stride];
                }
            }
        }
    }
}
