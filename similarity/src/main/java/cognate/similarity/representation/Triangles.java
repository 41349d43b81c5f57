package cognate.similarity.representation;

import cognate.engine.kernel.map.DoubleVectors;
import cognate.engine.parallel.Workers;

/**
 * Two symmetric matrices [n, n] of pairs of inputs, one of either side: what is above their diagonals, row by row, and
 * the diagonals. Sums go row by row, whatever the number of threads.
 */
final class Triangles {
    private final int n;
    private final double[] a;
    private final double[] b;
    private final double[] diagonalA;
    private final double[] diagonalB;

    Triangles(int n, double[] a, double[] diagonalA, double[] b, double[] diagonalB) {
        this.n = n;
        this.a = a;
        this.b = b;
        this.diagonalA = diagonalA;
        this.diagonalB = diagonalB;
    }

    /** The sum of products over all n² places. */
    double inner(Workers workers) {
        return inner(a, diagonalA, b, diagonalB, workers);
    }

    /** The cosine of both, which are then no longer needed as they are. */
    double cosine(Workers workers) {
        return inner(workers) / norms(workers);
    }

    /** The product of both Frobenius norms. */
    double norms(Workers workers) {
        return Math.sqrt(inner(a, diagonalA, a, diagonalA, workers))
                * Math.sqrt(inner(b, diagonalB, b, diagonalB, workers));
    }

    private double inner(double[] u, double[] diagonalU, double[] v, double[] diagonalV, Workers workers) {
        double[] rows = new double[n];
        workers.run(Dissimilarity.blocks(n), part -> {
            int last = Math.min(n, (part + 1) * Dissimilarity.ROWS);
            for (int i = part * Dissimilarity.ROWS; i < last; i++) {
                int at = Dissimilarity.at(i, i + 1, n);
                rows[i] = Math.fma(diagonalU[i], diagonalV[i], 2 * DoubleVectors.dot(u, at, v, at, n - i - 1));
            }
        });
        return sum(rows);
    }

    /** The sum of products of the first with the second whose inputs are in another order. */
    double inner(int[] order) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int from = order[i];
            int at = Dissimilarity.at(i, i + 1, n) - i - 1;
            double row = 0;
            for (int j = i + 1; j < n; j++) {
                int to = order[j];
                int other = from < to ? Dissimilarity.at(from, to, n) : Dissimilarity.at(to, from, n);
                row = Math.fma(a[at + j], b[other], row);
            }
            sum += Math.fma(diagonalA[i], diagonalB[from], 2 * row);
        }
        return sum;
    }

    static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Subtracts the means of rows and columns and adds that of all; returns the trace. */
    static double centre(int n, double[] pairs, double[] diagonal) {
        double[] means = diagonal.clone();
        for (int i = 0; i < n; i++) {
            int at = Dissimilarity.at(i, i + 1, n) - i - 1;
            double sum = 0;
            for (int j = i + 1; j < n; j++) {
                sum += pairs[at + j];
                means[j] += pairs[at + j];
            }
            means[i] += sum;
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            means[i] /= n;
            mean += means[i] / n;
        }
        double trace = 0;
        for (int i = 0; i < n; i++) {
            int at = Dissimilarity.at(i, i + 1, n) - i - 1;
            double shift = mean - means[i];
            for (int j = i + 1; j < n; j++) {
                pairs[at + j] += shift - means[j];
            }
            diagonal[i] += shift - means[i];
            trace += diagonal[i];
        }
        return trace;
    }
}
