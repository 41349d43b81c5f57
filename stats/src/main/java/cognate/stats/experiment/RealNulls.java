package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.models.train.StoredNetwork;
import cognate.similarity.normalize.Normalization;
import cognate.similarity.weights.Representation;
import cognate.stats.htt.Design;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttResult;
import cognate.stats.htt.HttSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often hypothesis-training-testing rejects a true hypothesis about real networks: those of one task, dealt into
 * pairs of conditions that differ in nothing but seeds.
 */
final class RealNulls {
    private static final Measure MEASURE = new Measure(Normalization.PUSH_FORWARD, Representation.of("whole-chain", 0));

    private RealNulls() {}

    /** p of the accuracy and of D on held-out networks, a pair [accuracy, D] for each pair of conditions. */
    static double[][] pValues(List<StoredNetwork> networks, int perCondition, HttSettings settings, Workers workers) {
        int size = 2 * perCondition;
        List<String> names =
                IntStream.range(0, size).mapToObj(Integer::toString).toList();
        List<String> conditions = IntStream.range(0, size)
                .mapToObj(i -> i < perCondition ? "first" : "second")
                .toList();
        Design design = Design.of(names, conditions);
        double[][] pValues = new double[networks.size() / size][];
        for (int i = 0; i < pValues.length; i++) {
            double[][] similarity =
                    MEASURE.similarity(networks.subList(i * size, (i + 1) * size), new LinkedHashSet<>(), workers);
            HttResult result = Htt.test(design, similarity, settings, workers);
            pValues[i] = new double[] {
                result.classification().pValue().value(),
                result.distance().pValue().value()
            };
        }
        return pValues;
    }

    /**
     * Prints the shares of stats/README.md.
     *
     * @param arguments a run of one task; networks a condition (default 10)
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("expected RUN [NETWORKS], found " + Arrays.toString(arguments));
            System.exit(2);
        }
        int perCondition = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        List<StoredNetwork> networks = Subjects.read(Collections.singletonList(Path.of(arguments[0])), Subjects.By.TASK)
                .networks();
        double[][] pValues;
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            pValues = pValues(networks, perCondition, HttSettings.standard(), workers);
        }
        System.out.println("| test | pairs of conditions | p ≤ .05 | p ≤ .01 |");
        System.out.println("|---|---|---|---|");
        System.out.println(row("accuracy", pValues, 0));
        System.out.println(row("D", pValues, 1));
    }

    private static String row(String name, double[][] pValues, int test) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f |",
                name,
                pValues.length,
                share(pValues, test, 0.05),
                share(pValues, test, 0.01));
    }

    private static double share(double[][] pValues, int test, double level) {
        return Arrays.stream(pValues).filter(p -> p[test] <= level).count() / (double) pValues.length;
    }
}
