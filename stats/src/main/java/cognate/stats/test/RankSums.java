package cognate.stats.test;

/** Tails of a statistic whose values are whole numbers, from the number of ways to reach each. */
final class RankSums {
    private RankSums() {}

    static TestOutcome outcome(double statistic, double[] ways, int observed) {
        double below = 0;
        double above = 0;
        for (int i = 0; i < observed; i++) {
            below += ways[i];
        }
        for (int i = ways.length - 1; i > observed; i--) {
            above += ways[i];
        }
        double all = below + ways[observed] + above;
        return TestOutcome.ofTails(statistic, (below + ways[observed]) / all, (above + ways[observed]) / all);
    }
}
