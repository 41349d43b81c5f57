package cognate.similarity.representation;

import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.parallel.Workers;

/**
 * The Euclidean distance of both sides' Euclidean distances of all pairs of inputs (Yin, Shen 2018, as the ReSi
 * benchmark defines it; its code takes a spectral norm instead). A distance, symmetric, invariant to rotation and
 * translation of either side. Takes n × n numbers.
 */
final class DistanceDifference implements Score {
    private final int n;
    private final double[] x;
    private final double[] y;
    private final double value;
    private final double chance;

    private DistanceDifference(int n, double[] x, double[] y, double value, double chance) {
        this.n = n;
        this.x = x;
        this.y = y;
        this.value = value;
        this.chance = chance;
    }

    static Score of(Pair pair, Workers workers) {
        int n = pair.inputs();
        Dissimilarities squares = pair.dissimilarities(Dissimilarity.Kind.EUCLIDEAN, workers);
        double[] x = DistanceCorrelation.roots(n, squares.x(), pair.x().factor(), workers);
        double[] y = DistanceCorrelation.roots(n, squares.y(), pair.y().factor(), workers);
        double[] differences = new double[n];
        double[] norms = new double[n];
        double sumX = 0;
        double sumY = 0;
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            int at = Dissimilarity.at(i, i + 1, n);
            int width = n - i - 1;
            for (int j = 0; j < width; j++) {
                row[j] = x[at + j] - y[at + j];
                sumX += x[at + j];
                sumY += y[at + j];
            }
            differences[i] = DoubleVectors.dot(row, 0, row, 0, width);
            norms[i] = DoubleVectors.dot(x, at, x, at, width) + DoubleVectors.dot(y, at, y, at, width);
        }
        double mean = Triangles.sum(norms) - 2 * sumX * (sumY / x.length);
        boolean kept = n <= TriangleScore.MOST_KEPT;
        return new DistanceDifference(
                n,
                kept ? x : null,
                kept ? y : null,
                Math.sqrt(Triangles.sum(differences)),
                Math.sqrt(Math.max(0, mean)));
    }

    @Override
    public double value() {
        return value;
    }

    /** The root of the mean square over all pairings. */
    @Override
    public double chance() {
        return chance;
    }

    @Override
    public boolean permutes() {
        return x != null;
    }

    @Override
    public double permuted(int[] order) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int at = Dissimilarity.at(i, i + 1, n) - i - 1;
            double row = 0;
            for (int j = i + 1; j < n; j++) {
                int low = Math.min(order[i], order[j]);
                int high = Math.max(order[i], order[j]);
                double difference = x[at + j] - y[Dissimilarity.at(low, high, n)];
                row = Math.fma(difference, difference, row);
            }
            sum += row;
        }
        return Math.sqrt(sum);
    }
}
