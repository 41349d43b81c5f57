package cognate.benchmarks;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Sums of activations and of gradients, and their plain loops. */
public class ElementwiseBenchmark extends DataBenchmark {
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
    public Tensor add(Rate rate) {
        Elementwise.add(z, x, y);
        rate.count(size, 3);
        return z;
    }

    @Benchmark
    public Tensor addScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        float[] c = z.array();
        for (int i = 0; i < c.length; i++) {
            c[i] = a[i] + b[i];
        }
        rate.count(size, 3);
        return z;
    }

    @Benchmark
    public Tensor accumulate(Rate rate) {
        Elementwise.accumulate(z, x);
        rate.count(size, 3);
        return z;
    }

    @Benchmark
    public Tensor accumulateScalar(Rate rate) {
        float[] a = x.array();
        float[] c = z.array();
        for (int i = 0; i < c.length; i++) {
            c[i] += a[i];
        }
        rate.count(size, 3);
        return z;
    }
}
