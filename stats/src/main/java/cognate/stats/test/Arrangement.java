package cognate.stats.test;

import java.util.Arrays;

/** The arrangements of values of which some may be equal, numbered in lexicographic order. */
final class Arrangement {
    private Arrangement() {}

    /** Their number; values are sorted, and the number fits into 63 bits. */
    static long count(int[] sorted) {
        long count = 1;
        int equal = 0;
        for (int i = 0; i < sorted.length; i++) {
            equal = i > 0 && sorted[i] == sorted[i - 1] ? equal + 1 : 1;
            count = StrictMath.multiplyExact(count, i + 1L) / equal; // a multinomial coefficient at every step
        }
        return count;
    }

    /** Writes the arrangement of a number from 0. */
    static void write(int[] sorted, long number, int[] target) {
        int[] left = sorted.clone();
        long rest = number;
        for (int place = 0; place < target.length; place++) {
            for (int i = 0; i < left.length; i++) {
                if (i > 0 && left[i] == left[i - 1]) {
                    continue;
                }
                int[] without = without(left, i);
                long count = count(without);
                if (rest < count) {
                    target[place] = left[i];
                    left = without;
                    break;
                }
                rest -= count;
            }
        }
    }

    /** Turns an arrangement into the next one; after the last comes the first, and the answer is false. */
    static boolean next(int[] values) {
        int falls = values.length - 1;
        while (falls > 0 && values[falls - 1] >= values[falls]) {
            falls--;
        }
        if (falls > 0) {
            int larger = values.length - 1;
            while (values[larger] <= values[falls - 1]) {
                larger--;
            }
            swap(values, falls - 1, larger);
        }
        for (int i = falls, j = values.length - 1; i < j; i++, j--) {
            swap(values, i, j);
        }
        return falls > 0;
    }

    private static void swap(int[] values, int i, int j) {
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private static int[] without(int[] values, int index) {
        int[] rest = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, index + 1, rest, index, rest.length - index);
        return rest;
    }
}
