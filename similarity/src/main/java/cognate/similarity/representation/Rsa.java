package cognate.similarity.representation;

import cognate.engine.parallel.Workers;

/**
 * Representational similarity analysis (Kriegeskorte, Mur, Bandettini 2008): each side's dissimilarities of all pairs
 * of inputs, 1 - Pearson correlation of their activations across neurons, compared by a correlation. A similarity,
 * symmetric, in [-1, 1], about 0 for independent representations, invariant to the order of neurons and a scale and an
 * offset of each input; of centred activations to translation and one scale. A row that is constant has no correlation;
 * it counts as 1 away from every other. Takes n × n numbers; needs two neurons that vary.
 */
final class Rsa {
    private Rsa() {}

    /** Compared by Pearson correlation. */
    static Score pearson(Pair pair, Dissimilarity.Kind kind, Workers workers) {
        double[] x = pair.pairsX(kind, workers).clone();
        double[] y = pair.pairsY(kind, workers).clone();
        return noted(TriangleScore.correlation(pair.inputs(), x, y, workers), pair, kind);
    }

    /** Compared by Spearman rank correlation; ties, equal but for rounding, share their mean rank. */
    static Score spearman(Pair pair, Dissimilarity.Kind kind, Workers workers) {
        double[] x = PairRanks.of(pair.pairsX(kind, workers), workers);
        double[] y = PairRanks.of(pair.pairsY(kind, workers), workers);
        return noted(TriangleScore.correlation(pair.inputs(), x, y, workers), pair, kind);
    }

    private static Score noted(TriangleScore score, Pair pair, Dissimilarity.Kind kind) {
        return score.noted(pair.notes(kind));
    }
}
