package cognate.stats.htt;

import java.util.Arrays;

/**
 * Mean similarities over the pairs of different networks; not a number where there is no such pair.
 *
 * @param within  mean over pairs of one condition
 * @param between mean over pairs of two conditions
 */
record PairMeans(double within, double between) {
    static PairMeans of(double[] similarity, int[] labels) {
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        return of(similarity, labels, once);
    }

    /** The means where network i counts weight[i] times; pairs of a network with itself are left out. */
    static PairMeans of(double[] similarity, int[] labels, int[] weight) {
        int n = labels.length;
        double[] sum = new double[2];
        long[] count = new long[2];
        for (int i = 0; i < n; i++) {
            for (int j = weight[i] == 0 ? i : 0; j < i; j++) {
                int kind = labels[i] == labels[j] ? 0 : 1;
                int w = weight[i] * weight[j];
                sum[kind] += w * similarity[i * n + j];
                count[kind] += w;
            }
        }
        return new PairMeans(sum[0] / count[0], sum[1] / count[1]);
    }

    /** Whether there was a pair of either kind. */
    boolean complete() {
        return !Double.isNaN(within) && !Double.isNaN(between);
    }

    /** The standard deviation of the pairs, pooled over the two kinds. */
    double deviation(double[] similarity, int[] labels) {
        int n = labels.length;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double difference = similarity[i * n + j] - (labels[i] == labels[j] ? within : between);
                squares += difference * difference;
            }
        }
        return StrictMath.sqrt(squares / StrictMath.max(1, n * (n - 1L) / 2 - 2));
    }
}
