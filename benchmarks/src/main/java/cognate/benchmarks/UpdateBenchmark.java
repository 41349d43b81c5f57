package cognate.benchmarks;

import cognate.engine.kernel.map.Update;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Optimizer steps, and their plain loops. */
public class UpdateBenchmark extends DataBenchmark {
    /** Parameters; 401 408 is the first layer of 784-512-512-10, and the last is beyond every cache. */
    @Param({"1000", "100352", "131072", "401408", "8400100"})
    public int size;

    private Tensor w;
    private Tensor gradient;
    private Tensor mean;
    private Tensor variance;

    @Setup
    public void fill() {
        w = Operands.uniform("w", size);
        gradient = Operands.uniform("gradient", size);
        mean = Tensor.zeros(size);
        variance = Tensor.zeros(size);
    }

    @Benchmark
    public Tensor plain(Rate rate) {
        Update.sgd(w, gradient, null, 1e-6f, 0, 0, 0, false);
        rate.count(size, 3);
        return w;
    }

    @Benchmark
    public Tensor plainScalar(Rate rate) {
        float[] x = w.array();
        float[] g = gradient.array();
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.fma(-1e-6f, g[i], x[i]);
        }
        rate.count(size, 3);
        return w;
    }

    @Benchmark
    public Tensor momentum(Rate rate) {
        Update.sgd(w, gradient, mean, 1e-6f, 0.9f, 0, 0, false);
        rate.count(size, 5);
        return w;
    }

    @Benchmark
    public Tensor momentumScalar(Rate rate) {
        float[] x = w.array();
        float[] g = gradient.array();
        float[] v = mean.array();
        for (int i = 0; i < x.length; i++) {
            v[i] = Math.fma(0.9f, v[i], g[i]);
            x[i] = Math.fma(-1e-6f, v[i], x[i]);
        }
        rate.count(size, 5);
        return w;
    }

    @Benchmark
    public Tensor adam(Rate rate) {
        Update.adam(w, gradient, mean, variance, 1e-6f, 1, 0.9, 0.999, 1e-8f, 0);
        rate.count(size, 7);
        return w;
    }

    @Benchmark
    public Tensor adamScalar(Rate rate) {
        float[] x = w.array();
        float[] g = gradient.array();
        float[] m = mean.array();
        float[] v = variance.array();
        for (int i = 0; i < x.length; i++) {
            m[i] = Math.fma(0.9f, m[i], 0.1f * g[i]);
            v[i] = Math.fma(0.999f, v[i], 0.001f * g[i] * g[i]);
            x[i] = Math.fma(-1e-6f, m[i] / ((float) Math.sqrt(v[i]) + 1e-8f), x[i]);
        }
        rate.count(size, 7);
        return w;
    }
}
