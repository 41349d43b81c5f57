package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.FloatVector;

/**
 * The positive part of the largest of two by two pixels of sixteen images: the bits of {@link Pooling} of rectified
 * pixels. A winner is the number of the largest pixel in row-major order, the first of equal ones, or −1 if it is not
 * positive.
 */
final class ImagePooling {
    private static final int LANES = ImageLanes.COUNT;

    private ImagePooling() {}

    /** Replaces pixels [rows, columns, 16], both even, by [rows / 2, columns / 2, 16] from the same place on. */
    static void max(float[] pixels, int at, int rows, int columns, float[] winners, int winnersAt) {
        FloatVector zero = FloatVector.zero(FLOAT);
        FloatVector last = FloatVector.broadcast(FLOAT, 3f);
        FloatVector none = FloatVector.broadcast(FLOAT, -1f);
        int down = columns * LANES;
        int to = 0;
        for (int row = 0; row < rows; row += 2) {
            for (int i = 0; i < down; i += 2 * LANES, to += LANES) {
                for (int lane = 0; lane < LANES; lane += COUNT) {
                    int from = at + row * down + i + lane;
                    FloatVector a = FloatVector.fromArray(FLOAT, pixels, from);
                    FloatVector b = FloatVector.fromArray(FLOAT, pixels, from + LANES);
                    FloatVector c = FloatVector.fromArray(FLOAT, pixels, from + down);
                    FloatVector m = a.max(b).max(c.max(FloatVector.fromArray(FLOAT, pixels, from + down + LANES)));
                    FloatVector winner = last.blend(2f, c.compare(EQ, m));
                    winner = winner.blend(1f, b.compare(EQ, m));
                    winner = winner.blend(0f, a.compare(EQ, m));
                    none.blend(winner, m.compare(GT, zero)).intoArray(winners, winnersAt + to + lane);
                    m.max(zero).intoArray(pixels, at + to + lane);
                }
            }
        }
    }

    /** Spreads a row of gradients to the winners of two by two pixels, rows twice as long; the others become zero. */
    static void spread(float[] gradients, int from, int row, float[] winners, int winnersAt, float[] pixels, int to) {
        FloatVector zero = FloatVector.zero(FLOAT);
        for (int i = 0; i < row; i += LANES) {
            for (int lane = i; lane < i + LANES; lane += COUNT) {
                FloatVector g =
                        FloatVector.fromArray(FLOAT, gradients, from + lane).add(zero); // a sum from +0
                FloatVector winner = FloatVector.fromArray(FLOAT, winners, winnersAt + lane);
                int at = to + i + lane;
                zero.blend(g, winner.compare(EQ, 0f)).intoArray(pixels, at);
                zero.blend(g, winner.compare(EQ, 1f)).intoArray(pixels, at + LANES);
                zero.blend(g, winner.compare(EQ, 2f)).intoArray(pixels, at + 2 * row);
                zero.blend(g, winner.compare(EQ, 3f)).intoArray(pixels, at + 2 * row + LANES);
            }
        }
    }
}
