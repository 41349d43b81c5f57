package cognate.autograd;

import cognate.engine.kernel.conv.Pooling;
import cognate.engine.kernel.conv.Window;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;

/** Pooling of images x [n, c, h, w] over square windows. */
public final class PoolOps {
    private PoolOps() {}

    /**
     * The largest pixel of each window, [n, c, oh, ow] with oh = ⌊(h + 2 padding − size) / stride⌋ + 1, as PyTorch's
     * {@code max_pool2d}. The gradient goes to the first of equal pixels; a NaN is the largest.
     */
    public static Variable maxPool2d(Tape tape, Variable x, int size, int stride, int padding) {
        Window window = window("maxPool2d", x, size, stride, padding);
        Tensor y = output(tape, x, window);
        Pooling.max(tape.workers(), y, x.value(), window);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Pooling.maxGradient(tape.workers(), dx, dy, x.value(), window);
            x.addGradient(dx);
        });
    }

    /**
     * The mean of each window, zeros of the padding included, as PyTorch's {@code avg_pool2d}; shapes as in
     * {@link #maxPool2d}.
     */
    public static Variable averagePool2d(Tape tape, Variable x, int size, int stride, int padding) {
        Window window = window("averagePool2d", x, size, stride, padding);
        Tensor y = output(tape, x, window);
        Pooling.average(tape.workers(), y, x.value(), window);
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Pooling.averageGradient(tape.workers(), dx, dy, window);
            x.addGradient(dx);
        });
    }

    /** The mean of each plane, [n, c, 1, 1]. */
    public static Variable globalAveragePool2d(Tape tape, Variable x) {
        checkImages("globalAveragePool2d", x);
        Tensor y = tape.allocate(x.dim(0), x.dim(1), 1, 1);
        Pooling.globalAverage(y, x.value());
        return tape.record(y, x, dy -> {
            Tensor dx = x.summand();
            Pooling.globalAverageGradient(dx, dy);
            x.addGradient(dx);
        });
    }

    private static Window window(String operation, Variable x, int size, int stride, int padding) {
        checkImages(operation, x);
        if (size < 1 || stride < 1 || padding < 0 || padding > size / 2) {
            throw new IllegalArgumentException(operation
                    + ": size and stride from 1, padding from 0 to half the size, found " + size + ", " + stride
                    + " and " + padding);
        }
        Window window = new Window(size, stride, padding);
        if (window.outputs(x.dim(2)) < 1 || window.outputs(x.dim(3)) < 1) {
            throw new ShapeException(
                    operation + ": images of at least " + size + " x " + size + ", found " + x.shape());
        }
        return window;
    }

    private static void checkImages(String operation, Variable x) {
        if (x.shape().rank() != 4 || x.dim(2) < 1 || x.dim(3) < 1) {
            throw new ShapeException(operation + ": x [n, c, h, w], found " + x.shape());
        }
    }

    private static Tensor output(Tape tape, Variable x, Window window) {
        return tape.allocate(x.dim(0), x.dim(1), window.outputs(x.dim(2)), window.outputs(x.dim(3)));
    }
}
