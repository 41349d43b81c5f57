package cognate.benchmarks;

import cognate.engine.kernel.map.Elementwise;
import cognate.engine.kernel.map.VectorMath;
import cognate.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Transcendental functions, and their scalar forms; the counter {@code elements} is elements per nanosecond. */
public class VectorMathBenchmark extends DataBenchmark {
    @Param({"100", "4096", "8200", "8400100"})
    public int size;

    private Tensor x;
    private Tensor positive;
    private Tensor z;

    @Setup
    public void fill() {
        x = Operands.uniform("x", size);
        Elementwise.scale(x, x, 10);
        positive = Tensor.zeros(size);
        Elementwise.exp(positive, x);
        z = Tensor.zeros(size);
    }

    @Benchmark
    public Tensor exp(Rate rate) {
        Elementwise.exp(z, x);
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor expScalar(Rate rate) {
        for (int i = 0; i < size; i++) {
            z.array()[i] = VectorMath.exp(x.array()[i]);
        }
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor log(Rate rate) {
        Elementwise.log(z, positive);
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor logScalar(Rate rate) {
        for (int i = 0; i < size; i++) {
            z.array()[i] = VectorMath.log(positive.array()[i]);
        }
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor tanh(Rate rate) {
        Elementwise.tanh(z, x);
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor tanhScalar(Rate rate) {
        for (int i = 0; i < size; i++) {
            z.array()[i] = VectorMath.tanh(x.array()[i]);
        }
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor sigmoid(Rate rate) {
        Elementwise.sigmoid(z, x);
        rate.count(size, 2);
        return z;
    }

    @Benchmark
    public Tensor sigmoidScalar(Rate rate) {
        for (int i = 0; i < size; i++) {
            z.array()[i] = VectorMath.sigmoid(x.array()[i]);
        }
        rate.count(size, 2);
        return z;
    }
}
