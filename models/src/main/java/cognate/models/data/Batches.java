package cognate.models.data;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * A data set cut into batches, one at a time, in buffers that the next batch overwrites; a warm epoch allocates
 * nothing. The last batch holds what is left; a batch of sequences is as long as its longest. For one thread.
 */
public final class Batches {
    private static final long MOST_BYTES = 64L << 20;

    private final Dataset data;
    private final int batchSize;
    private final int[] order;
    private final int[] labels;
    private final int[] lengths;
    private final float[] buffer;
    /** The buffer seen as a batch, by number of rows (full or what is left) and number of steps; made when needed. */
    private final Tensor[][] views;

    private Tensor inputs;
    private int next;

    /** The data set in its own order, until it is shuffled. */
    public Batches(Dataset data, int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size: expected at least 1, found " + batchSize);
        }
        this.data = data;
        this.batchSize = Math.min(batchSize, Math.max(1, data.size()));
        order = new int[data.size()];
        labels = new int[this.batchSize * data.labelsPerExample()];
        lengths = data.isSequence() ? new int[this.batchSize] : null;
        buffer = new float[Math.multiplyExact(this.batchSize, data.inputShape().size())];
        views = new Tensor[2][data.isSequence() ? data.inputShape().dim(0) + 1 : 1];
        sort();
    }

    /**
     * Batches to be looked at, not trained on, in the data's own order: of {@code most} examples, or as many fewer, but
     * at least one, as take 64 MiB.
     */
    public static Batches bounded(Dataset data, int most) {
        long each = Math.max(1, 4L * data.inputShape().size());
        return new Batches(data, (int) Math.max(1, Math.min(most, MOST_BYTES / each)));
    }

    private void sort() {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        next = 0;
    }

    /** Starts over in a new order, which depends on nothing but the stream. */
    public void shuffle(RandomStream random) {
        sort();
        random.shuffle(order);
    }

    /** Starts over in the same order. */
    public void rewind() {
        next = 0;
    }

    /** Examples of a full batch. */
    public int batchSize() {
        return batchSize;
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
        inputs = view(rows, lengths == null ? 0 : longest(rows));
        int stride = inputs.size() / rows;
        int features = lengths == null ? 0 : inputs.dim(2);
        int perExample = data.labelsPerExample();
        for (int i = 0; i < rows; i++) {
            data.input(order[next + i], buffer, i * stride);
            data.labels(order[next + i], labels, i * perExample);
            if (lengths != null) {
                Arrays.fill(buffer, i * stride + lengths[i] * features, (i + 1) * stride, 0f);
            }
        }
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
        return data.labelsPerExample() > 1 ? data.inputShape().dim(0) : steps;
    }

    private Tensor view(int rows, int steps) {
        Tensor[] bySteps = views[rows == batchSize ? 0 : 1];
        if (bySteps[steps] == null) {
            int[] example = data.inputShape().toArray();
            int[] dims = new int[example.length + 1];
            System.arraycopy(example, 0, dims, 1, example.length);
            dims[0] = rows;
            if (lengths != null) {
                dims[1] = steps;
            }
            bySteps[steps] = Tensor.of(buffer, Shape.of(dims));
        }
        return bySteps[steps];
    }

    /** The batch [n, ...]; sequences as [n, steps, features], zero behind the end of each. */
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
