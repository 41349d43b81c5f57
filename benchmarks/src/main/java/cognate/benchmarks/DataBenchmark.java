package cognate.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How loops are measured that compute little on much data. The score is calls per nanosecond; the counter
 * {@code gigabytes} is GB/s, of every float read and every float written once, to be held against {@link CopyBenchmark}
 * of the same size.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class DataBenchmark {
    /** Bytes and elements beside the calls. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Rate {
        public long gigabytes;
        public long elements;

        /** Streams of floats; a byte is a quarter of one. */
        void count(int size, double streams) {
            elements += size;
            gigabytes += (long) (4.0 * size * streams);
        }
    }
}
