package cognate.benchmarks;

import cognate.engine.linalg.Matrix;
import cognate.similarity.representation.Cca;
import cognate.similarity.representation.Pwcca;
import cognate.similarity.representation.Representation;
import cognate.similarity.representation.SharedBasis;
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

/** Projection weighted canonical correlation of two raw activation matrices. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PwccaBenchmark {
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
    public double pwcca() {
        SharedBasis basis = SharedBasis.of(Representation.of(x, "x"), Representation.of(y, "y"));
        return Pwcca.of(Cca.of(basis));
    }
}
