package cognate.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * The limit of every loop that only moves data: a copy of floats, from the first cache to memory. A copied float counts
 * eight bytes, four read and four written; the counter is in bytes per nanosecond, which is GB/s.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class CopyBenchmark {
    /** Floats: 16 KiB, 256 KiB, 8 MiB and 256 MiB in and out together. */
    @Param({"2048", "32768", "1048576", "33554432"})
    public int size;

    private float[] from;
    private float[] to;

    /** The score in bytes. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Rate {
        public long gigabytes;
    }

    @Setup
    public void fill() {
        from = Operands.uniform("from", size).array();
        to = new float[size];
    }

    @Benchmark
    public float[] copy(Rate rate) {
        System.arraycopy(from, 0, to, 0, size);
        rate.gigabytes += 8L * size;
        return to;
    }
}
