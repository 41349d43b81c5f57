package cognate.similarity.representation;

import cognate.engine.parallel.Workers;
import java.util.Arrays;

/**
 * Ranks of dissimilarities of pairs. They are sorted as one long each, the value rounded to a grid and behind it its
 * place; the few that share a point of the grid are then sorted as they are. Those equal but for rounding share their
 * mean rank.
 */
final class PairRanks {
    /** Rounding errors of dissimilarities up to 2 are smaller, differences that mean something are not. */
    private static final double TOLERANCE = 0x1p-46;

    private static final int DIGIT = 11;
    private static final int MASK = (1 << DIGIT) - 1;
    /** Elements that are counted and moved together: a constant, and the sort is stable, so threads change nothing. */
    private static final int CHUNK = 1 << 20;

    private final double[] values;
    private final double[] ranks;

    private PairRanks(double[] values) {
        this.values = values;
        ranks = new double[values.length];
    }

    /** From 0, of numbers that are not negative. */
    static double[] of(double[] values, Workers workers) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        int placeBits = 64 - Long.numberOfLeadingZeros(Math.max(1, values.length - 1));
        int valueBits = 63 - placeBits;
        double scale = Math.scalb(1.0, valueBits - 2 - Math.getExponent(Math.max(TOLERANCE, largest)));
        long[] keys = new long[values.length];
        workers.run(chunks(keys), chunk -> {
            int end = Math.min(values.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                keys[i] = Math.round(values[i] * scale) << placeBits | i;
            }
        });
        PairRanks result = new PairRanks(values);
        result.take(sorted(keys, placeBits, 63, workers), placeBits);
        return result.ranks;
    }

    private static int chunks(long[] keys) {
        return (keys.length + CHUNK - 1) / CHUNK;
    }

    /** Stably by the bits {@code [low, high)}, digit by digit. */
    private static long[] sorted(long[] keys, int low, int high, Workers workers) {
        long[] from = keys;
        long[] to = new long[keys.length];
        for (int shift = low; shift < high; shift += DIGIT) {
            int[][] places = new int[chunks(keys)][MASK + 1];
            long[] source = from;
            long[] target = to;
            int digit = shift;
            workers.run(places.length, chunk -> {
                int[] counts = places[chunk];
                int end = Math.min(source.length, (chunk + 1) * CHUNK);
                for (int i = chunk * CHUNK; i < end; i++) {
                    counts[(int) (source[i] >>> digit) & MASK]++;
                }
            });
            starts(places);
            workers.run(places.length, chunk -> {
                int[] next = places[chunk];
                int end = Math.min(source.length, (chunk + 1) * CHUNK);
                for (int i = chunk * CHUNK; i < end; i++) {
                    target[next[(int) (source[i] >>> digit) & MASK]++] = source[i];
                }
            });
            from = target;
            to = source;
        }
        return from;
    }

    /** Turns counts by chunk and digit into the first place of each. */
    private static void starts(int[][] counts) {
        int sum = 0;
        for (int digit = 0; digit <= MASK; digit++) {
            for (int[] chunk : counts) {
                int count = chunk[digit];
                chunk[digit] = sum;
                sum += count;
            }
        }
    }

    private void take(long[] sorted, int placeBits) {
        long places = (1L << placeBits) - 1;
        for (int first = 0, end; first < sorted.length; first = end) {
            long point = sorted[first] >>> placeBits;
            for (end = first + 1; end < sorted.length && sorted[end] >>> placeBits == point; end++) {}
            if (end == first + 1) {
                ranks[(int) (sorted[first] & places)] = first;
            } else {
                Integer[] group = new Integer[end - first];
                for (int i = first; i < end; i++) {
                    group[i - first] = (int) (sorted[i] & places);
                }
                rank(group, first);
            }
        }
    }

    /** Of the elements at these places, which have the ranks from {@code first} on. */
    private void rank(Integer[] group, int first) {
        Arrays.sort(group, (i, j) -> Double.compare(values[i], values[j]));
        for (int from = 0, end; from < group.length; from = end) {
            double bound = values[group[from]] + TOLERANCE;
            for (end = from + 1; end < group.length && values[group[end]] <= bound; end++) {}
            for (int i = from; i < end; i++) {
                ranks[group[i]] = first + (from + end - 1) / 2.0;
            }
        }
    }
}
