package cognate.engine.kernel;

import static cognate.engine.kernel.Lanes.COUNT;
import static cognate.engine.kernel.Lanes.FLOAT;
import static cognate.engine.kernel.Lanes.get;
import static cognate.engine.kernel.Lanes.load;
import static cognate.engine.kernel.Lanes.set;
import static cognate.engine.kernel.Lanes.store;

import cognate.engine.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

/**
 * Softmax along the rows of contiguous matrices [n, c], as logarithm and with its cross-entropy. Every row is shifted by
 * its maximum, so that no exponential overflows; sums are those of {@link Reduce}. Nothing is checked.
 */
public final class Softmax {
    private Softmax() {}

    /** y = x − max − ln Σ exp(x − max), in every row; y and x are not the same tensor. */
    public static void logSoftmax(Tensor y, Tensor x) {
        int c = x.dim(1);
        shiftRows(y, x);
        Elementwise.exp(y, y);
        for (int row = 0; row < y.size(); row += c) {
            float max = Reduce.max(x.array(), x.offset() + row, c);
            float log = VectorMath.log(Reduce.sum(y.array(), y.offset() + row, c));
            int j = 0;
            for (int bound = FLOAT.loopBound(c); j < bound; j += COUNT) {
                store(y, row + j, load(x, row + j).sub(max).sub(log));
            }
            for (; j < c; j++) {
                set(y, row + j, get(x, row + j) - max - log);
            }
        }
    }

    /** dx = fma(−Σ dy, exp(y), dx + dy), in every row, where y = logSoftmax(x). */
    public static void accumulateLogSoftmax(Tensor dx, Tensor dy, Tensor y) {
        int c = y.dim(1);
        for (int row = 0; row < y.size(); row += c) {
            float sum = -Reduce.sum(dy.array(), dy.offset() + row, c);
            FloatVector sums = FloatVector.broadcast(FLOAT, sum);
            int j = 0;
            for (int bound = FLOAT.loopBound(c); j < bound; j += COUNT) {
                FloatVector added = load(dx, row + j).add(load(dy, row + j));
                store(dx, row + j, VectorMath.exp(load(y, row + j)).fma(sums, added));
            }
            for (; j < c; j++) {
                float added = get(dx, row + j) + get(dy, row + j);
                set(dx, row + j, Math.fma(VectorMath.exp(get(y, row + j)), sum, added));
            }
        }
    }

    /**
     * The mean, in nats, of ln Σ exp(x − max) − (x[label] − max) over the rows with a label that is not negative; 0 if
     * there is none. The sum over the rows is taken in double precision, in their order.
     *
     * @param probabilities [n, c], becomes the softmax: exp(x − max) times the reciprocal of its sum
     * @param logits [n, c], not the same tensor
     * @param labels the class of row i, below c, at {@code labelOffset + i}; negative to ignore the row
     */
    public static float crossEntropy(Tensor probabilities, Tensor logits, int[] labels, int labelOffset) {
        int n = logits.dim(0);
        int c = logits.dim(1);
        shiftRows(probabilities, logits);
        Elementwise.exp(probabilities, probabilities);
        double total = 0;
        int counted = 0;
        for (int i = 0; i < n; i++) {
            int row = i * c;
            float sum = Reduce.sum(probabilities.array(), probabilities.offset() + row, c);
            int label = labels[labelOffset + i];
            if (label >= 0) {
                float max = Reduce.max(logits.array(), logits.offset() + row, c);
                total += VectorMath.log(sum) - (get(logits, row + label) - max);
                counted++;
            }
            scaleRow(probabilities, row, c, 1 / sum);
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
        FloatVector factors = FloatVector.broadcast(FLOAT, factor);
        int end;
        for (int start = 0; start < n; start = end + 1) { // runs of rows between ignored ones
            end = start;
            while (end < n && labels[labelOffset + end] >= 0) {
                end++;
            }
            int i = start * c;
            for (; i <= end * c - COUNT; i += COUNT) {
                store(dLogits, i, load(probabilities, i).fma(factors, load(dLogits, i)));
            }
            for (; i < end * c; i++) {
                set(dLogits, i, Math.fma(get(probabilities, i), factor, get(dLogits, i)));
            }
            for (int row = start; row < end; row++) {
                int at = row * c + labels[labelOffset + row];
                set(dLogits, at, get(dLogits, at) - factor);
            }
        }
    }

    /** y = x − max, in every row. */
    private static void shiftRows(Tensor y, Tensor x) {
        int c = x.dim(1);
        for (int row = 0; row < x.size(); row += c) {
            float max = Reduce.max(x.array(), x.offset() + row, c);
            int j = 0;
            for (int bound = FLOAT.loopBound(c); j < bound; j += COUNT) {
                store(y, row + j, load(x, row + j).sub(max));
            }
            for (; j < c; j++) {
                set(y, row + j, get(x, row + j) - max);
            }
        }
    }

    private static void scaleRow(Tensor y, int row, int c, float factor) {
        int j = 0;
        for (int bound = FLOAT.loopBound(c); j < bound; j += COUNT) {
            store(y, row + j, load(y, row + j).mul(factor));
        }
        for (; j < c; j++) {
            set(y, row + j, get(y, row + j) * factor);
        }
    }
}
