package cognate.benchmarks;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Activations that only move data, all activations' backward, and their plain loops. */
public class ActivationBenchmark extends DataBenchmark {
    /** Up to 64 × 512, and beyond every cache. */
    @Param({"1000", "6400", "8200", "32800", "8400100"})
    public int size;

    private Tensor x;
    private Tensor y;
    private Tensor z;

    @Setup
    public void fill() {
        x = Operands.uniform("x", size);
        y = Operands.uniform("y", size);
        z = Operands.uniform("z", size);
    }

    @Benchmark
    public Tensor relu(Rate rate) {
        Elementwise.relu(z, x);
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor reluScalar(Rate rate) {
        float[] a = x.array();
        float[] c = z.array();
        for (int i = 0; i < c.length; i++) {
            c[i] = a[i] <= 0 ? 0f : a[i];
        }
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor accumulateRelu(Rate rate) {
        Elementwise.accumulateRelu(z, x, y);
        rate.count(size, 4);
        return z;
    }

    @Benchmark
    public Tensor accumulateReluScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        float[] c = z.array();
        for (int i = 0; i < c.length; i++) {
            c[i] += b[i] > 0 ? a[i] : 0f;
        }
        rate.count(size, 4);
        return z;
    }

    @Benchmark
    public Tensor accumulateTanh(Rate rate) {
        Elementwise.accumulateTanh(z, x, y);
        rate.count(size, 4);
        return z;
    }

    @Benchmark
    public Tensor accumulateTanhScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        float[] c = z.array();
        for (int i = 0; i < c.length; i++) {
            c[i] += a[i] * (1 - b[i] * b[i]);
        }
        rate.count(size, 4);
        return z;
    }

    @Benchmark
    public Tensor accumulateSigmoid(Rate rate) {
        Elementwise.accumulateSigmoid(z, x, y);
        rate.count(size, 4);
        return z;
    }

    @Benchmark
    public Tensor accumulateSigmoidScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        float[] c = z.array();
        for (int i = 0; i < c.length; i++) {
            c[i] += a[i] * b[i] * (1 - b[i]);
        }
        rate.count(size, 4);
        return z;
    }
}
