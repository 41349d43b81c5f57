package cognate.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernels of a convolution: some output channels at two vectors of neighbouring positions, held in registers,
 * receive the products of all taps. {@code panel} holds for each of the tile's channels its bias, from which the chain starts, then for every tap
 * the channels' weights side by side; the pixels of tap t for a vector of positions are the copy's from {@code base +
 * taps[t]} on. Nothing is read from {@code y}, whose
 * channels are {@code yRow} apart.
 */
final class ConvolutionTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    private ConvolutionTile() {}

    /** Eight channels, for the 32 registers of AVX-512. */
    static void tile8(
            int[] taps,
            float[] panel,
            int at,
            float[] copy,
            int base0,
            int base1,
            float[] y,
            int y0,
            int y1,
            int yRow) {
        FloatVector l0 = FloatVector.broadcast(FLOAT, panel[at]);
        FloatVector l1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector l2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector l3 = FloatVector.broadcast(FLOAT, panel[at + 3]);
        FloatVector l4 = FloatVector.broadcast(FLOAT, panel[at + 4]);
        FloatVector l5 = FloatVector.broadcast(FLOAT, panel[at + 5]);
        FloatVector l6 = FloatVector.broadcast(FLOAT, panel[at + 6]);
        FloatVector l7 = FloatVector.broadcast(FLOAT, panel[at + 7]);
        FloatVector r0 = l0;
        FloatVector r1 = l1;
        FloatVector r2 = l2;
        FloatVector r3 = l3;
        FloatVector r4 = l4;
        FloatVector r5 = l5;
        FloatVector r6 = l6;
        FloatVector r7 = l7;
        for (int t = 0, w = at + 8; t < taps.length; t++, w += 8) {
            FloatVector left = FloatVector.fromArray(FLOAT, copy, base0 + taps[t]);
            FloatVector right = FloatVector.fromArray(FLOAT, copy, base1 + taps[t]);
            FloatVector w0 = FloatVector.broadcast(FLOAT, panel[w]);
            l0 = w0.fma(left, l0);
            r0 = w0.fma(right, r0);
            FloatVector w1 = FloatVector.broadcast(FLOAT, panel[w + 1]);
            l1 = w1.fma(left, l1);
            r1 = w1.fma(right, r1);
            FloatVector w2 = FloatVector.broadcast(FLOAT, panel[w + 2]);
            l2 = w2.fma(left, l2);
            r2 = w2.fma(right, r2);
            FloatVector w3 = FloatVector.broadcast(FLOAT, panel[w + 3]);
            l3 = w3.fma(left, l3);
            r3 = w3.fma(right, r3);
            FloatVector w4 = FloatVector.broadcast(FLOAT, panel[w + 4]);
            l4 = w4.fma(left, l4);
            r4 = w4.fma(right, r4);
            FloatVector w5 = FloatVector.broadcast(FLOAT, panel[w + 5]);
            l5 = w5.fma(left, l5);
            r5 = w5.fma(right, r5);
            FloatVector w6 = FloatVector.broadcast(FLOAT, panel[w + 6]);
            l6 = w6.fma(left, l6);
            r6 = w6.fma(right, r6);
            FloatVector w7 = FloatVector.broadcast(FLOAT, panel[w + 7]);
            l7 = w7.fma(left, l7);
            r7 = w7.fma(right, r7);
        }
        l0.intoArray(y, y0);
        r0.intoArray(y, y1);
        l1.intoArray(y, y0 + yRow);
        r1.intoArray(y, y1 + yRow);
        l2.intoArray(y, y0 + 2 * yRow);
        r2.intoArray(y, y1 + 2 * yRow);
        l3.intoArray(y, y0 + 3 * yRow);
        r3.intoArray(y, y1 + 3 * yRow);
        l4.intoArray(y, y0 + 4 * yRow);
        r4.intoArray(y, y1 + 4 * yRow);
        l5.intoArray(y, y0 + 5 * yRow);
        r5.intoArray(y, y1 + 5 * yRow);
        l6.intoArray(y, y0 + 6 * yRow);
        r6.intoArray(y, y1 + 6 * yRow);
        l7.intoArray(y, y0 + 7 * yRow);
        r7.intoArray(y, y1 + 7 * yRow);
    }

    /** Six channels, for the 16 registers of AVX2 and below, and for few channels. */
    static void tile6(
            int[] taps,
            float[] panel,
            int at,
            float[] copy,
            int base0,
            int base1,
            float[] y,
            int y0,
            int y1,
            int yRow) {
        FloatVector l0 = FloatVector.broadcast(FLOAT, panel[at]);
        FloatVector l1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector l2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector l3 = FloatVector.broadcast(FLOAT, panel[at + 3]);
        FloatVector l4 = FloatVector.broadcast(FLOAT, panel[at + 4]);
        FloatVector l5 = FloatVector.broadcast(FLOAT, panel[at + 5]);
        FloatVector r0 = l0;
        FloatVector r1 = l1;
        FloatVector r2 = l2;
        FloatVector r3 = l3;
        FloatVector r4 = l4;
        FloatVector r5 = l5;
        for (int t = 0, w = at + 6; t < taps.length; t++, w += 6) {
            FloatVector left = FloatVector.fromArray(FLOAT, copy, base0 + taps[t]);
            FloatVector right = FloatVector.fromArray(FLOAT, copy, base1 + taps[t]);
            FloatVector w0 = FloatVector.broadcast(FLOAT, panel[w]);
            l0 = w0.fma(left, l0);
            r0 = w0.fma(right, r0);
            FloatVector w1 = FloatVector.broadcast(FLOAT, panel[w + 1]);
            l1 = w1.fma(left, l1);
            r1 = w1.fma(right, r1);
            FloatVector w2 = FloatVector.broadcast(FLOAT, panel[w + 2]);
            l2 = w2.fma(left, l2);
            r2 = w2.fma(right, r2);
            FloatVector w3 = FloatVector.broadcast(FLOAT, panel[w + 3]);
            l3 = w3.fma(left, l3);
            r3 = w3.fma(right, r3);
            FloatVector w4 = FloatVector.broadcast(FLOAT, panel[w + 4]);
            l4 = w4.fma(left, l4);
            r4 = w4.fma(right, r4);
            FloatVector w5 = FloatVector.broadcast(FLOAT, panel[w + 5]);
            l5 = w5.fma(left, l5);
            r5 = w5.fma(right, r5);
        }
        l0.intoArray(y, y0);
        r0.intoArray(y, y1);
        l1.intoArray(y, y0 + yRow);
        r1.intoArray(y, y1 + yRow);
        l2.intoArray(y, y0 + 2 * yRow);
        r2.intoArray(y, y1 + 2 * yRow);
        l3.intoArray(y, y0 + 3 * yRow);
        r3.intoArray(y, y1 + 3 * yRow);
        l4.intoArray(y, y0 + 4 * yRow);
        r4.intoArray(y, y1 + 4 * yRow);
        l5.intoArray(y, y0 + 5 * yRow);
        r5.intoArray(y, y1 + 5 * yRow);
    }
}
