package cognate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The share of a limit that a kernel must reach: one line of {@code floors.txt}, which explains its columns.
 *
 * @param parameters as in {@code size=100,threads=1}
 * @param work floating-point operations a call, or an element where the benchmark counts these; 0 if its bytes count
 */
record Floor(String benchmark, String parameters, String limit, double work, double floor) {
    /** What the measured JVMs print, which is nothing of interest, goes here. */
    private static final String LOG = log();

    private static double lastPeak;

    private static String log() {
        try {
            Path log = Files.createTempFile("guard", ".log");
            log.toFile().deleteOnExit();
            return log.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of {@code floors.txt}. */
    static List<Floor> all() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Floor.class.getResourceAsStream("floors.txt"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Floor::parse)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Floor parse(String line) {
        String[] columns = line.trim().split("\\s+");
        if (columns.length != 5) {
            throw new IllegalArgumentException("floors.txt: expected 5 columns, found " + line);
        }
        double work = columns[3].equals("-") ? 0 : Double.parseDouble(columns[3]);
        return new Floor(columns[0], columns[1], columns[2], work, Double.parseDouble(columns[4]));
    }

    /**
     * The share of its limit that the kernel reaches now: of both, one after the other, the best of some short runs.
     */
    double share() {
        RunResult result = run(benchmark, parameters);
        if (limit.equals("peak")) {
            double perNanosecond = result.getSecondaryResults().containsKey("elements")
                    ? counter(result, "elements")
                    : 1e-3 / result.getPrimaryResult().getStatistics().getMin();
            return work * perNanosecond / peak();
        }
        RunResult copy = run("CopyBenchmark.copy", "size=" + limit.substring(limit.indexOf(':') + 1));
        return counter(result, "gigabytes") / counter(copy, "gigabytes");
    }

    /** The better of now and of the time before: in rare JVMs the compiler spoils it. */
    private static double peak() {
        double before = lastPeak;
        lastPeak = counter(run("FmaPeakBenchmark.peak", ""), "gflops");
        return Math.max(before, lastPeak);
    }

    private static double counter(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getStatistics().getMax();
    }

    private static RunResult run(String benchmark, String parameters) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark.replace(".", "\\.") + "$")
                .forks(1)
                .warmupIterations(6)
                .warmupTime(TimeValue.milliseconds(400))
                .measurementIterations(8)
                .measurementTime(TimeValue.milliseconds(100))
                .verbosity(VerboseMode.SILENT)
                .output(LOG)
                .shouldFailOnError(true);
        for (String parameter : parameters.split(",")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                options.param(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            if (results.size() != 1) {
                throw new IllegalStateException(
                        benchmark + " " + parameters + ": expected one result, found " + results.size());
            }
            return results.iterator().next();
        } catch (RunnerException e) {
            throw new IllegalStateException(benchmark + " " + parameters + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return benchmark + " " + parameters;
    }
}
