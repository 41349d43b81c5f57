package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.htt.BlockEstimate;
import cognate.stats.htt.BlockIntervals;
import java.util.Arrays;
import java.util.Locale;

/**
 * How often the intervals of {@link BlockIntervals} hold what they should, and how often the test of equal spreads
 * rejects a true hypothesis, by simulation.
 *
 * @param closeness share of the intervals of D that hold its true value
 * @param spreads the same of the difference of the first two conditions' means within
 * @param within the same of the first condition's mean within
 * @param sizeAt05 share of p ≤ .05 of the test that both spreads are equal
 * @param sizeAt01 share of p ≤ .01
 */
record Coverage(double closeness, double spreads, double within, double sizeAt05, double sizeAt01) {
    private static final double LEVEL = 0.99;
    /** The truth is known to about a thousandth, a hundredth of the standard errors of ten networks. */
    private static final int NETWORKS_OF_TRUTH = 200_000;

    /** Which networks share a block. */
    enum Sharing {
        /** None do. */
        INDEPENDENT,
        /** The networks of half of a condition's places share one with those of the other conditions. */
        MIXED,
        /** Every network shares one with a network of each other condition. */
        TIED
    }

    /** A law and what is true under it: the mean similarity [conditions, conditions] of two independent networks. */
    record Population(SimulatedNetworks networks, double[][] means) {
        /** Conditions of one law, or each elsewhere and the second one wider; the truth comes from so many networks. */
        static Population of(SimulatedNetworks.Law law, int conditions, boolean apart, int networks) {
            int[] centre = new int[conditions];
            double[] spread = new double[conditions];
            Arrays.fill(spread, 0.5);
            if (apart) {
                Arrays.setAll(centre, c -> c);
                spread[1] = 0.75;
            }
            SimulatedNetworks many = new SimulatedNetworks(law, centre, spread);
            return new Population(many, many.means(networks, RandomStream.of(1).split("truth")));
        }

        private double closeness(int conditions) {
            double within = 0;
            double between = 0;
            for (int p = 0; p < conditions; p++) {
                within += means[p][p] / conditions;
                for (int q = p + 1; q < conditions; q++) {
                    between += means[p][q] * 2 / (conditions * (conditions - 1));
                }
            }
            return within - between;
        }
    }

    /** Simulates; equal streams give equal shares for any number of workers. */
    static Coverage simulate(
            Population population,
            int[] sizes,
            Sharing sharing,
            int simulations,
            RandomStream stream,
            Workers workers) {
        int[] conditions = conditions(sizes);
        int[] blocks = blocks(sizes, sharing);
        double closeness = population.closeness(sizes.length);
        double within = population.means[0][0];
        double spreads = within - population.means[1][1];
        int[][] hits = new int[simulations][];
        workers.run(simulations, i -> {
            double[][] features = population.networks.features(conditions, blocks, stream.split(i));
            BlockIntervals found = BlockIntervals.of(SimulatedNetworks.similarity(features), conditions, blocks);
            BlockEstimate difference = found.spreads(0, 1);
            double p = difference.pValue();
            hits[i] = new int[] {
                holds(found.closeness(), closeness),
                holds(difference, spreads),
                holds(found.within(0), within),
                p <= 0.05 ? 1 : 0,
                p <= 0.01 ? 1 : 0
            };
        });
        double[] share = new double[5];
        for (int k = 0; k < share.length; k++) {
            int which = k;
            share[k] = Arrays.stream(hits).mapToInt(hit -> hit[which]).sum() / (double) simulations;
        }
        return new Coverage(share[0], share[1], share[2], share[3], share[4]);
    }

    private static int holds(BlockEstimate estimate, double truth) {
        return estimate.interval(LEVEL).contains(truth) ? 1 : 0;
    }

    static int[] conditions(int[] sizes) {
        int[] conditions = new int[Arrays.stream(sizes).sum()];
        for (int c = 0, from = 0; c < sizes.length; from += sizes[c++]) {
            Arrays.fill(conditions, from, from + sizes[c], c);
        }
        return conditions;
    }

    static int[] blocks(int[] sizes, Sharing sharing) {
        int smallest = Arrays.stream(sizes).min().orElseThrow();
        int shared = sharing == Sharing.TIED ? smallest : sharing == Sharing.MIXED ? (smallest + 1) / 2 : 0;
        int[] blocks = new int[Arrays.stream(sizes).sum()];
        int next = shared;
        for (int c = 0, at = 0; c < sizes.length; c++) {
            for (int i = 0; i < sizes[c]; i++) {
                blocks[at++] = i < shared ? i : next++;
            }
        }
        return blocks;
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
        int[][] all = {{5, 5}, {10, 10}, {20, 20}, {4, 16}, {10, 10, 10}};
        print(
                "| law | networks | blocks | D same | D apart | W_A - W_B same | W_A - W_B apart | W_A | p ≤ .05 | p ≤ .01 |");
        print("|---|---|---|---|---|---|---|---|---|---|");
        try (Workers workers = Workers.of(threads)) {
            for (SimulatedNetworks.Law law : SimulatedNetworks.Law.values()) {
                Population same = Population.of(law, 3, false, NETWORKS_OF_TRUTH);
                Population apart = Population.of(law, 3, true, NETWORKS_OF_TRUTH);
                for (int[] sizes : all) {
                    for (Sharing sharing : Sharing.values()) {
                        boolean balanced = Arrays.stream(sizes).distinct().count() == 1;
                        if (balanced || sharing != Sharing.TIED) {
                            print(row(same, apart, sizes, sharing, simulations, workers));
                        }
                    }
                }
            }
        }
    }

    private static String row(
            Population ofOneLaw, Population ofMany, int[] sizes, Sharing sharing, int simulations, Workers workers) {
        String law = ofOneLaw.networks.law().toString().toLowerCase(Locale.ROOT);
        RandomStream stream = RandomStream.of(1).split("coverage").split(law + Arrays.toString(sizes) + sharing);
        Coverage same = simulate(ofOneLaw, sizes, sharing, simulations, stream.split("same"), workers);
        Coverage apart = simulate(ofMany, sizes, sharing, simulations, stream.split("apart"), workers);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.4f |",
                law,
                String.join(
                        " + ", Arrays.stream(sizes).mapToObj(Integer::toString).toList()),
                sharing.toString().toLowerCase(Locale.ROOT),
                same.closeness,
                apart.closeness,
                same.spreads,
                apart.spreads,
                same.within,
                same.sizeAt05,
                same.sizeAt01);
    }

    private static void print(String line) {
        System.out.println(line); // the one class that talks without a console: a table, not a command
    }
}
