package cognate.engine.kernel.conv;

import java.util.Arrays;

/**
 * One thread's buffers for convolutions: they grow to what is asked and are used again, but those above {@link #KEPT}
 * floats, which live as long as their use.
 */
final class ConvolutionScratch {
    /** 64 MB: what the copies of sixteen images of 64 channels and 112 × 112 pixels take. */
    static final int KEPT = 1 << 24;

    private static final ThreadLocal<ConvolutionScratch> OWN = ThreadLocal.withInitial(ConvolutionScratch::new);

    private final Padded image = new Padded();
    private final Padded images = new Padded();
    private final Padded gradients = new Padded();
    private float[] matrix = {};
    private float[] outputs = {};
    private float[] strip = {};
    private float[] panels = {};
    private float[] planes = {};
    private float[] partials = {};

    private ConvolutionScratch() {}

    /** A buffer whose padding is zero. */
    private static final class Padded {
        private float[] array = {};
        private Object of;

        float[] of(Object layout, int size) {
            if (size > KEPT) {
                return new float[size];
            }
            if (of != layout || array.length < size) {
                array = kept(array, size);
                Arrays.fill(array, 0, size, 0f);
                of = layout;
            }
            return array;
        }
    }

    private static float[] kept(float[] array, int size) {
        return array.length < size && size <= KEPT ? new float[size] : array;
    }

    private static float[] use(float[] kept, int size) {
        return kept.length < size ? new float[size] : kept;
    }

    static ConvolutionScratch own() {
        return OWN.get();
    }

    /** Floats of all buffers. */
    long floats() {
        long padded = (long) image.array.length + images.array.length + gradients.array.length;
        long plain = (long) matrix.length + outputs.length + strip.length;
        return padded + plain + panels.length + planes.length + partials.length;
    }

    /** For one image, all zero when the layout was not the last one. */
    float[] image(Object layout, int size) {
        return image.of(layout, size);
    }

    /** For a block of images, all zero when the layout was not the last one. */
    float[] images(Object layout, int size) {
        return images.of(layout, size);
    }

    /** For a block of gradients by outputs, all zero when the layout was not the last one. */
    float[] gradients(Object layout, int size) {
        return gradients.of(layout, size);
    }

    /** For a column matrix. */
    float[] matrix(int size) {
        return use(matrix = kept(matrix, size), size);
    }

    /** For a block of gradients by outputs as they are. */
    float[] outputs(int size) {
        return use(outputs = kept(outputs, size), size);
    }

    /** For results on their way to their place. */
    float[] strip(int size) {
        return use(strip = kept(strip, size), size);
    }

    /** For packed weights. */
    float[] panels(int size) {
        return use(panels = kept(panels, size), size);
    }

    /** For the sums over one image each. */
    float[] planes(int size) {
        return use(planes = kept(planes, size), size);
    }

    /** For the parts of a sum that are combined in the end. */
    float[] partials(int size) {
        return use(partials = kept(partials, size), size);
    }
}
