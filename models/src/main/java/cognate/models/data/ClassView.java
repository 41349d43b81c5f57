package cognate.models.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set under the labels of a few of its classes; every example must be of one of them. */
final class ClassView extends View {
    private final List<String> names;
    private final int[] classes;
    private final int[] position;

    /**
     * Renumbers the classes.
     *
     * @param classes the classes of the source that are 0, 1, … here
     */
    ClassView(Dataset source, int... classes) {
        super(source);
        this.classes = classes;
        names = new ArrayList<>();
        position = new int[source.classes()];
        Arrays.fill(position, -1);
        for (int c : classes) {
            position[c] = names.size();
            names.add(source.classNames().get(c));
        }
    }

    @Override
    public List<String> classNames() {
        return names;
    }

    @Override
    public int label(int i) {
        return position[source().label(i)];
    }

    @Override
    public Dataset subset(int... examples) {
        return new ClassView(source().subset(examples), classes);
    }

    @Override
    public Dataset rows() {
        return new ClassView(source().rows(), classes);
    }
}
