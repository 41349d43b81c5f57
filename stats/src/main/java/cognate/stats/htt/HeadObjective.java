package cognate.stats.htt;

import cognate.engine.parallel.Workers;

/**
 * The head's loss over vectors [classes, n + 1] (a row of α and the bias for every class) in the metric of the feature
 * space: ⟨u, v⟩ = Σ_c u_cᵀ K v_c + the product of the biases = u · image(v). Its gradient there, (P - Y)/n + λ α, needs
 * no product with K, so one product a step is all that training costs.
 */
final class HeadObjective {
    private final double[] kernel;
    private final int[] labels;
    private final int n;
    private final int classes;
    private final double l2;
    private final Workers workers;

    HeadObjective(double[] kernel, int[] labels, int classes, double l2, Workers workers) {
        this.kernel = kernel;
        this.labels = labels;
        this.n = labels.length;
        this.classes = classes;
        this.l2 = l2;
        this.workers = workers;
    }

    int length() {
        return classes * (n + 1);
    }

    /** K v_c for every class; biases stay as they are. */
    double[] image(double[] v) {
        double[] image = new double[v.length];
        workers.run(classes, c -> {
            int at = c * (n + 1);
            double[] sum = new double[n];
            for (int j = 0; j < n; j++) {
                addScaled(sum, v[at + j], kernel, j * n);
            }
            System.arraycopy(sum, 0, image, at, n);
            image[at + n] = v[at + n];
        });
        return image;
    }

    private static void addScaled(double[] sum, double factor, double[] rows, int from) {
        for (int i = 0; i < sum.length; i++) { // plain multiply and add: the compiler vectorizes it bit for bit
            sum[i] += factor * rows[from + i];
        }
    }

    /** The loss at x, whose image is given; writes the gradient in the metric. */
    double lossAndGradient(double[] x, double[] imageOfX, double[] gradient) {
        double loss = 0;
        double penalty = 0;
        double[] probability = new double[classes];
        for (int c = 0; c < classes; c++) {
            gradient[c * (n + 1) + n] = 0;
        }
        for (int i = 0; i < n; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                probability[c] = imageOfX[c * (n + 1) + i] + x[c * (n + 1) + n];
                largest = StrictMath.max(largest, probability[c]);
            }
            loss += largest - probability[labels[i]];
            double total = 0;
            for (int c = 0; c < classes; c++) {
                probability[c] = StrictMath.exp(probability[c] - largest);
                total += probability[c];
            }
            loss += StrictMath.log(total);
            for (int c = 0; c < classes; c++) {
                int at = c * (n + 1) + i;
                double slope = (probability[c] / total - (labels[i] == c ? 1 : 0)) / n;
                gradient[at] = slope + l2 * x[at];
                gradient[c * (n + 1) + n] += slope;
                penalty += x[at] * imageOfX[at];
            }
        }
        return loss / n + l2 / 2 * penalty;
    }
}
