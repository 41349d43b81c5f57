package cognate.models.data;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * A data set cut into batches, one at a time, in buffers that the next batch overwrites. The last batch holds what is
 * left; a batch of sequences is as long as its longest.
 */
public final class Batches {
    private final Dataset data;
    private final int batchSize;
    private final int[] order;
    private final int[] labels;
    private final int[] lengths;
    private final Tensor full;
    private Tensor inputs;
    private int next;

    /** The data set in its own order, until it is shuffled. */
    public Batches(Dataset data, int batchSize) {
        this.data = data;
        this.batchSize = Math.min(batchSize, Math.max(1, data.size()));
        order = new int[data.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        labels = new int[this.batchSize * data.labelsPerExample()];
        lengths = data.isSequence() ? new int[this.batchSize] : null;
        full = Tensor.zeros(shape(this.batchSize, data.inputShape()));
    }

    private static Shape shape(int rows, Shape example) {
        int[] dims = new int[example.rank() + 1];
        dims[0] = rows;
        System.arraycopy(example.toArray(), 0, dims, 1, example.rank());
        return Shape.of(dims);
    }

    /** Starts over in a new order. */
    public void shuffle(RandomStream random) {
        random.shuffle(order);
        next = 0;
    }

    /** Starts over in the same order. */
    public void rewind() {
        next = 0;
    }

    /** Number of batches from the start. */
    public int count() {
        return (order.length + batchSize - 1) / batchSize;
    }

    /** Assembles the next batch; false at the end. */
    public boolean next() {
        int rows = Math.min(batchSize, order.length - next);
        if (rows <= 0) {
            return false;
        }
        int steps = lengths == null ? 0 : longest(rows);
        int stride = lengths == null ? full.size() / full.dim(0) : steps * full.dim(2);
        float[] target = full.array();
        if (lengths != null) {
            Arrays.fill(target, 0, rows * stride, 0f); // what stands behind a short sequence
        }
        int perExample = data.labelsPerExample();
        for (int i = 0; i < rows; i++) {
            data.input(order[next + i], target, i * stride);
            data.labels(order[next + i], labels, i * perExample);
        }
        inputs = view(rows, steps);
        next += rows;
        return true;
    }

    private int longest(int rows) {
        int steps = 1;
        for (int i = 0; i < rows; i++) {
            lengths[i] = data.length(order[next + i]);
            steps = Math.max(steps, lengths[i]);
        }
        // labels of every step come in rows of the full length
        return data.labelsPerExample() > 1 ? full.dim(1) : steps;
    }

    private Tensor view(int rows, int steps) {
        boolean shorter = lengths != null && steps != full.dim(1);
        if (rows == full.dim(0) && !shorter) {
            return full;
        }
        if (inputs != null && inputs.dim(0) == rows && (lengths == null || inputs.dim(1) == steps)) {
            return inputs;
        }
        int[] dims = full.shape().toArray();
        dims[0] = rows;
        if (lengths != null) {
            dims[1] = steps;
        }
        return Tensor.of(full.array(), Shape.of(dims));
    }

    /** The batch [n, ...]. */
    public Tensor inputs() {
        return inputs;
    }

    /** The labels, {@link Dataset#labelsPerExample()} a row; entries behind the last row are stale. */
    public int[] labels() {
        return labels;
    }

    /** Number of steps of each sequence; null where the examples are none. Entries behind the last row are stale. */
    public int[] lengths() {
        return lengths;
    }
}
