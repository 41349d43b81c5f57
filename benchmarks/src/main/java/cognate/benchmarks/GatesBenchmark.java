package cognate.benchmarks;

import cognate.engine.kernel.map.Gates;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What a step of an LSTM or a GRU does to the rows of its activated gates, and the plain loops. */
public class GatesBenchmark extends DataBenchmark {
    /** {@code rows x hidden units}. */
    @Param({"64x128", "37x53", "16000x128"})
    public String shape;

    private int n;
    private int h;
    private float[] gates;
    private float[] states;
    private float[] next;
    private float[] gradient;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        n = Integer.parseInt(sizes[0]);
        h = Integer.parseInt(sizes[1]);
        gates = Operands.uniform("gates", n, 4 * h).array();
        states = Operands.uniform("states", n, h).array();
        gradient = Operands.uniform("gradient", n, h).array();
        next = Tensor.zeros(n, h).array();
    }

    @Benchmark
    public float[] lstmCell(Rate rate) {
        for (int i = 0; i < n; i++) {
            Gates.lstmCell(next, i * h, states, i * h, gates, 4 * i * h, h);
        }
        rate.count(n * h, 5);
        return next;
    }

    @Benchmark
    public float[] lstmCellScalar(Rate rate) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < h; j++) {
                int at = 4 * i * h + j;
                next[i * h + j] = Math.fma(gates[at + h], states[i * h + j], gates[at] * gates[at + 2 * h]);
            }
        }
        rate.count(n * h, 5);
        return next;
    }

    @Benchmark
    public float[] lstmBackward(Rate rate) {
        for (int i = 0; i < n; i++) {
            int row = i * h;
            Gates.lstmBackward(gates, 4 * row, gradient, row, next, row, states, row, states, row, h);
        }
        rate.count(n * h, 12);
        return gates;
    }

    @Benchmark
    public float[] lstmBackwardScalar(Rate rate) {
        for (int row = 0; row < n * h; row += h) {
            for (int j = row; j < row + h; j++) {
                int at = 3 * row + j;
                float i = gates[at];
                float f = gates[at + h];
                float g = gates[at + 2 * h];
                float o = gates[at + 3 * h];
                float t = states[j];
                float d = Math.fma(gradient[j] * o, 1 - t * t, next[j]);
                gates[at] = d * g * i * (1 - i);
                gates[at + h] = d * states[j] * f * (1 - f);
                gates[at + 2 * h] = d * i * (1 - g * g);
                gates[at + 3 * h] = gradient[j] * t * o * (1 - o);
                next[j] = d * f;
            }
        }
        rate.count(n * h, 12);
        return gates;
    }

    @Benchmark
    public float[] gruState(Rate rate) {
        for (int i = 0; i < n; i++) {
            Gates.gruState(states, i * h, i * h, gates, 4 * i * h, h);
        }
        rate.count(n * h, 4);
        return states;
    }

    @Benchmark
    public float[] gruStateScalar(Rate rate) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < h; j++) {
                float candidate = gates[4 * i * h + j];
                float z = gates[4 * i * h + 2 * h + j];
                states[i * h + j] = Math.fma(z, states[i * h + j] - candidate, candidate);
            }
        }
        rate.count(n * h, 4);
        return states;
    }

    @Benchmark
    public float[] gruBackward(Rate rate) {
        for (int i = 0; i < n; i++) {
            Gates.gruBackward(gates, 4 * i * h, gradient, i * h, states, i * h, h);
        }
        rate.count(n * h, 11);
        return gates;
    }

    @Benchmark
    public float[] gruBackwardScalar(Rate rate) {
        for (int row = 0; row < n * h; row += h) {
            for (int j = row; j < row + h; j++) {
                int at = 3 * row + j;
                float c = gates[at];
                float r = gates[at + h];
                float z = gates[at + 2 * h];
                float up = gradient[j];
                float dn = (up - up * z) * (1 - c * c);
                gates[at] = dn;
                gates[at + h] = dn * gates[at + 3 * h] * r * (1 - r);
                gates[at + 2 * h] = up * (states[j] - c) * z * (1 - z);
                gates[at + 3 * h] = dn * r;
                gradient[j] = up * z;
            }
        }
        rate.count(n * h, 11);
        return gates;
    }
}
