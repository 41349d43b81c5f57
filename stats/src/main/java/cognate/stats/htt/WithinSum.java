package cognate.stats.htt;

import cognate.stats.test.PermutationTest;

/**
 * The sum of similarities over pairs of one condition. Permuted labels keep the number of such pairs and the sum over all
 * pairs, so it orders permutations as the difference of the means does. Similarities are taken as whole numbers of a unit
 * that is so small that their sum just fits into 53 bits: sums are then exact, and labellings that name the same groups tie.
 */
final class WithinSum implements PermutationTest.Statistic {
    private final int size;
    private final int conditions;
    private final long[] units; // [size, size]
    private final long[] rows; // sums without the diagonal
    private long total; // over pairs

    private WithinSum(double[] similarity, int size, int conditions, int exponent) {
        this.size = size;
        this.conditions = conditions;
        units = new long[size * size];
        rows = new long[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                units[i * size + j] = (long) StrictMath.rint(StrictMath.scalb(similarity[i * size + j], exponent));
                rows[i] += i == j ? 0 : units[i * size + j];
            }
            total += rows[i];
        }
        total /= 2;
    }

    static WithinSum of(double[] similarity, int[] labels) {
        double largest = 0;
        for (double value : similarity) {
            largest = StrictMath.max(largest, StrictMath.abs(value));
        }
        int conditions = 0;
        for (int label : labels) {
            conditions = StrictMath.max(conditions, label + 1);
        }
        int exponent = 51 - StrictMath.getExponent(largest * similarity.length);
        return new WithinSum(similarity, labels.length, conditions, exponent);
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
        if (conditions == 2) { // the smaller one decides: S_0 + S_1 = total - Σ_g rows + 2 S_g
            boolean first = end[0] <= size - end[0];
            int from = first ? 0 : end[0];
            int to = first ? end[0] : size;
            long sum = total + 2 * pairs(members, from, to);
            for (int a = from; a < to; a++) {
                sum -= rows[members[a]];
            }
            return sum;
        }
        long sum = 0;
        for (int c = 0; c < conditions; c++) {
            sum += pairs(members, c == 0 ? 0 : end[c - 1], end[c]);
        }
        return sum;
    }

    private long pairs(int[] members, int from, int to) {
        long sum = 0;
        for (int a = from; a < to; a++) {
            int row = members[a] * size;
            for (int b = a + 1; b < to; b++) {
                sum += units[row + members[b]];
            }
        }
        return sum;
    }
}
