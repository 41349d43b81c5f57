package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.htt.Design;
import cognate.stats.htt.Distance;
import cognate.stats.htt.Htt;
import cognate.stats.htt.HttSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How often the tests of D and of the accuracy reject a true hypothesis, by simulation: networks of one law, whatever
 * their condition.
 *
 * @param closerAt05 share of p ≤ .05 of the test of D, over all networks
 * @param closerAt01 share of p ≤ .01
 * @param toldAt05 share of p ≤ .05 of the test of the accuracy on held-out networks
 * @param toldAt01 share of p ≤ .01
 */
record Sizes(double closerAt05, double closerAt01, double toldAt05, double toldAt01) {
    private static final int PERMUTATIONS = 199; // both levels are multiples of 1/200
    private static final int TASKS = 3;

    /** Which networks share a block. */
    enum Kind {
        INDEPENDENT,
        MIXED,
        TIED,
        /** Two runs of three tasks with shared seeds; a condition is run and task. */
        SEVERAL_TASKS
    }

    /**
     * The design of two conditions of these sizes; of several tasks, of two runs whose tasks have turns at these sizes.
     */
    static Design design(Kind kind, int... sizes) {
        int[] conditions;
        int[] blocks;
        if (kind == Kind.SEVERAL_TASKS) {
            int[] all = IntStream.range(0, 2 * TASKS)
                    .map(c -> sizes[c % TASKS % sizes.length])
                    .toArray();
            conditions = Coverage.conditions(all);
            int perRun = conditions.length / 2;
            blocks = IntStream.range(0, conditions.length).map(i -> i % perRun).toArray();
        } else {
            conditions = Coverage.conditions(sizes);
            blocks = Coverage.blocks(sizes, Coverage.Sharing.valueOf(kind.toString()));
        }
        return Design.of(names(IntStream.range(0, conditions.length).toArray()), names(conditions))
                .inBlocks(names(blocks));
    }

    private static List<String> names(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
    }

    /** Simulates; equal streams give equal shares for any number of workers. */
    static Sizes simulate(
            SimulatedNetworks.Law law, Design design, int simulations, RandomStream stream, Workers workers) {
        int n = design.size();
        int[] conditions = IntStream.range(0, n).map(design::condition).toArray();
        int[] blocks = IntStream.range(0, n).map(design::block).toArray();
        int count = design.conditions().size();
        double[] spread = new double[count];
        Arrays.fill(spread, 0.5);
        SimulatedNetworks networks = new SimulatedNetworks(law, new int[count], spread);
        double[][] pValues = new double[simulations][];
        workers.run(simulations, i -> {
            double[][] similarity = new double[n][n];
            double[] values = SimulatedNetworks.similarity(networks.features(conditions, blocks, stream.split(i)));
            Arrays.setAll(similarity, row -> Arrays.copyOfRange(values, row * n, (row + 1) * n));
            HttSettings settings = new HttSettings(0.6, 0.01, i, PERMUTATIONS, 1);
            pValues[i] = new double[] {
                Distance.test(design, similarity, settings, Workers.single())
                        .pValue()
                        .value(),
                Htt.classify(design, similarity, settings, Workers.single())
                        .pValue()
                        .value()
            };
        });
        return new Sizes(
                share(pValues, 0, 0.05), share(pValues, 0, 0.01), share(pValues, 1, 0.05), share(pValues, 1, 0.01));
    }

    private static double share(double[][] pValues, int test, double level) {
        return Arrays.stream(pValues).filter(p -> p[test] <= level).count() / (double) pValues.length;
    }

    /**
     * Prints the table of stats/README.md.
     *
     * @param arguments simulations a row (default 10000), threads (default: processors)
     */
    public static void main(String[] arguments) {
        int simulations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int threads = arguments.length > 1
                ? Integer.parseInt(arguments[1])
                : Runtime.getRuntime().availableProcessors();
        System.out.println("| law | blocks | networks | D ≤ .05 | D ≤ .01 | accuracy ≤ .05 | accuracy ≤ .01 |");
        System.out.println("|---|---|---|---|---|---|---|");
        try (Workers workers = Workers.of(threads)) {
            for (SimulatedNetworks.Law law : SimulatedNetworks.Law.values()) {
                for (Kind kind : Kind.values()) {
                    for (int[] sizes : new int[][] {{10, 10}, {4, 16}}) {
                        System.out.println(row(law, kind, sizes, simulations, workers));
                    }
                }
            }
        }
    }

    private static String row(SimulatedNetworks.Law law, Kind kind, int[] sizes, int simulations, Workers workers) {
        String name = law.toString().toLowerCase(Locale.ROOT);
        String blocks = kind.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        RandomStream stream = RandomStream.of(1).split("sizes").split(name + blocks + Arrays.toString(sizes));
        Sizes found = simulate(law, design(kind, sizes), simulations, stream, workers);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d + %d | %.4f | %.4f | %.4f | %.4f |",
                name,
                blocks,
                sizes[0],
                sizes[1],
                found.closerAt05,
                found.closerAt01,
                found.toldAt05,
                found.toldAt01);
    }
}
