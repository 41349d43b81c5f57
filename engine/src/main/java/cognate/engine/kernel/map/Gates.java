package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.COUNT;
import static cognate.engine.kernel.lanes.Lanes.FLOAT;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;

/**
 * The element-wise half of a gated recurrent step, on row-major blocks: activations of gates, and how a new state is
 * mixed from them. The formula beside a name is its exact arithmetic. Nothing is checked. The operands of one loop lie
 * at different places, so the loops are written with vectors.
 */
public final class Gates {
    private Gates() {}

    /** x = sigmoid(x) for {@code n} values. */
    public static void sigmoid(float[] x, int offset, int n) {
        VectorMath.sigmoid(x, offset, x, offset, n);
    }

    /** y = tanh(x) for {@code n} values. */
    public static void tanh(float[] y, int yOffset, float[] x, int xOffset, int n) {
        VectorMath.tanh(y, yOffset, x, xOffset, n);
    }

    /** c = fma(f, cPrevious, i · g), from a row of activated gates [i, f, g, o]. */
    public static void lstmCell(float[] c, int to, float[] previous, int from, float[] gates, int row, int h) {
        int j = 0;
        for (int bound = FLOAT.loopBound(h); j < bound; j += COUNT) {
            FloatVector i = FloatVector.fromArray(FLOAT, gates, row + j);
            FloatVector f = FloatVector.fromArray(FLOAT, gates, row + h + j);
            FloatVector g = FloatVector.fromArray(FLOAT, gates, row + 2 * h + j);
            f.fma(FloatVector.fromArray(FLOAT, previous, from + j), i.mul(g)).intoArray(c, to + j);
        }
        for (; j < h; j++) {
            float ig = gates[row + j] * gates[row + 2 * h + j];
            c[to + j] = Math.fma(gates[row + h + j], previous[from + j], ig);
        }
    }

    /** z = x · y for {@code n} values. */
    public static void multiply(float[] z, int to, float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector.fromArray(FLOAT, x, xOffset + i)
                    .mul(FloatVector.fromArray(FLOAT, y, yOffset + i))
                    .intoArray(z, to + i);
        }
        for (; i < n; i++) {
            z[to + i] = x[xOffset + i] * y[yOffset + i];
        }
    }

    /**
     * The backward of one row of an LSTM's step; σ' = fma(−v, v, v), tanh' = fma(−v, v, 1): d = fma(dh · o, tanh'(t),
     * dc); the gates' gradients, over their activations, are (d · g) · σ'(i), (d · cPrevious) · σ'(f), (d · i) ·
     * tanh'(g), (dh · t) · σ'(o); dc = d · f.
     *
     * @param t tanh of the cell's new state
     * @param dc the gradient by the cell's new state, becomes that by its previous one
     */
    public static void lstmBackward(
            float[] gates,
            int row,
            float[] dh,
            int dhRow,
            float[] dc,
            int dcRow,
            float[] t,
            int tRow,
            float[] previous,
            int from,
            int h) {
        FloatVector one = FloatVector.broadcast(FLOAT, 1f);
        int j = 0;
        for (int bound = FLOAT.loopBound(h); j < bound; j += COUNT) {
            FloatVector i = FloatVector.fromArray(FLOAT, gates, row + j);
            FloatVector f = FloatVector.fromArray(FLOAT, gates, row + h + j);
            FloatVector g = FloatVector.fromArray(FLOAT, gates, row + 2 * h + j);
            FloatVector o = FloatVector.fromArray(FLOAT, gates, row + 3 * h + j);
            FloatVector up = FloatVector.fromArray(FLOAT, dh, dhRow + j);
            FloatVector cell = FloatVector.fromArray(FLOAT, t, tRow + j);
            FloatVector d = up.mul(o).fma(cell.neg().fma(cell, one), FloatVector.fromArray(FLOAT, dc, dcRow + j));
            FloatVector c = FloatVector.fromArray(FLOAT, previous, from + j);
            d.mul(g).mul(i.neg().fma(i, i)).intoArray(gates, row + j);
            d.mul(c).mul(f.neg().fma(f, f)).intoArray(gates, row + h + j);
            d.mul(i).mul(g.neg().fma(g, one)).intoArray(gates, row + 2 * h + j);
            up.mul(cell).mul(o.neg().fma(o, o)).intoArray(gates, row + 3 * h + j);
            d.mul(f).intoArray(dc, dcRow + j);
        }
        for (; j < h; j++) {
            float i = gates[row + j];
            float f = gates[row + h + j];
            float g = gates[row + 2 * h + j];
            float o = gates[row + 3 * h + j];
            float up = dh[dhRow + j];
            float cell = t[tRow + j];
            float d = Math.fma(up * o, Math.fma(-cell, cell, 1f), dc[dcRow + j]);
            gates[row + j] = d * g * Math.fma(-i, i, i);
            gates[row + h + j] = d * previous[from + j] * Math.fma(-f, f, f);
            gates[row + 2 * h + j] = d * i * Math.fma(-g, g, 1f);
            gates[row + 3 * h + j] = up * cell * Math.fma(-o, o, o);
            dc[dcRow + j] = d * f;
        }
    }

    /**
     * The candidate of one row of a GRU's step before its tanh: n = fma(r, u, n), where the row holds [n, r, z, u] with
     * r activated, n the input's share and u the state's.
     */
    public static void gruCandidate(float[] gates, int row, int h) {
        int j = row;
        for (int bound = row + FLOAT.loopBound(h); j < bound; j += COUNT) {
            FloatVector r = FloatVector.fromArray(FLOAT, gates, j + h);
            r.fma(FloatVector.fromArray(FLOAT, gates, j + 3 * h), FloatVector.fromArray(FLOAT, gates, j))
                    .intoArray(gates, j);
        }
        for (; j < row + h; j++) {
            gates[j] = Math.fma(gates[j + h], gates[j + 3 * h], gates[j]);
        }
    }

    /** state = fma(z, previous − n, n), from a row of activated gates [n, r, z, u]. */
    public static void gruState(float[] states, int to, int from, float[] gates, int row, int h) {
        int j = 0;
        for (int bound = FLOAT.loopBound(h); j < bound; j += COUNT) {
            FloatVector n = FloatVector.fromArray(FLOAT, gates, row + j);
            FloatVector.fromArray(FLOAT, gates, row + 2 * h + j)
                    .fma(FloatVector.fromArray(FLOAT, states, from + j).sub(n), n)
                    .intoArray(states, to + j);
        }
        for (; j < h; j++) {
            float n = gates[row + j];
            states[to + j] = Math.fma(gates[row + 2 * h + j], states[from + j] - n, n);
        }
    }

    /**
     * The backward of one row of a GRU's step, [n, r, z, u]: dn = (dh − dh · z) · tanh'(n), dr = (dn · u) · σ'(r), dz =
     * (dh · (previous − n)) · σ'(z), du = dn · r go over the activations, and dh · z over dh.
     */
    public static void gruBackward(float[] gates, int row, float[] dh, int dhRow, float[] states, int from, int h) {
        FloatVector one = FloatVector.broadcast(FLOAT, 1f);
        int j = 0;
        for (int bound = FLOAT.loopBound(h); j < bound; j += COUNT) {
            FloatVector n = FloatVector.fromArray(FLOAT, gates, row + j);
            FloatVector r = FloatVector.fromArray(FLOAT, gates, row + h + j);
            FloatVector z = FloatVector.fromArray(FLOAT, gates, row + 2 * h + j);
            FloatVector u = FloatVector.fromArray(FLOAT, gates, row + 3 * h + j);
            FloatVector up = FloatVector.fromArray(FLOAT, dh, dhRow + j);
            FloatVector kept = up.mul(z);
            FloatVector dn = up.sub(kept).mul(n.neg().fma(n, one));
            FloatVector difference =
                    FloatVector.fromArray(FLOAT, states, from + j).sub(n);
            dn.intoArray(gates, row + j);
            dn.mul(u).mul(r.neg().fma(r, r)).intoArray(gates, row + h + j);
            up.mul(difference).mul(z.neg().fma(z, z)).intoArray(gates, row + 2 * h + j);
            dn.mul(r).intoArray(gates, row + 3 * h + j);
            kept.intoArray(dh, dhRow + j);
        }
        for (; j < h; j++) {
            float n = gates[row + j];
            float r = gates[row + h + j];
            float z = gates[row + 2 * h + j];
            float up = dh[dhRow + j];
            float kept = up * z;
            float dn = (up - kept) * Math.fma(-n, n, 1f);
            gates[row + j] = dn;
            gates[row + h + j] = dn * gates[row + 3 * h + j] * Math.fma(-r, r, r);
            gates[row + 2 * h + j] = up * (states[from + j] - n) * Math.fma(-z, z, z);
            gates[row + 3 * h + j] = dn * r;
            dh[dhRow + j] = kept;
        }
    }

    /** x = max(x, +0) for {@code n} values; NaN stays NaN. */
    public static void relu(float[] x, int offset, int n) {
        int i = offset;
        for (int bound = offset + FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, x, i);
            v.blend(0f, v.compare(LE, 0f)).intoArray(x, i);
        }
        for (; i < offset + n; i++) {
            x[i] = x[i] <= 0 ? 0f : x[i];
        }
    }

    /** d = y &gt; 0 ? dy : 0 for {@code n} values, where y = relu(x). */
    public static void reluBackward(float[] d, int to, float[] dy, int dyFrom, float[] y, int yFrom, int n) {
        FloatVector zero = FloatVector.zero(FLOAT);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector g = FloatVector.fromArray(FLOAT, dy, dyFrom + i);
            zero.blend(g, FloatVector.fromArray(FLOAT, y, yFrom + i).compare(GT, zero))
                    .intoArray(d, to + i);
        }
        for (; i < n; i++) {
            d[to + i] = y[yFrom + i] > 0 ? dy[dyFrom + i] : 0f;
        }
    }

    /** d = dy · fma(−y, y, 1) for {@code n} values, where y = tanh(x). */
    public static void tanhBackward(float[] d, int to, float[] dy, int dyFrom, float[] y, int yFrom, int n) {
        FloatVector one = FloatVector.broadcast(FLOAT, 1f);
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector v = FloatVector.fromArray(FLOAT, y, yFrom + i);
            FloatVector.fromArray(FLOAT, dy, dyFrom + i)
                    .mul(v.neg().fma(v, one))
                    .intoArray(d, to + i);
        }
        for (; i < n; i++) {
            d[to + i] = dy[dyFrom + i] * Math.fma(-y[yFrom + i], y[yFrom + i], 1f);
        }
    }

    /** x = x + y for {@code n} values. */
    public static void add(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = 0;
        for (int bound = FLOAT.loopBound(n); i < bound; i += COUNT) {
            FloatVector.fromArray(FLOAT, x, xOffset + i)
                    .add(FloatVector.fromArray(FLOAT, y, yOffset + i))
                    .intoArray(x, xOffset + i);
        }
        for (; i < n; i++) {
            x[xOffset + i] += y[yOffset + i];
        }
    }
}
