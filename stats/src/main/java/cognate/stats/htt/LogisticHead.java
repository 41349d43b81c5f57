package cognate.stats.htt;

import cognate.engine.parallel.Workers;

/**
 * Multinomial logistic regression in dual form: the logits of a network are {@code Σ_i k(network, i) α_ic + b_c} over
 * the training networks i, the minimum of the mean cross-entropy plus {@code λ/2 · Σ_c α_cᵀ K α_c} with λ = 0.01. That
 * is the linear head with bias on the feature whose inner product is k; only the weights are penalized.
 */
final class LogisticHead implements Head {
    static final double L2 = 0.01;
    private static final double TOLERANCE = 1e-8;

    private final int classes;
    private final int networks;
    private final double[] solution; // [classes, networks + 1]: α and b

    private LogisticHead(int classes, int networks, double[] solution) {
        this.classes = classes;
        this.networks = networks;
        this.solution = solution;
    }

    /** Trains on the similarity matrix [n, n] of n networks and their labels 0 … classes - 1. */
    static LogisticHead train(double[] kernel, int[] labels, int classes, Workers workers) {
        return train(kernel, labels, classes, TOLERANCE, workers);
    }

    /** Trains until the gradient's norm is at most a tolerance. */
    static LogisticHead train(double[] kernel, int[] labels, int classes, double tolerance, Workers workers) {
        HeadObjective objective = new HeadObjective(kernel, labels, classes, L2, workers);
        return new LogisticHead(classes, labels.length, HeadSolver.minimize(objective, tolerance));
    }

    /** Logits [m, classes] of m networks, given their similarities [m, n] to the training networks. */
    double[] logits(double[] similarity) {
        int count = similarity.length / networks;
        double[] logits = new double[count * classes];
        for (int row = 0; row < count; row++) {
            for (int c = 0; c < classes; c++) {
                int at = c * (networks + 1);
                double sum = solution[at + networks];
                for (int i = 0; i < networks; i++) {
                    sum += similarity[row * networks + i] * solution[at + i];
                }
                logits[row * classes + c] = sum;
            }
        }
        return logits;
    }

    /** The logits. */
    @Override
    public double[] represent(double[] similarity) {
        return logits(similarity);
    }

    @Override
    public int width() {
        return classes;
    }

    /** The class of the largest logit for each of m networks; the first one of equals. */
    @Override
    public int[] predict(double[] similarity) {
        double[] logits = logits(similarity);
        int[] predictions = new int[logits.length / classes];
        for (int row = 0; row < predictions.length; row++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = logits[row * classes + c] > logits[row * classes + best] ? c : best;
            }
            predictions[row] = best;
        }
        return predictions;
    }
}
