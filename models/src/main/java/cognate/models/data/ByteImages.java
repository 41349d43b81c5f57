package cognate.models.data;

import cognate.engine.tensor.Shape;
import java.util.List;

/** Images as they stand in their files, a byte a pixel; given out divided by 255. */
final class ByteImages extends Examples {
    /** Up to so many pixels a selection is kept as floats (256 MiB): copying is several times faster than dividing. */
    private static final long READY = 1L << 26;

    private static final float[] UNIT = new float[256];

    static {
        for (int i = 0; i < UNIT.length; i++) {
            UNIT[i] = i / 255f;
        }
    }

    private final byte[][] pixels;
    private final int perBlock;
    private final int stride;
    private final int first;
    private final int width;

    /**
     * Images in one or more arrays.
     *
     * @param pixels as many images in each as in the first, the last may have fewer
     * @param stride bytes from one image to the next
     * @param first bytes before the first pixel of an image
     */
    ByteImages(
            String name,
            Shape inputShape,
            List<String> classNames,
            int[] labels,
            byte[][] pixels,
            int stride,
            int first) {
        super(name, inputShape, classNames, labels);
        this.pixels = pixels;
        this.perBlock = pixels[0].length / stride;
        this.stride = stride;
        this.first = first;
        this.width = inputShape.size();
    }

    @Override
    public void input(int i, float[] target, int offset) {
        byte[] block = pixels[i / perBlock];
        int from = i % perBlock * stride + first;
        for (int j = 0; j < width; j++) {
            target[offset + j] = UNIT[block[from + j] & 0xFF];
        }
    }

    @Override
    public Dataset subset(int... indices) {
        Dataset view = new Subset(this, indices);
        if ((long) indices.length * width > READY) {
            return view;
        }
        float[] values = new float[indices.length * width];
        int[] labels = new int[indices.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = view.label(i);
            view.input(i, values, i * width);
        }
        return new FloatExamples(name(), inputShape(), classNames(), labels, values);
    }
}
