package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** Examples of one size, one behind the other in an array of floats. */
final class FloatExamples extends Examples {
    private final float[] values;
    private final int width;

    FloatExamples(String name, Shape inputShape, List<String> classNames, int[] labels, float[] values) {
        super(name, inputShape, classNames, labels);
        this.values = values;
        this.width = inputShape.size();
    }

    @Override
    public void input(int i, float[] target, int offset) {
        System.arraycopy(values, i * width, target, offset, width);
    }
}
