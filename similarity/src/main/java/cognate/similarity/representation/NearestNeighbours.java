package cognate.similarity.representation;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures of neighbourhoods, for every input the k nearest others on each side, as means over inputs: similarities,
 * symmetric, in [0, 1].
 */
final class NearestNeighbours implements Score {
    /** Orders of the inputs over which the mean by chance is taken. */
    private static final int SHUFFLES = 20;

    /** What is taken of the neighbours of one input. */
    enum Kind {
        /**
         * What both sides have in common of what either has (Wang et al. 2022, after Schumacher et al. 2021): {@code Σ
         * min / Σ max} of the shares of all inputs, without ties {@code |A ∩ B| / |A ∪ B|}.
         */
        JACCARD,
        /** The cosine of both sides' dissimilarities to the neighbours of either (Chen et al. 2021). */
        SECOND_ORDER,
        /**
         * Of ranks r, r' of common neighbours {@code Σ 2 / ((1 + |r - r'|) (r + r')) / Σ 1/i}, i to how many there are
         * (Wang et al. 2022); 0 where there is none.
         */
        RANK
    }

    private final Kind kind;
    private final Neighbours x;
    private final Neighbours y;
    private final double value;
    private final double chance;

    NearestNeighbours(Kind kind, Neighbours x, Neighbours y) {
        this.kind = kind;
        this.x = x;
        this.y = y;
        int n = x.inputs();
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        value = permuted(order);
        RandomStream random = RandomStream.of(0).split("baseline");
        double sum = 0;
        int shuffles = n > TriangleScore.MOST_KEPT ? 1 : SHUFFLES; // a mean over so many inputs hardly varies
        for (int shuffle = 0; shuffle < shuffles; shuffle++) {
            sum += permuted(random.permutation(n));
        }
        chance = sum / shuffles;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double chance() {
        return chance;
    }

    @Override
    public boolean permutes() {
        return true;
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(Dissimilarities.notes(x.dissimilarity(), y.dissimilarity()));
        if (x.tied() + y.tied() > 0) {
            notes.add("the " + x.k() + " nearest are tied with others at " + x.tied() + " and " + y.tied()
                    + " inputs on X and Y, and share places");
        }
        return notes;
    }

    @Override
    public double permuted(int[] order) {
        int n = order.length;
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[order[i]] = i;
        }
        // of each input as a neighbour on side Y; ranks count only where there is a share
        double[] shares = new double[n];
        double[] ranks = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int row = order[i];
            int[] members = y.members(row);
            for (int at = 0; at < members.length; at++) {
                shares[places[members[at]]] = y.shares(row)[at];
                ranks[places[members[at]]] = y.ranks(row)[at];
            }
            sum += switch (kind) {
                case JACCARD -> jaccard(i, shares);
                case RANK -> rank(i, shares, ranks);
                case SECOND_ORDER -> secondOrder(i, order, places, shares);
            };
            for (int member : members) {
                shares[places[member]] = 0;
            }
        }
        return sum / n;
    }

    private double jaccard(int i, double[] shares) {
        double common = 0;
        int[] members = x.members(i);
        for (int at = 0; at < members.length; at++) {
            common += Math.min(x.shares(i)[at], shares[members[at]]);
        }
        return common / (2 * x.k() - common); // min + max = the sum of both, and each side's shares add up to k
    }

    private double rank(int i, double[] shares, double[] ranks) {
        double sum = 0;
        double common = 0;
        int[] members = x.members(i);
        for (int at = 0; at < members.length; at++) {
            double share = Math.min(x.shares(i)[at], shares[members[at]]);
            if (share > 0) {
                double r = x.ranks(i)[at];
                double other = ranks[members[at]];
                common += share;
                sum += share * 2 / ((1 + Math.abs(r - other)) * (r + other));
            }
        }
        return common == 0 ? 0 : Math.min(1, sum / harmonic(common));
    }

    /** {@code Σ 1/i} for i up to a number, linear between whole ones. */
    private static double harmonic(double count) {
        double sum = 0;
        int i = 1;
        for (; i <= count; i++) {
            sum += 1.0 / i;
        }
        return sum + (count - (i - 1)) / i;
    }

    /** Over the inputs that are neighbours on a side, each with the larger of its shares as weight. */
    private double secondOrder(int i, int[] order, int[] places, double[] shares) {
        double[] sums = new double[3];
        int[] members = x.members(i);
        for (int at = 0; at < members.length; at++) {
            add(sums, i, members[at], order, Math.max(x.shares(i)[at], shares[members[at]]));
            shares[members[at]] = 0; // done
        }
        for (int member : y.members(order[i])) {
            if (shares[places[member]] > 0) {
                add(sums, i, places[member], order, shares[places[member]]);
            }
        }
        if (sums[1] == 0 || sums[2] == 0) { // no neighbour is away at all, on one side or both
            return sums[1] == sums[2] ? 1 : 0;
        }
        return Math.min(1, sums[0] / Math.sqrt(sums[1]) / Math.sqrt(sums[2]));
    }

    private void add(double[] sums, int i, int j, int[] order, double weight) {
        double a = x.dissimilarity().between(i, j);
        double b = y.dissimilarity().between(order[i], order[j]);
        sums[0] = Math.fma(weight * a, b, sums[0]);
        sums[1] = Math.fma(weight * a, a, sums[1]);
        sums[2] = Math.fma(weight * b, b, sums[2]);
    }
}
