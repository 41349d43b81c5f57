package cognate.autograd;

import cognate.engine.kernel.conv.ImageLayout;
import cognate.engine.kernel.conv.Images;
import cognate.engine.tensor.ShapeException;

/**
 * A batch of images that says how it lies in memory: what one convolution hands on to the next. No other operation
 * takes the variable of interleaved images.
 */
public final class ImageVariable {
    private final Variable variable;
    private final Images images;

    ImageVariable(Variable variable, Images images) {
        this.variable = variable;
        this.images = images;
    }

    /** The images of x [n, c, h, w], one after another. */
    public static ImageVariable of(Variable x) {
        ShapeException.check(x.shape().rank() == 4, "images: x [n, c, h, w]", x.shape());
        return new ImageVariable(x, Images.of(x.value()));
    }

    /** The images [n, c, h, w]; refused if they are interleaved. */
    public Variable variable() {
        if (images.layout() != ImageLayout.SEPARATE) {
            throw new IllegalStateException(
                    "images: one after another, found " + images.layout() + " " + variable.shape());
        }
        return variable;
    }

    /** Number of images. */
    public int count() {
        return images.count();
    }

    public int channels() {
        return variable.dim(1);
    }

    public int height() {
        return variable.dim(2);
    }

    public int width() {
        return variable.dim(3);
    }

    ImageLayout layout() {
        return images.layout();
    }

    /** The variable as it lies in memory. */
    Variable stored() {
        return variable;
    }

    Images images() {
        return images;
    }
}
