package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of a convolution to six channels: at three positions, since four take so many registers of AVX-512
 * that the compiler sometimes spills; see {@link ConvolutionTile}.
 */
final class ConvolutionTile6 {
    private static final VectorSpecies<Float> FLOAT = Lanes.FLOAT;

    private ConvolutionTile6() {}

    /** The third position is {@code down} from the first. */
    static void six(
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
        FloatVector a1 = FloatVector.broadcast(FLOAT, panel[at + 1]);
        FloatVector b1 = a1;
        FloatVector c1 = a1;
        FloatVector a2 = FloatVector.broadcast(FLOAT, panel[at + 2]);
        FloatVector b2 = a2;
        FloatVector c2 = a2;
        FloatVector a3 = FloatVector.broadcast(FLOAT, panel[at + 3]);
        FloatVector b3 = a3;
        FloatVector c3 = a3;
        FloatVector a4 = FloatVector.broadcast(FLOAT, panel[at + 4]);
        FloatVector b4 = a4;
        FloatVector c4 = a4;
        FloatVector a5 = FloatVector.broadcast(FLOAT, panel[at + 5]);
        FloatVector b5 = a5;
        FloatVector c5 = a5;
        if (from > 0) {
            a0 = FloatVector.fromArray(FLOAT, y, y0);
            b0 = FloatVector.fromArray(FLOAT, y, y0 + yRight);
            c0 = FloatVector.fromArray(FLOAT, y, y0 + yDown);
            a1 = FloatVector.fromArray(FLOAT, y, y0 + yRow);
            b1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yRight);
            c1 = FloatVector.fromArray(FLOAT, y, y0 + yRow + yDown);
            a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow);
            b2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yRight);
            c2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * yRow + yDown);
            a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow);
            b3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow + yRight);
            c3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * yRow + yDown);
            a4 = FloatVector.fromArray(FLOAT, y, y0 + 4 * yRow);
            b4 = FloatVector.fromArray(FLOAT, y, y0 + 4 * yRow + yRight);
            c4 = FloatVector.fromArray(FLOAT, y, y0 + 4 * yRow + yDown);
            a5 = FloatVector.fromArray(FLOAT, y, y0 + 5 * yRow);
            b5 = FloatVector.fromArray(FLOAT, y, y0 + 5 * yRow + yRight);
            c5 = FloatVector.fromArray(FLOAT, y, y0 + 5 * yRow + yDown);
        }
        for (int i = from; i < to; i += 2) {
            int tap = base + taps[i];
            int w = at + taps[i + 1];
            FloatVector a = FloatVector.fromArray(FLOAT, copy, tap);
            FloatVector b = FloatVector.fromArray(FLOAT, copy, tap + right);
            FloatVector c = FloatVector.fromArray(FLOAT, copy, tap + down);
            FloatVector w0 = FloatVector.broadcast(FLOAT, panel[w]);
            a0 = w0.fma(a, a0);
            b0 = w0.fma(b, b0);
            c0 = w0.fma(c, c0);
            FloatVector w1 = FloatVector.broadcast(FLOAT, panel[w + 1]);
            a1 = w1.fma(a, a1);
            b1 = w1.fma(b, b1);
            c1 = w1.fma(c, c1);
            FloatVector w2 = FloatVector.broadcast(FLOAT, panel[w + 2]);
            a2 = w2.fma(a, a2);
            b2 = w2.fma(b, b2);
            c2 = w2.fma(c, c2);
            FloatVector w3 = FloatVector.broadcast(FLOAT, panel[w + 3]);
            a3 = w3.fma(a, a3);
            b3 = w3.fma(b, b3);
            c3 = w3.fma(c, c3);
            FloatVector w4 = FloatVector.broadcast(FLOAT, panel[w + 4]);
            a4 = w4.fma(a, a4);
            b4 = w4.fma(b, b4);
            c4 = w4.fma(c, c4);
            FloatVector w5 = FloatVector.broadcast(FLOAT, panel[w + 5]);
            a5 = w5.fma(a, a5);
            b5 = w5.fma(b, b5);
            c5 = w5.fma(c, c5);
        }
        a0.intoArray(y, y0);
        b0.intoArray(y, y0 + yRight);
        c0.intoArray(y, y0 + yDown);
        a1.intoArray(y, y0 + yRow);
        b1.intoArray(y, y0 + yRow + yRight);
        c1.intoArray(y, y0 + yRow + yDown);
        a2.intoArray(y, y0 + 2 * yRow);
        b2.intoArray(y, y0 + 2 * yRow + yRight);
        c2.intoArray(y, y0 + 2 * yRow + yDown);
        a3.intoArray(y, y0 + 3 * yRow);
        b3.intoArray(y, y0 + 3 * yRow + yRight);
        c3.intoArray(y, y0 + 3 * yRow + yDown);
        a4.intoArray(y, y0 + 4 * yRow);
        b4.intoArray(y, y0 + 4 * yRow + yRight);
        c4.intoArray(y, y0 + 4 * yRow + yDown);
        a5.intoArray(y, y0 + 5 * yRow);
        b5.intoArray(y, y0 + 5 * yRow + yRight);
        c5.intoArray(y, y0 + 5 * yRow + yDown);
    }
}
