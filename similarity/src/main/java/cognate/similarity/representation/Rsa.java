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
        Dissimilarities found = pair.dissimilarities(kind, workers);
        return TriangleScore.correlation(
                pair.inputs(), found.x().clone(), found.y().clone(), found.notes(), workers);
    }

    /** Compared by Spearman rank correlation; ties, equal but for rounding, share their mean rank. */
    static Score spearman(Pair pair, Dissimilarity.Kind kind, Workers workers) {
        Dissimilarities found = pair.dissimilarities(kind, workers);
        return TriangleScore.correlation(
                pair.inputs(),
                PairRanks.of(found.x(), workers),
                PairRanks.of(found.y(), workers),
                found.notes(),
                workers);
    }
}
