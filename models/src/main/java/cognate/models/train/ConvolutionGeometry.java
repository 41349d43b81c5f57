package cognate.models.train;

import cognate.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a checkpoint does not say about its convolutions: the padding of each, none or half the kernel, and whether 2×2
 * pooling follows. With stride 1, the number of pixels that the first linear layer takes may leave only one
 * possibility.
 */
final class ConvolutionGeometry {
    /** Padding of a convolution, and whether pooling follows it. */
    record Choice(int padding, boolean pooled) {}

    private static final int MOST_CONVOLUTIONS = 8;

    private final List<Tensor> weights;
    private final int pixels;
    private final List<Choice> current = new ArrayList<>();
    private List<Choice> found;
    private boolean ambiguous;

    private ConvolutionGeometry(List<Tensor> weights, int pixels) {
        this.weights = weights;
        this.pixels = pixels;
    }

    /**
     * The only choices with which images of this size end as so many pixels; null where there are none, or several.
     *
     * @param weights [out, in, kh, kw] of each convolution
     */
    static List<Choice> find(List<Tensor> weights, int height, int width, int pixels) {
        if (weights.size() > MOST_CONVOLUTIONS) {
            return null;
        }
        ConvolutionGeometry search = new ConvolutionGeometry(weights, pixels);
        search.extend(height, width);
        return search.ambiguous ? null : search.found;
    }

    private void extend(int height, int width) {
        if (current.size() == weights.size()) {
            if ((long) height * width == pixels) {
                ambiguous = found != null;
                found = List.copyOf(current);
            }
            return;
        }
        Tensor weight = weights.get(current.size());
        int half = weight.dim(2) / 2;
        for (int padding = 0; padding <= half && !ambiguous; padding += Math.max(1, half)) {
            int h = height + 2 * padding - weight.dim(2) + 1;
            int w = width + 2 * padding - weight.dim(3) + 1;
            for (int pool = 1; pool <= 2 && !ambiguous; pool++) {
                if (h / pool >= 1 && w / pool >= 1) {
                    current.add(new Choice(padding, pool == 2));
                    extend(h / pool, w / pool);
                    current.remove(current.size() - 1);
                }
            }
        }
    }
}
