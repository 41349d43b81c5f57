package cognate.engine.kernel.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cognate.engine.random.RandomStream;
import org.junit.jupiter.api.Test;

/** A row of h units gives the same bits as h rows of one unit, which never reach a vector. */
class GatesTest {
    private static final int[] SIZES = {1, 3, 4, 8, 13, 16, 17, 33, 64, 100};

    private final RandomStream random = RandomStream.of(5);

    private float[] draw(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Column j of a row of blocks of h values. */
    private static float[] unit(float[] row, int j, int h) {
        float[] unit = new float[row.length / h];
        for (int block = 0; block < unit.length; block++) {
            unit[block] = row[block * h + j];
        }
        return unit;
    }

    private static void assertUnit(float[] row, int j, int h, float[] unit) {
        for (int block = 0; block < unit.length; block++) {
            assertEquals(
                    Float.floatToIntBits(unit[block]),
                    Float.floatToIntBits(row[block * h + j]),
                    "block " + block + ", unit " + j + " of " + h);
        }
    }

    @Test
    void lstm() {
        for (int h : SIZES) {
            float[] gates = draw(4 * h);
            float[] previous = draw(h);
            float[] cell = new float[h];
            Gates.lstmCell(cell, 0, previous, 0, gates, 0, h);
            float[] back = gates.clone();
            float[] up = draw(h);
            float[] dc = draw(h);
            float[] changed = dc.clone();
            Gates.lstmBackward(back, 0, up, 0, changed, 0, cell, 0, previous, 0, h);
            for (int j = 0; j < h; j++) {
                float[] one = unit(gates, j, h);
                float[] c = new float[1];
                Gates.lstmCell(c, 0, unit(previous, j, h), 0, one, 0, 1);
                assertUnit(cell, j, h, c);
                float[] d = unit(dc, j, h);
                Gates.lstmBackward(one, 0, unit(up, j, h), 0, d, 0, c, 0, unit(previous, j, h), 0, 1);
                assertUnit(back, j, h, one);
                assertUnit(changed, j, h, d);
            }
        }
    }

    @Test
    void gru() {
        for (int h : SIZES) {
            float[] gates = draw(4 * h);
            float[] states = draw(2 * h);
            float[] previous = states.clone();
            float[] mixed = gates.clone();
            Gates.gruCandidate(mixed, 0, h);
            Gates.gruState(states, h, 0, mixed, 0, h);
            float[] back = mixed.clone();
            float[] up = draw(h);
            float[] kept = up.clone();
            Gates.gruBackward(back, 0, kept, 0, previous, 0, h);
            for (int j = 0; j < h; j++) {
                float[] one = unit(gates, j, h);
                float[] s = unit(previous, j, h);
                Gates.gruCandidate(one, 0, 1);
                assertUnit(mixed, j, h, one);
                Gates.gruState(s, 1, 0, one, 0, 1);
                assertUnit(states, j, h, s);
                float[] d = unit(up, j, h);
                Gates.gruBackward(one, 0, d, 0, s, 0, 1);
                assertUnit(back, j, h, one);
                assertUnit(kept, j, h, d);
            }
        }
    }

    @Test
    void rnn() {
        for (int n : SIZES) {
            float[] x = draw(n);
            x[0] = -0f;
            x[n / 2] = n > 3 ? Float.NaN : x[n / 2];
            float[] y = x.clone();
            Gates.relu(y, 0, n);
            float[] dy = draw(n);
            dy[n - 1] = Float.NEGATIVE_INFINITY;
            dy[n / 3] = Float.POSITIVE_INFINITY;
            float[] relu = new float[n];
            float[] tanh = new float[n];
            Gates.reluBackward(relu, 0, dy, 0, y, 0, n);
            Gates.tanhBackward(tanh, 0, dy, 0, x, 0, n);
            for (int i = 0; i < n; i++) {
                assertEquals(Float.floatToIntBits(Math.max(x[i], 0f)), Float.floatToIntBits(y[i]));
                assertEquals(y[i] > 0 ? dy[i] : 0f, relu[i]);
                assertEquals(dy[i] * Math.fma(-x[i], x[i], 1f), tanh[i]);
            }
        }
    }

    @Test
    void products() {
        for (int n : SIZES) {
            float[] x = draw(n);
            float[] y = draw(n);
            float[] z = new float[n];
            Gates.multiply(z, 0, x, 0, y, 0, n);
            float[] sum = x.clone();
            Gates.add(sum, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
                assertEquals(x[i] * y[i], z[i]);
                assertEquals(x[i] + y[i], sum[i]);
            }
        }
    }
}
