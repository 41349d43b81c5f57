package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** Labelled examples of one shape, numbered from 0. Immutable, so several networks may read it at once. */
public interface Dataset {
    int size();

    /** Shape of one example, as [1, 28, 28], or [steps, features] of the longest sequence. */
    Shape inputShape();

    /** What the labels stand for; there are as many classes as names. */
    List<String> classNames();

    /** Labels an example has: 1, or, where every step of a sequence is labelled, its steps. */
    default int labelsPerExample() {
        return 1;
    }

    /** Writes the labels of an example; -1 stands for none (a step behind a sequence's end). */
    void labels(int example, int[] target, int offset);

    /** Writes an example in row-major order; of a short sequence only its steps, the rest stays as it is. */
    void input(int example, float[] target, int offset);

    /** Number of steps of a sequence; of an example that is none, 0. */
    default int length(int example) {
        return 0;
    }

    /** Whether examples are sequences. */
    default boolean isSequence() {
        return false;
    }

    /** The only label of an example, where there is one. */
    default int label(int example) {
        int[] label = new int[labelsPerExample()];
        labels(example, label, 0);
        return label[0];
    }

    default int classes() {
        return classNames().size();
    }
}
