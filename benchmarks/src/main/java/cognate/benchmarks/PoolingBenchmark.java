package cognate.benchmarks;

import cognate.engine.kernel.conv.Pooling;
import cognate.engine.kernel.conv.Window;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The largest of every two by two pixels, its backward, and the plain loops. */
public class PoolingBenchmark extends DataBenchmark {
    /** {@code images x channels x height x width}, even. */
    @Param({"16x3x26x22", "64x6x28x28", "64x16x10x10", "256x32x32x32"})
    public String shape;

    private final Window window = new Window(2, 2, 0);
    private Workers workers;
    private int size;
    private Tensor x;
    private Tensor y;
    private Tensor dx;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int channels = Integer.parseInt(sizes[1]);
        int height = Integer.parseInt(sizes[2]);
        int width = Integer.parseInt(sizes[3]);
        workers = Workers.of(1);
        size = n * channels * height * width;
        x = Operands.uniform("x", n, channels, height, width);
        dx = Tensor.zeros(n, channels, height, width);
        y = Operands.uniform("y", n, channels, height / 2, width / 2);
    }

    @TearDown
    public void close() {
        workers.close();
    }

    @Benchmark
    public Tensor max(Rate rate) {
        Pooling.max(workers, y, x, window);
        rate.count(size, 1.25);
        return y;
    }

    @Benchmark
    public Tensor maxScalar(Rate rate) {
        float[] a = x.array();
        int width = x.dim(3);
        int to = 0;
        for (int row = 0; row < size; row += 2 * width) {
            for (int i = row; i < row + width; i += 2) {
                y.array()[to++] = Math.max(Math.max(a[i], a[i + 1]), Math.max(a[i + width], a[i + width + 1]));
            }
        }
        rate.count(size, 1.25);
        return y;
    }

    @Benchmark
    public Tensor maxGradient(Rate rate) {
        Pooling.maxGradient(workers, dx, y, x, window);
        rate.count(size, 2.25);
        return dx;
    }

    @Benchmark
    public Tensor maxGradientScalar(Rate rate) {
        float[] a = x.array();
        float[] g = dx.array();
        int width = x.dim(3);
        int from = 0;
        for (int row = 0; row < size; row += 2 * width) {
            for (int i = row; i < row + width; i += 2) {
                int best = a[i + 1] > a[i] ? i + 1 : i;
                best = a[i + width] > a[best] ? i + width : best;
                best = a[i + width + 1] > a[best] ? i + width + 1 : best;
                g[i] = 0;
                g[i + 1] = 0;
                g[i + width] = 0;
                g[i + width + 1] = 0;
                g[best] = y.array()[from++];
            }
        }
        rate.count(size, 2.25);
        return dx;
    }
}
