package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** Another look at a data set; what a view does not change it passes on. */
abstract class View implements Dataset {
    private final Dataset source;

    View(Dataset source) {
        this.source = source;
    }

    /** The example of the source that is example {@code i} here. */
    int index(int i) {
        return i;
    }

    final Dataset source() {
        return source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Shape inputShape() {
        return source.inputShape();
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public int label(int i) {
        return source.label(index(i));
    }

    @Override
    public void input(int i, float[] target, int offset) {
        source.input(index(i), target, offset);
    }

    @Override
    public boolean isSequence() {
        return source.isSequence();
    }

    @Override
    public int length(int i) {
        return source.length(index(i));
    }

    @Override
    public int labelsPerExample() {
        return source.labelsPerExample();
    }

    @Override
    public void labels(int i, int[] target, int offset) {
        if (labelsPerExample() == 1) {
            target[offset] = label(i);
        } else {
            source.labels(index(i), target, offset);
        }
    }
}
