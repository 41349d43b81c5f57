package cognate.stats.htt;

import cognate.stats.test.PermutationTest;

/**
 * D as a statistic of labels: the mean over conditions of the mean similarity within, minus the mean over pairs of
 * conditions of the mean similarity between. No labelling of a design changes the number of counted pairs of any two
 * conditions, so D is a sum of similarities with fixed weights.
 */
final class Closeness implements PermutationTest.Statistic {
    private final int size;
    private final int conditions;
    private final double[] similarity; // [size, size], 0 for pairs that do not count
    private final double[] weights; // [conditions, conditions]
    private final boolean even; // whether all weights between are equal
    private final double total; // over pairs

    /** The statistic of a matrix [n, n]; cells without a pair are left out of the means. */
    Closeness(Design design, double[] similarity, CountedPairs pairs) {
        size = design.size();
        conditions = pairs.conditions();
        this.similarity = new double[size * size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (design.counts(i, j)) {
                    this.similarity[i * size + j] = similarity[i * size + j];
                    sum += j < i ? similarity[i * size + j] : 0;
                }
            }
        }
        total = sum;
        weights = new double[conditions * conditions];
        int within = 0;
        int between = 0;
        for (int p = 0; p < conditions; p++) {
            within += pairs.count(p, p) > 0 ? 1 : 0;
            for (int q = 0; q < p; q++) {
                between += pairs.count(p, q) > 0 ? 1 : 0;
            }
        }
        for (int p = 0; p < conditions; p++) {
            for (int q = 0; q < conditions; q++) {
                double share = p == q ? 1.0 / within : -1.0 / between;
                weights[p * conditions + q] = pairs.count(p, q) > 0 ? share / pairs.count(p, q) : 0;
            }
        }
        boolean equal = true;
        for (int p = 0; p < conditions; p++) {
            for (int q = 0; q < p; q++) {
                equal &= weights[p * conditions + q] == weights[conditions];
            }
        }
        even = equal;
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
        double value = even ? weights[conditions] * total : 0;
        for (int p = 0; p < conditions; p++) {
            int from = p == 0 ? 0 : end[p - 1];
            for (int q = 0; q <= p; q++) {
                double weight = weights[p * conditions + q];
                if (q == p) {
                    value += (even ? weight - weights[conditions] : weight) * within(members, from, end[p]);
                } else if (!even) {
                    value += weight * between(members, from, end[p], q == 0 ? 0 : end[q - 1], end[q]);
                }
            }
        }
        return value;
    }

    private double within(int[] members, int from, int to) {
        double sum = 0;
        for (int a = from; a < to; a++) {
            sum += between(members, a, a + 1, from, a);
        }
        return sum;
    }

    private double between(int[] members, int from, int to, int other, int otherTo) {
        double sum = 0;
        for (int a = from; a < to; a++) {
            int row = members[a] * size;
            for (int b = other; b < otherTo; b++) {
                sum += similarity[row + members[b]];
            }
        }
        return sum;
    }
}
