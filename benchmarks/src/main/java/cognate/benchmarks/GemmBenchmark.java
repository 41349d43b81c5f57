package cognate.benchmarks;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** {@code C = A·B}, row-major, no transposes, C overwritten, and the plain loops. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class GemmBenchmark {
    /** {@code m x n x k} without blanks. */
    @Param({
        "32x32x32",
        "64x64x64",
        "128x128x128",
        "256x256x256",
        "512x512x512",
        "1024x1024x1024",
        "64x100x784",
        "64x128x784",
        "64x256x64",
        "64x512x512",
        "16x3136x144",
        "37x53x101"
    })
    public String shape;

    @Param("1")
    public int threads;

    private Workers workers;
    private Tensor a;
    private Tensor b;
    private Tensor c;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        int m = Integer.parseInt(sizes[0]);
        int n = Integer.parseInt(sizes[1]);
        int k = Integer.parseInt(sizes[2]);
        workers = Workers.of(threads);
        a = Operands.uniform("a", m, k);
        b = Operands.uniform("b", k, n);
        c = Tensor.zeros(m, n);
    }

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    public Tensor gemm() {
        Gemm.multiply(workers, c, a, b);
        return c;
    }

    @Benchmark
    public Tensor gemmScalar() {
        float[] x = a.array();
        float[] y = b.array();
        float[] z = c.array();
        int n = c.dim(1);
        int k = a.dim(1);
        Arrays.fill(z, 0f);
        for (int i = 0; i < c.dim(0); i++) {
            for (int p = 0; p < k; p++) {
                float factor = x[i * k + p];
                for (int j = 0; j < n; j++) {
                    z[i * n + j] += factor * y[p * n + j];
                }
            }
        }
        return c;
    }
}
