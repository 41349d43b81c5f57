package cognate.benchmarks;

import cognate.engine.linalg.Matrix;
import cognate.similarity.representation.Cka;
import cognate.similarity.representation.Representation;
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

/** Linear centred kernel alignment of two raw activation matrices. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CkaBenchmark {
    /** {@code n x p} without blanks, of both. */
    @Param("10000x500")
    public String size;

    private Matrix x;
    private Matrix y;

    @Setup
    public void fill() {
        x = Operands.gaussian("x", size);
        y = Operands.gaussian("y", size);
    }

    @Benchmark
    public double cka() {
        return Cka.linear(Representation.of(x, "x"), Representation.of(y, "y"));
    }
}
