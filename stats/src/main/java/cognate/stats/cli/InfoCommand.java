package cognate.stats.cli;

import cognate.engine.kernel.gemm.Gemm;
import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code info}: what this machine and JVM are, and how near the product comes to the machine's limit. */
final class InfoCommand implements Command {
    /** Edge of the square matrices that are multiplied. */
    private static final int SIZE = 256;

    private static final int ROUNDS = 5;
    private static final double SECONDS = 0.15;

    @Override
    public Syntax syntax() {
        return new Syntax("info", "JDK, processor, lanes, threads, and the share of the FMA peak that products reach");
    }

    @Override
    public int run(Options options, Console console) throws IOException {
        double peak = 0;
        double product = 0;
        Runnable work = product();
        for (int round = 0; round < ROUNDS; round++) { // in turns, so that a busy neighbour slows both
            peak = Math.max(peak, FmaPeak.measure(SECONDS) * 1e-9);
            product = Math.max(product, 2.0 * SIZE * SIZE * SIZE / FmaPeak.best(SECONDS, work) * 1e-9);
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", Cognate.version());
        facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("processor", processor());
        facts.put("lanes", FmaPeak.lanes());
        facts.put("threads", options.threads());
        facts.put("heapMebibytes", Runtime.getRuntime().maxMemory() >> 20);
        facts.put("peakGflops", rounded(peak));
        facts.put("productGflops", rounded(product));
        facts.put("productShare", rounded(product / peak));
        console.printJson(facts);
        for (Map.Entry<String, Object> fact : facts.entrySet()) {
            console.print(String.format(Locale.ROOT, "%-14s %s", fact.getKey(), fact.getValue()));
        }
        return Cognate.DONE;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** One square product on one thread. */
    private static Runnable product() {
        float[] ones = new float[SIZE * SIZE];
        Arrays.fill(ones, 1);
        Tensor a = Tensor.of(ones, SIZE, SIZE);
        Tensor b = a.copy();
        Tensor c = Tensor.zeros(SIZE, SIZE);
        return () -> Gemm.accumulate(Workers.single(), c, a, b);
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
