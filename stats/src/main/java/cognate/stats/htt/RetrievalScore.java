package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Bootstrap;
import cognate.stats.test.Interval;
import cognate.stats.test.Labellings;
import java.util.Arrays;

/**
 * One figure of a retrieval.
 *
 * @param value mean over the queries
 * @param chance its mean over the design's labellings of the queries
 * @param pValue by the design's labellings of the queries, against larger values; null where every query has one score
 *     whatever its condition, as that of rank 10 where the gallery holds ten networks: there is nothing to test
 * @param interval percentile bootstrap over the conditions
 */
public record RetrievalScore(double value, double chance, PValue pValue, Interval interval) {
    /** From the score [queries][conditions] that each query would have if it were of each condition. */
    static RetrievalScore of(
            double[][] table, Design queries, HttSettings settings, RandomStream stream, Workers workers) {
        Labellings labellings = queries.labellings();
        PValue pValue = constant(table)
                ? null
                : PValue.of(
                        labellings,
                        permuted -> mean(table, permuted),
                        true,
                        settings.permutations(),
                        stream.split("permutation"),
                        workers);
        double[] replicates = replicates(table, queries, settings.bootstraps(), stream.split("bootstrap"));
        return new RetrievalScore(
                mean(table, queries.labels()),
                chance(table, labellings),
                pValue,
                Bootstrap.percentile(replicates, 1 - settings.alpha()));
    }

    private static boolean constant(double[][] table) {
        return Arrays.stream(table).allMatch(scores -> Arrays.stream(scores).allMatch(score -> score == scores[0]));
    }

    private static double[] replicates(double[][] table, Design queries, int bootstraps, RandomStream draws) {
        int conditions = table[0].length;
        int[] count = new int[conditions];
        double[] sum = new double[conditions];
        for (int q = 0; q < queries.size(); q++) {
            count[queries.condition(q)]++;
            sum[queries.condition(q)] += table[q][queries.condition(q)];
        }
        double[] replicates = new double[bootstraps];
        for (int i = 0; i < replicates.length; i++) {
            RandomStream own = draws.split(i);
            double total = 0;
            int number = 0;
            for (int k = 0; k < conditions; k++) {
                int drawn = own.nextInt(conditions);
                total += sum[drawn];
                number += count[drawn];
            }
            replicates[i] = total / number;
        }
        return replicates;
    }

    private static double mean(double[][] table, int[] labels) {
        double sum = 0;
        for (int q = 0; q < labels.length; q++) {
            sum += table[q][labels[q]];
        }
        return sum / labels.length;
    }

    private static double chance(double[][] table, Labellings labellings) {
        double[][] shares = labellings.shares(table[0].length);
        double sum = 0;
        for (int q = 0; q < shares.length; q++) {
            for (int c = 0; c < shares[q].length; c++) {
                sum += shares[q][c] * table[q][c];
            }
        }
        return sum / shares.length;
    }
}
