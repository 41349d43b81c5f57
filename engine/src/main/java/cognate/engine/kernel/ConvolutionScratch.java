package cognate.engine.kernel;

/** One thread's buffers for convolutions: they grow to what is asked and are used again. */
final class ConvolutionScratch {
    private static final ThreadLocal<ConvolutionScratch> OWN = ThreadLocal.withInitial(ConvolutionScratch::new);

    private float[] copy = {};
    private Im2col copied;
    private float[] strip = {};
    private float[] panels = {};
    private float[] partials = {};

    private ConvolutionScratch() {}

    static ConvolutionScratch own() {
        return OWN.get();
    }

    /** The padded copy of one image. */
    float[] lay(Im2col columns, float[] image, int at) {
        if (copied != columns) {
            copy = grown(copy, columns.copySize);
            columns.clear(copy);
            copied = columns;
        }
        columns.lay(image, at, copy);
        return copy;
    }

    /** For results, or rows of results, on their way to their place. */
    float[] strip(int size) {
        return strip = grown(strip, size);
    }

    /** For a packed operand. */
    float[] panels(int size) {
        return panels = grown(panels, size);
    }

    /** For the parts of a sum that are combined in the end. */
    float[] partials(int size) {
        return partials = grown(partials, size);
    }

    private static float[] grown(float[] array, int size) {
        return array.length >= size ? array : new float[size];
    }
}
