package cognate.stats.htt;

/**
 * A difference x - y of two means of similarities, each a mean of cells: cell p, q is the mean similarity of a network
 * of condition p with one of q.
 *
 * @param x coefficients [conditions, conditions] of the first mean, of cells p ≤ q
 * @param y of the second
 * @param size the number of blocks of the smallest condition that it speaks of
 */
record Contrast(double[] x, double[] y, int size) {
    /** Mean of all cells within a condition, minus that of all cells between two. */
    static Contrast closeness(CountedPairs pairs) {
        int k = pairs.conditions();
        double[] x = new double[k * k];
        double[] y = new double[k * k];
        int size = Integer.MAX_VALUE;
        for (int p = 0; p < k; p++) {
            size = StrictMath.min(size, pairs.blocksOf(p));
            x[p * k + p] = 1.0 / k;
            for (int q = p + 1; q < k; q++) {
                y[p * k + q] = 2.0 / (k * (k - 1.0));
            }
        }
        return new Contrast(x, y, size);
    }

    /** The mean within one condition minus that within another one. */
    static Contrast spreads(CountedPairs pairs, int first, int second) {
        Contrast a = within(pairs, first);
        Contrast b = within(pairs, second);
        return new Contrast(a.x, b.x, StrictMath.min(a.size, b.size));
    }

    /** The mean within a condition, minus nothing. */
    static Contrast within(CountedPairs pairs, int condition) {
        int k = pairs.conditions();
        double[] x = new double[k * k];
        x[condition * k + condition] = 1;
        return new Contrast(x, new double[k * k], pairs.blocksOf(condition));
    }

    /** The value of either mean, by the mean of every cell. */
    static double value(double[] coefficients, int conditions, Cells cells) {
        double value = 0;
        for (int p = 0; p < conditions; p++) {
            for (int q = p; q < conditions; q++) {
                double coefficient = coefficients[p * conditions + q];
                if (coefficient != 0) {
                    value += coefficient * cells.mean(p, q);
                }
            }
        }
        return value;
    }

    /** The mean similarity of a network of condition p with one of q. */
    @FunctionalInterface
    interface Cells {
        double mean(int p, int q);
    }
}
