package cognate.models.data;

import java.util.Objects;

/** Some examples of a set, in an order of its own. */
final class Subset extends View {
    private final int[] indices;

    Subset(Dataset source, int... indices) {
        super(source);
        for (int index : indices) {
            Objects.checkIndex(index, source.size());
        }
        this.indices = indices.clone();
    }

    @Override
    int index(int i) {
        return indices[i];
    }

    @Override
    public int size() {
        return indices.length;
    }
}
