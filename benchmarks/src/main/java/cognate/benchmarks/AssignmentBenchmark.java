package cognate.benchmarks;

import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
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

/** Linear assignment of uniform costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AssignmentBenchmark {
    /** {@code m x n} without blanks, one number for a square. */
    @Param({"1000", "1000x1500"})
    public String size;

    private Matrix a;

    @Setup
    public void fill() {
        a = Operands.uniformMatrix("a", size);
    }

    @Benchmark
    public Assignment assignment() {
        return Assignment.of(a);
    }
}
