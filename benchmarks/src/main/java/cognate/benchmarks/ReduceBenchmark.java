package cognate.benchmarks;

import cognate.engine.kernel.map.Reduce;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Reductions of a matrix, and their plain loops (which add in another order). */
public class ReduceBenchmark extends DataBenchmark {
    /** {@code rows x columns}. */
    @Param({"64x10", "37x53", "64x128", "64x512", "50176x16", "9216x6", "8400x1003"})
    public String shape;

    private int size;
    private Tensor x;
    private Tensor y;
    private Tensor g;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int m = Integer.parseInt(sizes[1]);
        size = n * m;
        x = Operands.uniform("x", n, m);
        y = Operands.uniform("y", n, m);
        g = Tensor.zeros(m);
    }

    @Benchmark
    public float sum(Rate rate) {
        rate.count(size, 1);
        return Reduce.sum(x);
    }

    @Benchmark
    public float sumScalar(Rate rate) {
        float sum = 0;
        for (float v : x.array()) {
            sum += v;
        }
        rate.count(size, 1);
        return sum;
    }

    @Benchmark
    public float dot(Rate rate) {
        rate.count(size, 2);
        return Reduce.dot(x, y);
    }

    @Benchmark
    public float dotScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        rate.count(size, 2);
        return sum;
    }

    @Benchmark
    public float max(Rate rate) {
        rate.count(size, 1);
        return Reduce.max(x);
    }

    @Benchmark
    public float maxScalar(Rate rate) {
        float max = Float.NEGATIVE_INFINITY;
        for (float v : x.array()) {
            max = Math.max(max, v);
        }
        rate.count(size, 1);
        return max;
    }

    @Benchmark
    public boolean allFinite(Rate rate) {
        rate.count(size, 1);
        return Reduce.allFinite(x);
    }

    @Benchmark
    public boolean allFiniteScalar(Rate rate) {
        boolean finite = true;
        for (float v : x.array()) {
            finite &= Float.isFinite(v);
        }
        rate.count(size, 1);
        return finite;
    }

    @Benchmark
    public Tensor accumulateRows(Rate rate) {
        Reduce.accumulateRows(g, x);
        rate.count(size, 1);
        return g;
    }

    @Benchmark
    public Tensor accumulateRowsScalar(Rate rate) {
        float[] sums = g.array();
        float[] a = x.array();
        int m = sums.length;
        for (int start = 0; start < a.length; start += m) {
            for (int j = 0; j < m; j++) {
                sums[j] += a[start + j];
            }
        }
        rate.count(size, 1);
        return g;
    }
}
