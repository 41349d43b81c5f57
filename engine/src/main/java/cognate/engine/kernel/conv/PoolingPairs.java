package cognate.engine.kernel.conv;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.NE;

import cognate.engine.kernel.lanes.Lanes;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Max pooling over 2×2 windows side by side of images of even height and width: the bits of {@link Pooling}, a vector
 * of outputs at a time. Rows of all planes follow one another, so output row r always comes from input rows 2r and 2r +
 * 1. The last vector of a row overlaps the one before; the only vector of a short row runs over its end, and what it
 * writes there is written again by the next row.
 */
final class PoolingPairs {
    private static final int WORTH_A_PART = 1 << 15;

    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(FLOAT, i -> 2 * i % COUNT);
    private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(FLOAT, i -> (2 * i + 1) % COUNT);
    private static final VectorShuffle<Float> TWICE_LOW = VectorShuffle.fromOp(FLOAT, i -> i / 2);
    private static final VectorShuffle<Float> TWICE_HIGH = VectorShuffle.fromOp(FLOAT, i -> (COUNT + i) / 2);
    private static final VectorMask<Float> HIGH = VectorMask.fromLong(FLOAT, -1L << COUNT / 2);
    private static final VectorMask<Float> ODDS = VectorMask.fromLong(FLOAT, 0xAAAAAAAAAAAAAAAAL);

    private PoolingPairs() {}

    static boolean applies(Tensor x, Window window) {
        return window.size() == 2
                && window.stride() == 2
                && window.padding() == 0
                && x.dim(2) % 2 == 0
                && x.dim(3) % 2 == 0;
    }

    static void max(Workers workers, Tensor y, Tensor x) {
        int width = y.dim(3);
        int rows = y.size() / width;
        int perPart = Math.max(1, WORTH_A_PART / width);
        workers.run((rows + perPart - 1) / perPart, part -> {
            int from = part * perPart;
            int to = Math.min(rows, from + perPart);
            for (int row = from; row < to; row++) {
                maxRow(y.array(), y.offset() + row * width, y.offset() + to * width, x, 4 * row * width, width);
            }
        });
    }

    private static void maxRow(float[] y, int yAt, int yEnd, Tensor x, int xAt, int width) {
        float[] pixels = x.array();
        int top = x.offset() + xAt;
        int bottom = top + 2 * width;
        int end = x.offset() + x.size();
        for (int next = 0; next < width; next += COUNT) {
            int j = place(next, width);
            if (yAt + j + COUNT > yEnd || bottom + 2 * j + 2 * COUNT > end) {
                for (int i = j; i < width; i++) {
                    y[yAt + i] = pixels[argmax(pixels, top + 2 * i, 2 * width)];
                }
                return;
            }
            FloatVector m = even(pixels, top + 2 * j);
            m = larger(m, odd(pixels, top + 2 * j));
            m = larger(m, even(pixels, bottom + 2 * j));
            larger(m, odd(pixels, bottom + 2 * j)).intoArray(y, yAt + j);
        }
    }

    /** Where the vector begins that holds the row's output {@code next}. */
    private static int place(int next, int width) {
        return Math.max(0, Math.min(next, width - COUNT));
    }

    private static FloatVector even(float[] x, int at) {
        FloatVector low = FloatVector.fromArray(FLOAT, x, at).rearrange(EVEN);
        return low.blend(FloatVector.fromArray(FLOAT, x, at + COUNT).rearrange(EVEN), HIGH);
    }

    private static FloatVector odd(float[] x, int at) {
        FloatVector low = FloatVector.fromArray(FLOAT, x, at).rearrange(ODD);
        return low.blend(FloatVector.fromArray(FLOAT, x, at + COUNT).rearrange(ODD), HIGH);
    }

    private static FloatVector larger(FloatVector m, FloatVector x) {
        return m.blend(x, beats(x, m));
    }

    private static VectorMask<Float> beats(FloatVector x, FloatVector m) {
        return x.compare(GT, m).or(x.compare(NE, x));
    }

    /** The place of the largest of the four pixels from {@code at} on, the first of equal ones; of the last NaN. */
    private static int argmax(float[] x, int at, int pitch) {
        int best = at;
        best = x[at + 1] > x[best] || Float.isNaN(x[at + 1]) ? at + 1 : best;
        best = x[at + pitch] > x[best] || Float.isNaN(x[at + pitch]) ? at + pitch : best;
        return x[at + pitch + 1] > x[best] || Float.isNaN(x[at + pitch + 1]) ? at + pitch + 1 : best;
    }

    static void maxGradient(Workers workers, Tensor dx, Tensor dy, Tensor x) {
        int width = dy.dim(3);
        int rows = dy.size() / width;
        int perPart = Math.max(1, WORTH_A_PART / width);
        workers.run((rows + perPart - 1) / perPart, part -> {
            int from = part * perPart;
            int to = Math.min(rows, from + perPart);
            for (int row = from; row < to; row++) {
                gradientRow(dx, dx.offset() + 4 * to * width, dy, row * width, x, 4 * row * width, width);
            }
        });
    }

    private static void gradientRow(Tensor dx, int dxEnd, Tensor dy, int dyAt, Tensor x, int xAt, int width) {
        float[] pixels = x.array();
        float[] gradients = dx.array();
        int toDx = dx.offset() - x.offset();
        int top = x.offset() + xAt;
        int bottom = top + 2 * width;
        int end = Math.min(x.offset() + x.size(), dxEnd - toDx);
        FloatVector zero = FloatVector.zero(FLOAT);
        // the top row first: what its only vector writes too much, the bottom row's writes again
        for (int next = 0; next < width; next += COUNT) {
            int j = place(next, width);
            if (bottom + 2 * j + 2 * COUNT > end || dyAt + j + COUNT > dy.size()) {
                gradients(dx, dy, dyAt + j, pixels, top + 2 * j, toDx, 2 * width, width - j);
                return;
            }
            FloatVector x0 = even(pixels, top + 2 * j);
            FloatVector x1 = odd(pixels, top + 2 * j);
            FloatVector x2 = even(pixels, bottom + 2 * j);
            FloatVector x3 = odd(pixels, bottom + 2 * j);
            VectorMask<Float> b1 = beats(x1, x0);
            FloatVector m = x0.blend(x1, b1);
            VectorMask<Float> b2 = beats(x2, m);
            VectorMask<Float> b3 = beats(x3, m.blend(x2, b2));
            FloatVector g = Lanes.load(dy, dyAt + j).add(zero);
            FloatVector g012 = g.blend(zero, b3);
            FloatVector g01 = g012.blend(zero, b2);
            FloatVector g0 = g01.blend(zero, b1);
            FloatVector g1 = zero.blend(g01, b1);
            FloatVector g2 = zero.blend(g012, b2);
            FloatVector g3 = zero.blend(g, b3);
            int upper = top + toDx + 2 * j;
            int lower = bottom + toDx + 2 * j;
            g0.rearrange(TWICE_LOW).blend(g1.rearrange(TWICE_LOW), ODDS).intoArray(gradients, upper);
            g0.rearrange(TWICE_HIGH).blend(g1.rearrange(TWICE_HIGH), ODDS).intoArray(gradients, upper + COUNT);
            g2.rearrange(TWICE_LOW).blend(g3.rearrange(TWICE_LOW), ODDS).intoArray(gradients, lower);
            g2.rearrange(TWICE_HIGH).blend(g3.rearrange(TWICE_HIGH), ODDS).intoArray(gradients, lower + COUNT);
        }
    }

    private static void gradients(
            Tensor dx, Tensor dy, int dyAt, float[] pixels, int at, int toDx, int pitch, int outputs) {
        float[] g = dx.array();
        for (int i = 0; i < outputs; i++, at += 2) {
            g[at + toDx] = 0;
            g[at + toDx + 1] = 0;
            g[at + toDx + pitch] = 0;
            g[at + toDx + pitch + 1] = 0;
            g[argmax(pixels, at, pitch) + toDx] += Lanes.get(dy, dyAt + i);
        }
    }
}
