package cognate.engine.kernel.conv;

import cognate.engine.kernel.lanes.Scratch;
import java.util.Arrays;

/** One thread's buffers for convolutions: they grow to what is asked and are used again. */
final class ConvolutionScratch {
    private static final ThreadLocal<ConvolutionScratch> OWN = ThreadLocal.withInitial(ConvolutionScratch::new);

    private final Copy image = new Copy();
    private final Copy images = new Copy();
    private final Copy gradients = new Copy();
    private float[] outputs = {};
    private float[] strip = {};
    private float[] panels = {};
    private float[] partials = {};

    private ConvolutionScratch() {}

    /** A copy of images in a geometry's layout. */
    private static final class Copy {
        private float[] array = {};
        private Object of;

        /** The array for this geometry, whose padding is zero. */
        float[] of(Object geometry, int size) {
            if (of != geometry) {
                array = Scratch.grown(array, size);
                Arrays.fill(array, 0, size, 0f);
                of = geometry;
            }
            return array;
        }
    }

    static ConvolutionScratch own() {
        return OWN.get();
    }

    /** For one image, its padding zero. */
    float[] image(ConvolutionRows geometry, int size) {
        return image.of(geometry, size);
    }

    /** For a block of images, its padding zero. */
    float[] images(Im2col columns) {
        return images.of(columns, columns.size);
    }

    /** For a block of gradients by outputs, what lies around and between them zero. */
    float[] gradients(Im2col columns) {
        return gradients.of(columns, columns.size);
    }

    /** For a block of gradients by outputs as they are. */
    float[] outputs(int size) {
        return outputs = Scratch.grown(outputs, size);
    }

    /** For results on their way to their place. */
    float[] strip(int size) {
        return strip = Scratch.grown(strip, size);
    }

    /** For packed weights. */
    float[] panels(int size) {
        return panels = Scratch.grown(panels, size);
    }

    /** For the parts of a sum that are combined in the end. */
    float[] partials(int size) {
        return partials = Scratch.grown(partials, size);
    }
}
