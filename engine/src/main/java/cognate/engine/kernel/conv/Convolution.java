package cognate.engine.kernel.conv;

import cognate.engine.parallel.Workers;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A two-dimensional convolution of one geometry (as deep learning has it: the kernel is not flipped): images x
 * [channels, height, width], weight [filters, channels, kernel height, kernel width], y [filters, output height, output
 * width].
 *
 * <p>The definition, whatever the batch, the layout, the vectors' width and the number of threads. Every element of y
 * is one chain of fused multiply-adds over (channel, kernel row, kernel column) in row-major order that starts from the
 * bias; a tap in the padding meets a pixel +0 like any other, so that an infinite weight makes NaN of it. A result −0
 * becomes +0. Every element of dx is such a chain over (filter, kernel row, kernel column) from +0, to which outputs
 * that the element has no part in are +0. Nothing is checked.
 */
public final class Convolution {
    /** Ints of the tables of convolutions that are kept, 16 MB. */
    private static final long KEPT = 1 << 22;

    private static final int LANES = ImageLanes.COUNT;
    /** The convolutions that were asked for last; the first is the one that waited longest. */
    private static final Map<Geometry, Convolution> KNOWN = new LinkedHashMap<>(16, .75f, true);

    private static long known;

    private final Geometry geometry;
    private final ImageMap forward;
    private final ImageMap backward;
    private final ImageWeights weights;
    /** Null if no array holds a block. */
    private final BlockConvolution blocks;
    /** What an image alone costs, in sixteenths of a block. */
    private final int costAlone;

    private Convolution(Geometry g) {
        geometry = g;
        TapGrid images = TapGrid.images(g);
        TapGrid gradients = TapGrid.gradients(g);
        ShapeException.check(
                PaddedCopy.fits(images, 1) && PaddedCopy.fits(gradients, 1),
                "convolution: a padded image that an array holds",
                Shape.of(g.channels(), g.height(), g.width()),
                Shape.of(g.filters(), g.outputHeight(), g.outputWidth()));
        forward = new ImageMap(images);
        backward = new ImageMap(gradients);
        weights = new ImageWeights(forward.copy);
        blocks = BlockConvolution.fits(images, gradients) ? new BlockConvolution(images, gradients) : null;
        costAlone = 2 + 16 / g.filters();
    }

    /** The convolution of this geometry; it is refused if an image, an output or the weights are empty or too large. */
    public static Convolution of(Geometry geometry) {
        synchronized (KNOWN) {
            Convolution result = KNOWN.get(geometry);
            if (result == null) {
                geometry.check();
                result = new Convolution(geometry);
                KNOWN.put(geometry, result);
                known += result.ints();
                for (var i = KNOWN.values().iterator(); known > KEPT && KNOWN.size() > 1; ) {
                    known -= i.next().ints();
                    i.remove();
                }
            }
            return result;
        }
    }

    private long ints() {
        return 2L * geometry.taps() + geometry.positions() + (blocks == null ? 0 : blocks.ints());
    }

    public Geometry geometry() {
        return geometry;
    }

    /** Floats that note the winners of {@link #forward} for n images. */
    public int winners(int n) {
        return Images.blocks(n) * LANES * (geometry.filters() * geometry.positions() / 4);
    }

    /** Whether {@link #forward} gains from n images that are interleaved, and from noting winners. */
    public boolean prefersInterleaved(Workers workers, int n) {
        return !forward.isOfRows() && alone(workers, n) == 0;
    }

    /**
     * How many images at the end of n go one by one: all if that is less work for the busiest thread, or those of a
     * block that they would fill badly.
     */
    private int alone(Workers workers, int n) {
        int threads = workers.threads();
        long byBlocks = (Images.blocks(n) + threads - 1L) / threads * LANES;
        long byImages = (n + threads - 1L) / threads * costAlone;
        if (blocks == null || byImages <= byBlocks) {
            return n;
        }
        int rest = n % LANES;
        return rest * costAlone <= LANES ? rest : 0;
    }

    private static boolean separate(Images x, Images y) {
        return !x.isInterleaved() && !y.isInterleaved();
    }

    /** Overwrites y with the convolution of x; bias is [filters] or null. */
    public void forward(Workers workers, ConvolutionOutput y, Images x, Tensor weight, Tensor bias) {
        int n = x.count();
        int alone = 0;
        if (separate(x, y.y()) && y.winners() == null) {
            alone = forward.isOfRows() ? n : alone(workers, n);
        }
        if (alone < n) {
            blocks.forward(workers, Images.blocks(n - alone), y, x, weight, bias);
        }
        if (alone > 0) {
            Kernels kernels = Kernels.forward(forward.copy.grid, weight, bias);
            forward.run(workers, n - alone, alone, y.y(), x, kernels, y.rectified());
        }
    }

    /**
     * Overwrites the gradient by x and adds to those by weight and bias.
     *
     * <p>The order of the sums over images and positions: a chunk is sixteen images; in it every weight is sixteen
     * chains of fused multiply-adds from +0 over (row, column), one for each image, and every bias sixteen sums
     * likewise; an image that is not there is +0; chunk i + s is added to chunk i, chain by chain, for s = 1, 2, 4, …
     * and i = 0, 2s, 4s, …; the sixteen are folded by halves (i and i + 8); and in the end the sum is added to the
     * gradient.
     *
     * @param dy the gradient by y, in its layout; where y is rectified and not positive, it becomes zero
     * @param y what {@link #forward} made of x
     */
    public void backward(
            Workers workers, ConvolutionGradients to, Images x, Tensor weight, Images dy, ConvolutionOutput y) {
        int n = x.count();
        OutputGradient gradient = OutputGradient.of(dy, y);
        boolean separate = separate(x, dy)
                && y.winners() == null
                && (to.x() == null || !to.x().isInterleaved());
        int alone = separate ? alone(workers, n) : 0;
        int size = dy.stride();
        if (alone > 0) {
            workers.run(alone, i -> gradient.rectify(n - alone + i, 1, size));
        }
        if (alone < n) {
            ImageMap rows = separate && backward.isOfRows() ? backward : null;
            blocks.backward(workers, Images.blocks(n - alone), to, x, weight, gradient, rows, weights);
        } else if (to.ofParameters()) {
            weights.accumulate(workers, to, x, dy);
        }
        if (alone > 0 && to.x() != null) {
            Kernels kernels = Kernels.backward(backward.copy.grid, weight);
            backward.run(workers, n - alone, alone, to.x(), dy, kernels, false);
        }
    }
}
