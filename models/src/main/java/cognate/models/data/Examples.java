package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** What all sets that hold their own examples have in common. */
abstract class Examples implements Dataset {
    private final String name;
    private final Shape inputShape;
    private final List<String> classNames;
    private final int[] labels;

    Examples(String name, Shape inputShape, List<String> classNames, int[] labels) {
        this.name = name;
        this.inputShape = inputShape;
        this.classNames = List.copyOf(classNames);
        this.labels = labels;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int size() {
        return labels.length;
    }

    @Override
    public final Shape inputShape() {
        return inputShape;
    }

    @Override
    public final List<String> classNames() {
        return classNames;
    }

    @Override
    public final int label(int i) {
        return labels[i];
    }

    @Override
    public final void labels(int i, int[] target, int offset) {
        target[offset] = labels[i];
    }
}
