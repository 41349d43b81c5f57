package cognate.benchmarks;

import cognate.engine.kernel.map.Normalization;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Batch normalization's passes over images, and their plain loops. */
public class NormalizationBenchmark extends DataBenchmark {
    /** {@code images x channels x height x width}. */
    @Param({"16x3x13x11", "64x16x14x14", "256x32x32x32"})
    public String shape;

    private int size;
    private int channels;
    private int plane;
    private Tensor x;
    private Tensor y;
    private Tensor dx;
    private Tensor mean;
    private Tensor variance;
    private Tensor factor;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        channels = Integer.parseInt(sizes[1]);
        int height = Integer.parseInt(sizes[2]);
        int width = Integer.parseInt(sizes[3]);
        plane = height * width;
        size = n * channels * plane;
        x = Operands.uniform("x", n, channels, height, width);
        y = Operands.uniform("y", n, channels, height, width);
        dx = Tensor.zeros(n, channels, height, width);
        mean = Tensor.zeros(channels);
        variance = Tensor.zeros(channels);
        factor = Operands.uniform("factor", channels);
    }

    /** Two passes over x. */
    @Benchmark
    public Tensor statistics(Rate rate) {
        Normalization.statistics(mean, variance, x);
        rate.count(size, 2);
        return variance;
    }

    @Benchmark
    public Tensor statisticsScalar(Rate rate) {
        float[] a = x.array();
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            for (int at = c * plane; at < size; at += channels * plane) {
                for (int i = at; i < at + plane; i++) {
                    sum += a[i];
                }
            }
            float centre = (float) (sum * channels / size);
            double squares = 0;
            for (int at = c * plane; at < size; at += channels * plane) {
                for (int i = at; i < at + plane; i++) {
                    squares += (a[i] - centre) * (a[i] - centre);
                }
            }
            mean.array()[c] = centre;
            variance.array()[c] = (float) (squares * channels / size);
        }
        rate.count(size, 2);
        return variance;
    }

    @Benchmark
    public Tensor apply(Rate rate) {
        Normalization.apply(dx, x, mean, factor, factor);
        rate.count(size, 2);
        return dx;
    }

    @Benchmark
    public Tensor applyScalar(Rate rate) {
        float[] a = x.array();
        float[] b = dx.array();
        for (int at = 0; at < size; at += plane) {
            int c = at / plane % channels;
            float centre = mean.array()[c];
            float slope = factor.array()[c];
            for (int i = at; i < at + plane; i++) {
                b[i] = Math.fma(a[i] - centre, slope, slope);
            }
        }
        rate.count(size, 2);
        return dx;
    }

    @Benchmark
    public Tensor gradientSums(Rate rate) {
        Normalization.gradientSums(mean, variance, y, x, factor);
        rate.count(size, 2);
        return variance;
    }

    @Benchmark
    public Tensor gradientSumsScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double products = 0;
            float centre = factor.array()[c];
            for (int at = c * plane; at < size; at += channels * plane) {
                for (int i = at; i < at + plane; i++) {
                    sum += b[i];
                    products += b[i] * (a[i] - centre);
                }
            }
            mean.array()[c] = (float) sum;
            variance.array()[c] = (float) products;
        }
        rate.count(size, 2);
        return variance;
    }

    @Benchmark
    public Tensor inputGradient(Rate rate) {
        Normalization.inputGradient(dx, y, x, factor, factor, factor, factor);
        rate.count(size, 3);
        return dx;
    }

    @Benchmark
    public Tensor inputGradientScalar(Rate rate) {
        float[] a = x.array();
        float[] b = y.array();
        float[] c = dx.array();
        for (int at = 0; at < size; at += plane) {
            float f = factor.array()[at / plane % channels];
            for (int i = at; i < at + plane; i++) {
                c[i] = Math.fma(b[i], f, Math.fma(a[i] - f, f, f));
            }
        }
        rate.count(size, 3);
        return dx;
    }
}
