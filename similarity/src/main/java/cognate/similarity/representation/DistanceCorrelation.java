package cognate.similarity.representation;

import cognate.engine.parallel.Workers;

/**
 * Distance correlation (Székely, Rizzo, Bakirov 2007) of the inputs' Euclidean distances on either side:
 * {@code √(mean(A ∘ B) / √(mean(A ∘ A) mean(B ∘ B)))} of doubly centred A and B. A similarity, symmetric, in [0, 1],
 * invariant to rotation, translation and one scale of either side. Takes n × n numbers.
 */
final class DistanceCorrelation {
    private DistanceCorrelation() {}

    static Score of(Pair pair, Workers workers) {
        int n = pair.inputs();
        Dissimilarities squares = pair.dissimilarities(Dissimilarity.Kind.EUCLIDEAN, workers);
        double[] x = roots(n, squares.x(), 1, workers);
        double[] y = roots(n, squares.y(), 1, workers);
        return TriangleScore.centred(n, x, 0, y, 0, TriangleScore.Finish.ROOT, workers);
    }

    /** Distances, of their squares on another scale. */
    static double[] roots(int n, double[] squared, double factor, Workers workers) {
        double[] result = new double[squared.length];
        Dissimilarity.rows(n, workers, (from, to) -> {
            for (int i = from; i < to; i++) {
                result[i] = Math.sqrt(squared[i]) / factor;
            }
        });
        return result;
    }
}
