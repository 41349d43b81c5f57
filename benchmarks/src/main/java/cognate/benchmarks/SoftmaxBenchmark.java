package cognate.benchmarks;

import cognate.engine.kernel.map.Softmax;
import cognate.engine.kernel.map.VectorMath;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Cross-entropy of a batch with its gradient, and the plain loops. */
public class SoftmaxBenchmark extends DataBenchmark {
    /** {@code rows x classes}. */
    @Param({"64x2", "64x10", "128x10", "37x53", "64x1000", "840000x10"})
    public String shape;

    private int n;
    private int c;
    private int[] labels;
    private Tensor logits;
    private Tensor probabilities;
    private Tensor dLogits;

    @Setup
    public void fill() {
        String[] sizes = shape.split("x");
        n = Integer.parseInt(sizes[0]);
        c = Integer.parseInt(sizes[1]);
        labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i * 7 % c;
        }
        logits = Operands.uniform("logits", n, c);
        probabilities = Tensor.zeros(n, c);
        dLogits = Tensor.zeros(n, c);
    }

    @Benchmark
    public float crossEntropy(Rate rate) {
        rate.count(n * c, 2);
        return Softmax.crossEntropy(probabilities, logits, labels, 0);
    }

    @Benchmark
    public float crossEntropyScalar(Rate rate) {
        float[] x = logits.array();
        float[] p = probabilities.array();
        double total = 0;
        for (int i = 0; i < n; i++) {
            int row = i * c;
            float max = x[row];
            for (int j = 1; j < c; j++) {
                max = Math.max(max, x[row + j]);
            }
            float sum = 0;
            for (int j = 0; j < c; j++) {
                p[row + j] = VectorMath.exp(x[row + j] - max);
                sum += p[row + j];
            }
            for (int j = 0; j < c; j++) {
                p[row + j] /= sum;
            }
            total += VectorMath.log(sum) - (x[row + labels[i]] - max);
        }
        rate.count(n * c, 2);
        return (float) (total / n);
    }

    @Benchmark
    public Tensor gradient(Rate rate) {
        Softmax.accumulateCrossEntropy(dLogits, probabilities, labels, 0, 1f / n);
        rate.count(n * c, 3);
        return dLogits;
    }

    @Benchmark
    public Tensor gradientScalar(Rate rate) {
        float[] p = probabilities.array();
        float[] g = dLogits.array();
        float factor = 1f / n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < c; j++) {
                g[i * c + j] = Math.fma(factor, j == labels[i] ? p[i * c + j] - 1 : p[i * c + j], g[i * c + j]);
            }
        }
        rate.count(n * c, 3);
        return dLogits;
    }
}
