package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** Sequences of any length, each an array [steps, features]. */
final class Sequences extends Examples {
    private final float[][] values;
    private final int features;

    Sequences(String name, int features, List<String> classNames, int[] labels, List<float[]> values) {
        super(name, Shape.of(longest(values) / features, features), classNames, labels);
        this.values = values.toArray(new float[0][]);
        this.features = features;
    }

    private static int longest(List<float[]> values) {
        return values.stream().mapToInt(v -> v.length).max().orElse(0);
    }

    @Override
    public boolean isSequence() {
        return true;
    }

    @Override
    public int length(int i) {
        return values[i].length / features;
    }

    @Override
    public void input(int i, float[] target, int offset) {
        System.arraycopy(values[i], 0, target, offset, values[i].length);
    }
}
