package cognate.benchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The limit of every product on this machine: independent fused multiply-adds on registers alone. One operation is one
 * floating-point operation (a fused multiply-add is two), so the score in operations per nanosecond is GFLOP/s.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class FmaPeakBenchmark {
    private static final VectorSpecies<Float> FLOAT = FloatVector.SPECIES_PREFERRED;
    /**
     * Few enough that the loop is never replaced while it runs: JDK 17 then boxes its vectors, at a tenth of the speed.
     */
    private static final int ROUNDS = 1000;

    private static final int ACCUMULATORS = 10;

    private final float[] sink = new float[ACCUMULATORS * FLOAT.length()];
    private float factor = 0.999f;
    private float summand = 1e-3f;

    /** The score under its unit's name. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Rate {
        public long gflops;
    }

    /** Ten accumulators hide the latency of two units with four to five cycles each. */
    @Benchmark
    public void peak(Rate rate) {
        int n = FLOAT.length();
        FloatVector x = FloatVector.broadcast(FLOAT, factor);
        FloatVector y = FloatVector.broadcast(FLOAT, summand);
        FloatVector a0 = FloatVector.fromArray(FLOAT, sink, 0);
        FloatVector a1 = FloatVector.fromArray(FLOAT, sink, n);
        FloatVector a2 = FloatVector.fromArray(FLOAT, sink, 2 * n);
        FloatVector a3 = FloatVector.fromArray(FLOAT, sink, 3 * n);
        FloatVector a4 = FloatVector.fromArray(FLOAT, sink, 4 * n);
        FloatVector a5 = FloatVector.fromArray(FLOAT, sink, 5 * n);
        FloatVector a6 = FloatVector.fromArray(FLOAT, sink, 6 * n);
        FloatVector a7 = FloatVector.fromArray(FLOAT, sink, 7 * n);
        FloatVector a8 = FloatVector.fromArray(FLOAT, sink, 8 * n);
        FloatVector a9 = FloatVector.fromArray(FLOAT, sink, 9 * n);
        for (int i = 0; i < ROUNDS; i++) {
            a0 = a0.fma(x, y);
            a1 = a1.fma(x, y);
            a2 = a2.fma(x, y);
            a3 = a3.fma(x, y);
            a4 = a4.fma(x, y);
            a5 = a5.fma(x, y);
            a6 = a6.fma(x, y);
            a7 = a7.fma(x, y);
            a8 = a8.fma(x, y);
            a9 = a9.fma(x, y);
        }
        a0.intoArray(sink, 0);
        a1.intoArray(sink, n);
        a2.intoArray(sink, 2 * n);
        a3.intoArray(sink, 3 * n);
        a4.intoArray(sink, 4 * n);
        a5.intoArray(sink, 5 * n);
        a6.intoArray(sink, 6 * n);
        a7.intoArray(sink, 7 * n);
        a8.intoArray(sink, 8 * n);
        a9.intoArray(sink, 9 * n);
        rate.gflops += 2L * ROUNDS * ACCUMULATORS * n;
    }
}
