package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernels of a convolution of one image: some output channels at two vectors of neighbouring positions, held
 * in registers, receive the products of all taps. {@code panel} holds for these channels side by side their biases,
 * from which the chains start, then every tap's weights; the pixels of tap t for a vector are the copy's from
 * {@code leftAt} or {@code rightAt + taps[t]} on. The outputs of both are {@code next} apart, channels {@code plane}.
 * Nothing is read from {@code y}.
 */
final class ConvolutionRowTile {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    /** Channels of a tile. */
    static final int WIDTH = Lanes.COUNT >= 16 ? 8 : 4;

    private ConvolutionRowTile() {}

    /** Eight channels, for the 32 registers of AVX-512. */
    static void eight(
            int[] taps,
            float[] panel,
            int at,
            float[] copy,
            int leftAt,
            int rightAt,
            float[] y,
            int y0,
            int next,
            int plane) {
        FloatVector l0 = FloatVector.broadcast(FLOAT, panel[at]);
        FloatVector r0 = l0;
        FloatVector l1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector r1 = l1;
        FloatVector l2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector r2 = l2;
        FloatVector l3 = FloatVector.broadcast(FLOAT, panel[at + 3]);
        FloatVector r3 = l3;
        FloatVector l4 = FloatVector.broadcast(FLOAT, panel[at + 4]);
        FloatVector r4 = l4;
        FloatVector l5 = FloatVector.broadcast(FLOAT, panel[at + 5]);
        FloatVector r5 = l5;
        FloatVector l6 = FloatVector.broadcast(FLOAT, panel[at + 6]);
        FloatVector r6 = l6;
        FloatVector l7 = FloatVector.broadcast(FLOAT, panel[at + 7]);
        FloatVector r7 = l7;
        for (int t = 0, w = at + 8; t < taps.length; t++, w += 8) {
            FloatVector left = FloatVector.fromArray(FLOAT, copy, leftAt + taps[t]);
            FloatVector right = FloatVector.fromArray(FLOAT, copy, rightAt + taps[t]);
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
        r0.intoArray(y, y0 + next);
        l1.intoArray(y, y0 + plane);
        r1.intoArray(y, y0 + plane + next);
        l2.intoArray(y, y0 + 2 * plane);
        r2.intoArray(y, y0 + 2 * plane + next);
        l3.intoArray(y, y0 + 3 * plane);
        r3.intoArray(y, y0 + 3 * plane + next);
        l4.intoArray(y, y0 + 4 * plane);
        r4.intoArray(y, y0 + 4 * plane + next);
        l5.intoArray(y, y0 + 5 * plane);
        r5.intoArray(y, y0 + 5 * plane + next);
        l6.intoArray(y, y0 + 6 * plane);
        r6.intoArray(y, y0 + 6 * plane + next);
        l7.intoArray(y, y0 + 7 * plane);
        r7.intoArray(y, y0 + 7 * plane + next);
    }

    /** Four channels. */
    static void four(
            int[] taps,
            float[] panel,
            int at,
            float[] copy,
            int leftAt,
            int rightAt,
            float[] y,
            int y0,
            int next,
            int plane) {
        FloatVector l0 = FloatVector.broadcast(FLOAT, panel[at]);
        FloatVector r0 = l0;
        FloatVector l1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector r1 = l1;
        FloatVector l2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector r2 = l2;
        FloatVector l3 = FloatVector.broadcast(FLOAT, panel[at + 3]);
        FloatVector r3 = l3;
        for (int t = 0, w = at + 4; t < taps.length; t++, w += 4) {
            FloatVector left = FloatVector.fromArray(FLOAT, copy, leftAt + taps[t]);
            FloatVector right = FloatVector.fromArray(FLOAT, copy, rightAt + taps[t]);
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
        }
        l0.intoArray(y, y0);
        r0.intoArray(y, y0 + next);
        l1.intoArray(y, y0 + plane);
        r1.intoArray(y, y0 + plane + next);
        l2.intoArray(y, y0 + 2 * plane);
        r2.intoArray(y, y0 + 2 * plane + next);
        l3.intoArray(y, y0 + 3 * plane);
        r3.intoArray(y, y0 + 3 * plane + next);
    }
}
