package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernels of a convolution: some output channels at some positions, one vector of images each, held in
 * registers, receive the products of the taps {@code from} … {@code to - 1}. {@code panel} holds for these channels
 * side by side their biases, from which the chains start, then every tap's weights; {@code taps} are pairs of a pixel's
 * distance from {@code base} in the copy and of weights in the panel. The pixels of the second and third position are
 * {@code right} and {@code down} from the first, that of the fourth both; their outputs {@code yRight} and
 * {@code yDown}, channels {@code yRow} apart. They load {@code y} first, from the second call on, and store it last.
 */
final class ConvolutionTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    private ConvolutionTile() {}

    /** Channels of a tile for so many: the number that is sooner filled of those that the registers hold. */
    static int width(int channels) {
        if (Lanes.COUNT < 16) {
            return 3;
        }
        return (channels + 5) / 6 * 6 < (channels + 3) / 4 * 4 ? 6 : 4;
    }

    /** Rows of the positions of a tile of so many channels: six have three positions in a row, others two by two. */
    static int rows(int width) {
        return width == 6 ? 1 : 2;
    }

    /** Columns of the positions of a tile of so many channels. */
    static int columns(int width) {
        return width == 6 ? 3 : 2;
    }

    /** Four channels, for the 32 registers of AVX-512. */
    static void four(
            int[] taps,
            int from,
            int to,
            float[] panel,
            int at,
            float[] copy,
            int base,
            int right,
            int down,
            float[] y,
            int y0,
            int yRight,
            int yDown,
            int yRow) {
        FloatVector a0 = FloatVector.broadcast(FLOAT, panel[at]);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector d0 = a0;
        FloatVector a1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector d1 = a1;
        FloatVector a2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector b2 = a2;
        FloatVector c2 = a2;
        FloatVector d2 = a2;
        FloatVector a3 = FloatVector.broadcast(FLOAT, panel[at + 3]);
        FloatVector b3 = a3;
        FloatVector c3 = a3;
        FloatVector d3 = a3;
        if (from > 0) {
            a0 = FloatVector.fromArray(FLOAT, y, y0);
            b0 = FloatVector.fromArray(FLOAT, y, y0 + yRight);
            c0 = FloatVector.fromArray(FLOAT, y, y0 + yDown);
            d0 = FloatVector.fromArray(FLOAT, y, y0 + yDown + yRight);
            a1 = FloatVector.fromArray(FLOAT, y, y0 + yRow);
            b1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yRight);
            c1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yDown);
            d1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yDown + yRight);
            a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow);
            b2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yRight);
            c2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yDown);
            d2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yDown + yRight);
            a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow);
            b3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow + yRight);
            c3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow + yDown);
            d3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow + yDown + yRight);
        }
        for (int i = from; i < to; i += 2) {
            int tap = base + taps[i];
            int w = at + taps[i + 1];
            FloatVector a = FloatVector.fromArray(FLOAT, copy, tap);
            FloatVector b = FloatVector.fromArray(FLOAT, copy, tap + right);
            FloatVector c = FloatVector.fromArray(FLOAT, copy, tap + down);
            FloatVector d = FloatVector.fromArray(FLOAT, copy, tap + down + right);
            FloatVector w0 = FloatVector.broadcast(FLOAT, panel[w]);
            a0 = w0.fma(a, a0);
            b0 = w0.fma(b, b0);
            c0 = w0.fma(c, c0);
            d0 = w0.fma(d, d0);
            FloatVector w1 = FloatVector.broadcast(FLOAT, panel[w + 1]);
            a1 = w1.fma(a, a1);
            b1 = w1.fma(b, b1);
            c1 = w1.fma(c, c1);
            d1 = w1.fma(d, d1);
            FloatVector w2 = FloatVector.broadcast(FLOAT, panel[w + 2]);
            a2 = w2.fma(a, a2);
            b2 = w2.fma(b, b2);
            c2 = w2.fma(c, c2);
            d2 = w2.fma(d, d2);
            FloatVector w3 = FloatVector.broadcast(FLOAT, panel[w + 3]);
            a3 = w3.fma(a, a3);
            b3 = w3.fma(b, b3);
            c3 = w3.fma(c, c3);
            d3 = w3.fma(d, d3);
        }
        a0.intoArray(y, y0);
        b0.intoArray(y, y0 + yRight);
        c0.intoArray(y, y0 + yDown);
        d0.intoArray(y, y0 + yDown + yRight);
        a1.intoArray(y, y0 + yRow);
        b1.intoArray(y, y0 + yRow + yRight);
        c1.intoArray(y, y0 + yRow + yDown);
        d1.intoArray(y, y0 + yRow + yDown + yRight);
        a2.intoArray(y, y0 + 2 * yRow);
        b2.intoArray(y, y0 + 2 * yRow + yRight);
        c2.intoArray(y, y0 + 2 * yRow + yDown);
        d2.intoArray(y, y0 + 2 * yRow + yDown + yRight);
        a3.intoArray(y, y0 + 3 * yRow);
        b3.intoArray(y, y0 + 3 * yRow + yRight);
        c3.intoArray(y, y0 + 3 * yRow + yDown);
        d3.intoArray(y, y0 + 3 * yRow + yDown + yRight);
    }

    /** Three channels, for 16 registers. */
    static void three(
            int[] taps,
            int from,
            int to,
            float[] panel,
            int at,
            float[] copy,
            int base,
            int right,
            int down,
            float[] y,
            int y0,
            int yRight,
            int yDown,
            int yRow) {
        FloatVector a0 = FloatVector.broadcast(FLOAT, panel[at]);
        FloatVector b0 = a0;
        FloatVector c0 = a0;
        FloatVector d0 = a0;
        FloatVector a1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector d1 = a1;
        FloatVector a2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector b2 = a2;
        FloatVector c2 = a2;
        FloatVector d2 = a2;
        if (from > 0) {
            a0 = FloatVector.fromArray(FLOAT, y, y0);
            b0 = FloatVector.fromArray(FLOAT, y, y0 + yRight);
            c0 = FloatVector.fromArray(FLOAT, y, y0 + yDown);
            d0 = FloatVector.fromArray(FLOAT, y, y0 + yDown + yRight);
            a1 = FloatVector.fromArray(FLOAT, y, y0 + yRow);
            b1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yRight);
            c1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yDown);
            d1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yDown + yRight);
            a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow);
            b2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yRight);
            c2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yDown);
            d2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yDown + yRight);
        }
        for (int i = from; i < to; i += 2) {
            int tap = base + taps[i];
            int w = at + taps[i + 1];
            FloatVector a = FloatVector.fromArray(FLOAT, copy, tap);
            FloatVector b = FloatVector.fromArray(FLOAT, copy, tap + right);
            FloatVector c = FloatVector.fromArray(FLOAT, copy, tap + down);
            FloatVector d = FloatVector.fromArray(FLOAT, copy, tap + down + right);
            FloatVector w0 = FloatVector.broadcast(FLOAT, panel[w]);
            a0 = w0.fma(a, a0);
            b0 = w0.fma(b, b0);
            c0 = w0.fma(c, c0);
            d0 = w0.fma(d, d0);
            FloatVector w1 = FloatVector.broadcast(FLOAT, panel[w + 1]);
            a1 = w1.fma(a, a1);
            b1 = w1.fma(b, b1);
            c1 = w1.fma(c, c1);
            d1 = w1.fma(d, d1);
            FloatVector w2 = FloatVector.broadcast(FLOAT, panel[w + 2]);
            a2 = w2.fma(a, a2);
            b2 = w2.fma(b, b2);
            c2 = w2.fma(c, c2);
            d2 = w2.fma(d, d2);
        }
        a0.intoArray(y, y0);
        b0.intoArray(y, y0 + yRight);
        c0.intoArray(y, y0 + yDown);
        d0.intoArray(y, y0 + yDown + yRight);
        a1.intoArray(y, y0 + yRow);
        b1.intoArray(y, y0 + yRow + yRight);
        c1.intoArray(y, y0 + yRow + yDown);
        d1.intoArray(y, y0 + yRow + yDown + yRight);
        a2.intoArray(y, y0 + 2 * yRow);
        b2.intoArray(y, y0 + 2 * yRow + yRight);
        c2.intoArray(y, y0 + 2 * yRow + yDown);
        d2.intoArray(y, y0 + 2 * yRow + yDown + yRight);
    }
}
