package cognate.engine.kernel.map;

import static cognate.engine.kernel.lanes.Lanes.at;

import cognate.engine.tensor.Tensor;

/**
 * Softmax along the rows of contiguous matrices [n, c], its logarithm and its cross-entropy. Every row is shifted by
 * its maximum, so that no exponential overflows; sums are those of {@link Reduce}. Nothing is checked.
 */
public final class Softmax {
    /** Matrices smaller than this stay scalar: vectors need more calls until they are compiled than they save. */
    private static final int SMALL = 4096;

    private Softmax() {}

    /** y = x − max − ln Σ exp(x − max), in every row; y and x are not the same tensor. */
    public static void logSoftmax(Tensor y, Tensor x) {
        int c = x.dim(1);
        float[] ys = y.array();
        float[] xs = at(x, y.offset());
        int end = y.offset() + y.size();
        for (int row = y.offset(); row < end; row += c) {
            shift(ys, xs, row, c);
        }
        exp(y);
        for (int row = y.offset(); row < end; row += c) {
            float log = VectorMath.log(Reduce.sum(ys, row, c));
            shift(ys, xs, row, c);
            for (int i = row; i < row + c; i++) {
                ys[i] -= log;
            }
        }
    }

    /** dx = fma(−Σ dy, exp(y), dy), in every row, where y = logSoftmax(x); dx may be dy. */
    public static void logSoftmaxGradient(Tensor dx, Tensor dy, Tensor y) {
        int c = y.dim(1);
        float[] dxs = dx.array();
        float[] dys = at(dy, dx.offset());
        float[] ys = at(y, dx.offset());
        for (int row = dx.offset(), end = row + dx.size(); row < end; row += c) {
            float sum = Reduce.sum(dys, row, c);
            for (int i = row; i < row + c; i++) {
                dxs[i] = Math.fma(-sum, VectorMath.exp(ys[i]), dys[i]);
            }
        }
    }

    /** y = exp(x − max) / Σ exp(x − max), in every row; y and x are not the same tensor. */
    public static void softmax(Tensor y, Tensor x) {
        int c = x.dim(1);
        float[] ys = y.array();
        float[] xs = at(x, y.offset());
        int end = y.offset() + y.size();
        for (int row = y.offset(); row < end; row += c) {
            shift(ys, xs, row, c);
        }
        exp(y);
        for (int row = y.offset(); row < end; row += c) {
            float sum = Reduce.sum(ys, row, c);
            for (int i = row; i < row + c; i++) {
                ys[i] /= sum;
            }
        }
    }

    /** dx = y · (dy − Σ dy · y), in every row, where y = softmax(x); the sum is {@link Reduce#dot}'s; dx may be dy. */
    public static void softmaxGradient(Tensor dx, Tensor dy, Tensor y) {
        int c = y.dim(1);
        float[] dxs = dx.array();
        float[] dys = at(dy, dx.offset());
        float[] ys = at(y, dx.offset());
        for (int row = dx.offset(), end = row + dx.size(); row < end; row += c) {
            float sum = Reduce.dot(dys, row, ys, row, c);
            for (int i = row; i < row + c; i++) {
                dxs[i] = ys[i] * (dys[i] - sum);
            }
        }
    }

    /**
     * The mean, in nats, of ln Σ exp(x − max) − (x[label] − max) over the rows with a label that is not negative; 0 if
     * there is none. It is added up in double precision: the subtrahends in the order of the rows, then the logarithms.
     *
     * @param probabilities [n, c], becomes the softmax: exp(x − max) times the reciprocal of its sum
     * @param logits [n, c], not the same tensor
     * @param labels the class of row i, below c, at {@code labelOffset + i}; negative to ignore the row
     */
    public static float crossEntropy(Tensor probabilities, Tensor logits, int[] labels, int labelOffset) {
        int n = logits.dim(0);
        int c = logits.dim(1);
        int offset = probabilities.offset();
        float[] ps = probabilities.array();
        float[] xs = at(logits, offset);
        double total = 0;
        int counted = 0;
        for (int i = 0; i < n; i++) {
            int label = labels[labelOffset + i];
            shift(ps, xs, offset + i * c, c);
            if (label >= 0) {
                total -= ps[offset + i * c + label];
                counted++;
            }
        }
        exp(probabilities);
        for (int i = 0; i < n; i++) {
            int row = offset + i * c;
            float sum = Reduce.sum(ps, row, c);
            if (labels[labelOffset + i] >= 0) {
                total += VectorMath.log(sum);
            }
            float factor = 1 / sum;
            for (int j = row; j < row + c; j++) {
                ps[j] *= factor;
            }
        }
        return counted == 0 ? 0 : (float) (total / counted);
    }

    /**
     * In every row with a label that is not negative, dLogits = fma(factor, probabilities, dLogits), and then factor is
     * subtracted at the label.
     *
     * @param factor the gradient of the loss over the number of rows it is the mean of
     */
    public static void accumulateCrossEntropy(
            Tensor dLogits, Tensor probabilities, int[] labels, int labelOffset, float factor) {
        int n = probabilities.dim(0);
        int c = probabilities.dim(1);
        int offset = dLogits.offset();
        float[] dxs = dLogits.array();
        float[] ps = at(probabilities, offset);
        int end;
        for (int start = 0; start < n; start = end + 1) { // runs of rows between ignored ones
            end = start;
            while (end < n && labels[labelOffset + end] >= 0) {
                end++;
            }
            for (int i = offset + start * c; i < offset + end * c; i++) {
                dxs[i] = Math.fma(factor, ps[i], dxs[i]);
            }
            for (int row = start; row < end; row++) {
                dxs[offset + row * c + labels[labelOffset + row]] -= factor;
            }
        }
    }

    /** y = x − max, in one row. */
    private static void shift(float[] ys, float[] xs, int row, int c) {
        float max = Reduce.max(xs, row, c);
        for (int i = row; i < row + c; i++) {
            ys[i] = xs[i] - max;
        }
    }

    /** y = exp(y). */
    private static void exp(Tensor y) {
        float[] ys = y.array();
        int from = y.offset();
        if (y.size() >= SMALL) {
            VectorMath.exp(ys, from, ys, from, y.size());
            return;
        }
        for (int i = from; i < from + y.size(); i++) {
            ys[i] = VectorMath.exp(ys[i]);
        }
    }
}
