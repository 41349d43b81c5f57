package cognate.stats.test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Ranks 1 … n of values, equal values sharing the mean of their ranks.
 *
 * @param doubled twice the ranks, which are whole numbers
 * @param ties sizes of the groups of equal values, ascending in value, groups of one left out
 */
record Ranks(int[] doubled, int[] ties) {
    static Ranks of(double[] values) {
        int n = values.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i] + 0.0))
                .mapToInt(i -> i)
                .toArray();
        int[] doubled = new int[n];
        int[] ties = new int[n];
        int groups = 0;
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                doubled[order[i]] = from + 1 + to;
            }
            if (to - from > 1) {
                ties[groups++] = to - from;
            }
            from = to;
        }
        return new Ranks(doubled, Arrays.copyOf(ties, groups));
    }

    /** Σ t³ - t over groups of equal values. */
    double tieTerm() {
        double sum = 0;
        for (double t : ties) {
            sum += t * t * t - t;
        }
        return sum;
    }

    double[] values() {
        return Arrays.stream(doubled).mapToDouble(rank -> rank / 2.0).toArray();
    }
}
