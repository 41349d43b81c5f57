package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;
import cognate.stats.test.Bootstrap;
import cognate.stats.test.Interval;
import cognate.stats.test.PermutationTest;

/**
 * One figure of a retrieval.
 *
 * @param value    mean over the queries
 * @param chance   its expectation where the conditions of the queries are dealt out anew
 * @param pValue   by permuting the conditions of the queries, against larger values
 * @param interval percentile bootstrap over the conditions
 */
public record RetrievalScore(double value, double chance, double pValue, Interval interval) {
    /** From the score [queries][conditions] that each query would have if it were of each condition. */
    static RetrievalScore of(
            double[][] table, int[] labels, Blocks blocks, HttSettings settings, RandomStream stream, Workers workers) {
        int conditions = table[0].length;
        int[] count = new int[conditions];
        double[] sum = new double[conditions];
        for (int q = 0; q < labels.length; q++) {
            count[labels[q]]++;
            sum[labels[q]] += table[q][labels[q]];
        }
        double pValue = PermutationTest.pValue(
                labels,
                blocks,
                permuted -> mean(table, permuted),
                settings.permutations(),
                stream.split("permutation"),
                workers);
        RandomStream draws = stream.split("bootstrap");
        double[] replicates = new double[settings.bootstraps()];
        for (int i = 0; i < replicates.length; i++) {
            RandomStream own = draws.split(i);
            double total = 0;
            int queries = 0;
            for (int k = 0; k < conditions; k++) {
                int drawn = own.nextInt(conditions);
                total += sum[drawn];
                queries += count[drawn];
            }
            replicates[i] = total / queries;
        }
        return new RetrievalScore(
                mean(table, labels),
                chance(table, labels, blocks),
                pValue,
                Bootstrap.percentile(replicates, 1 - settings.alpha()));
    }

    private static double mean(double[][] table, int[] labels) {
        double sum = 0;
        for (int q = 0; q < labels.length; q++) {
            sum += table[q][labels[q]];
        }
        return sum / labels.length;
    }

    private static double chance(double[][] table, int[] labels, Blocks blocks) {
        double sum = 0;
        for (int block = 0; block < blocks.count(); block++) {
            int[] members = blocks.members(block);
            double total = 0;
            for (int q : members) {
                for (int other : members) {
                    total += table[q][labels[other]];
                }
            }
            sum += total / members.length;
        }
        return sum / labels.length;
    }
}
