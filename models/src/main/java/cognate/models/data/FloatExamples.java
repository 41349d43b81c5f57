package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** Examples of one size, one behind the other in an array of floats; those of rank 2 are sequences. */
final class FloatExamples extends Examples {
    private final float[] values;
    private final int width;

    FloatExamples(String name, Shape inputShape, List<String> classNames, int[] labels, float[] values) {
        super(name, inputShape, classNames, labels);
        this.values = values;
        this.width = inputShape.size();
    }

    @Override
    public boolean isSequence() {
        return inputShape().rank() == 2;
    }

    /** In an array of their own, so that nothing is reordered batch by batch. */
    @Override
    public Dataset rows() {
        Dataset view = new Rows(this);
        float[] ordered = new float[values.length];
        int[] labels = new int[size()];
        for (int i = 0; i < labels.length; i++) {
            view.input(i, ordered, i * width);
            labels[i] = label(i);
        }
        return new FloatExamples(name(), view.inputShape(), classNames(), labels, ordered);
    }

    @Override
    public void input(int i, float[] target, int offset) {
        System.arraycopy(values, i * width, target, offset, width);
    }
}
