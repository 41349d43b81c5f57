package cognate.models.data;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;

/** Images [c, h, w] as sequences [h, c · w]. */
final class Rows extends View {
    private final Shape shape;
    private final int channels;
    private final int height;
    private final int width;

    Rows(Dataset source) {
        super(source);
        Shape image = source.inputShape();
        ShapeException.check(image.rank() == 3, "rows: images [c, h, w]", image);
        channels = image.dim(0);
        height = image.dim(1);
        width = image.dim(2);
        shape = Shape.of(height, channels * width);
    }

    @Override
    public Shape inputShape() {
        return shape;
    }

    @Override
    public boolean isSequence() {
        return true;
    }

    @Override
    public int length(int i) {
        return height;
    }

    @Override
    public void input(int i, float[] target, int offset) {
        if (channels == 1) {
            source().input(i, target, offset);
            return;
        }
        float[] image = new float[shape.size()];
        source().input(i, image, 0);
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(image, (c * height + y) * width, target, offset + (y * channels + c) * width, width);
            }
        }
    }

    @Override
    public Dataset subset(int... indices) {
        return new Rows(source().subset(indices));
    }
}
