package cognate.stats.htt;

import cognate.stats.test.PermutationTest;

/**
 * The sum of similarities over pairs of one condition. Permuted labels keep the number of such pairs and the sum over all
 * pairs, so it orders permutations as the difference of the means does. Similarities are taken as whole numbers of a unit
 * that is so small that their sum just fits into 53 bits: sums are then exact, and labellings that name the same groups tie.
 */
record WithinSum(long[] units, int size, int conditions) implements PermutationTest.Statistic {
    static WithinSum of(double[] similarity, int[] labels) {
        double largest = 0;
        for (double value : similarity) {
            largest = StrictMath.max(largest, StrictMath.abs(value));
        }
        int exponent = 52 - StrictMath.getExponent(largest * similarity.length) - 1;
        long[] units = new long[similarity.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = (long) StrictMath.rint(StrictMath.scalb(similarity[i], exponent));
        }
        int conditions = 0;
        for (int label : labels) {
            conditions = StrictMath.max(conditions, label + 1);
        }
        return new WithinSum(units, labels.length, conditions);
    }

    @Override
    public double of(int[] labels) {
        int[] end = new int[conditions + 1];
        for (int label : labels) {
            end[label + 1]++;
        }
        for (int c = 0; c < conditions; c++) {
            end[c + 1] += end[c];
        }
        int[] members = new int[size];
        for (int i = 0; i < size; i++) {
            members[end[labels[i]]++] = i; // end[c] moves from the first place of c to the first of c + 1
        }
        long sum = 0;
        int from = 0;
        for (int c = 0; c < conditions; c++) {
            for (int a = from; a < end[c]; a++) {
                int row = members[a] * size;
                for (int b = a + 1; b < end[c]; b++) {
                    sum += units[row + members[b]];
                }
            }
            from = end[c];
        }
        return sum;
    }
}
