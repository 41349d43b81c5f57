package cognate.benchmarks;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Svd;
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
import org.openjdk.jmh.annotations.Warmup;

/** Singular values and thin singular vectors. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SvdBenchmark {
    /** {@code m x n} without blanks. */
    @Param({"2000x500", "500x500"})
    public String size;

    private Matrix a;

    @Setup
    public void fill() {
        a = Operands.gaussian("a", size);
    }

    @Benchmark
    public Svd svd() {
        return Svd.of(a);
    }
}
