package cognate.models.data;

import cognate.engine.random.RandomStream;
import cognate.engine.tensor.Shape;
import java.util.List;

/**
 * Labelled examples of one shape, numbered from 0 and held ready in memory: {@code [features]}, images {@code [c, h,
 * w]}, or sequences {@code [steps, features]} whose number of steps may differ. Immutable, so several networks may read
 * it at once.
 */
public interface Dataset {
    /** Where the data came from, for messages. */
    default String name() {
        return "the data";
    }

    /** Number of examples. */
    int size();

    /** Shape of one example, as [1, 28, 28], or [steps, features] of the longest sequence. */
    Shape inputShape();

    /** What the labels stand for; there are as many classes as names. */
    List<String> classNames();

    default int classes() {
        return classNames().size();
    }

    /** Labels an example has: 1, or, where every step of a sequence is labelled, its steps. */
    default int labelsPerExample() {
        return 1;
    }

    /** Writes the labels of an example; -1 stands for none (a step behind a sequence's end). */
    void labels(int example, int[] target, int offset);

    /** The only label of an example, where there is one. */
    default int label(int example) {
        int[] label = new int[labelsPerExample()];
        labels(example, label, 0);
        return label[0];
    }

    /** Writes an example in row-major order; of a short sequence only its steps, the rest stays as it is. */
    void input(int example, float[] target, int offset);

    /** Whether examples are sequences. */
    default boolean isSequence() {
        return false;
    }

    /** Number of steps of a sequence; of an example that is none, 0. */
    default int length(int example) {
        return isSequence() ? inputShape().dim(0) : 0;
    }

    /** The view of these examples, in this order, with all classes. */
    default Dataset subset(int... examples) {
        return new Subset(this, examples);
    }

    /** Images [c, h, w] seen as sequences of their rows, [h, c · w]: a step holds one row of every channel. */
    default Dataset rows() {
        return new Rows(this);
    }

    /**
     * The view in which {@code fraction} of the examples, chosen at random, have exchanged their labels at random. The
     * classes stay as frequent as they were.
     */
    default Dataset shuffleLabels(double fraction, RandomStream random) {
        return new ShuffledLabels(this, fraction, random);
    }
}
