package cognate.engine.tensor;

import java.util.Arrays;

/**
 * Reads and writes two tensors of one shape side by side, in row-major order, whatever their strides. Dimensions along
 * which both go on as in the next are walked as one, so that the innermost loop is long.
 */
final class Strided {
    private final float[] to;
    private final float[] from;
    private final int[] sizes;
    private final int[] toStrides;
    private final int[] fromStrides;
    /** The innermost dimension; none has size 1 but the only one. */
    private int last;

    private Strided(Tensor to, Tensor from) {
        this.to = to.array();
        this.from = from.array();
        int rank = to.rank();
        sizes = new int[rank + 1];
        toStrides = new int[rank + 1];
        fromStrides = new int[rank + 1];
        sizes[0] = 1;
        for (int i = 0; i < rank; i++) {
            if (to.dim(i) != 1) {
                append(to.dim(i), to.stride(i), from.stride(i));
            }
        }
    }

    private void append(int size, int toStride, int fromStride) {
        boolean goesOn = toStrides[last] == size * toStride && fromStrides[last] == size * fromStride;
        if (sizes[last] != 1 && !goesOn) {
            last++;
            sizes[last] = 1;
        }
        sizes[last] *= size;
        toStrides[last] = toStride;
        fromStrides[last] = fromStride;
    }

    /** Copies every element, bit by bit. */
    static void copy(Tensor to, Tensor from) {
        Tensor source = apart("copy", to, from);
        if (to.isContiguous() && source.isContiguous()) {
            System.arraycopy(source.array(), source.offset(), to.array(), to.offset(), to.size());
        } else {
            new Strided(to, source).copy(0, to.offset(), source.offset());
        }
    }

    /** Adds every element of {@code from}, in row-major order. */
    static void accumulate(Tensor to, Tensor from) {
        Tensor source = apart("accumulate", to, from);
        new Strided(to, source).accumulate(0, to.offset(), source.offset());
    }

    /** What is to be read, before a write to the same storage changes it. */
    private static Tensor apart(String operation, Tensor to, Tensor from) {
        if (!to.shape().equals(from.shape())) {
            throw new ShapeException(operation + ": equal shapes, found " + to.shape() + " and " + from.shape());
        }
        return to.array() == from.array() ? from.copy() : from;
    }

    private void copy(int dim, int toStart, int fromStart) {
        int n = sizes[dim];
        int toStride = toStrides[dim];
        int fromStride = fromStrides[dim];
        int t = toStart;
        int f = fromStart;
        if (dim < last) {
            for (int i = 0; i < n; i++, t += toStride, f += fromStride) {
                copy(dim + 1, t, f);
            }
        } else if (toStride == 1 && fromStride == 1) {
            System.arraycopy(from, f, to, t, n);
        } else if (toStride == 1 && fromStride == 0) {
            Arrays.fill(to, t, t + n, from[f]);
        } else {
            float[] x = to;
            float[] y = from;
            for (int i = 0; i < n; i++, t += toStride, f += fromStride) {
                x[t] = y[f];
            }
        }
    }

    private void accumulate(int dim, int toStart, int fromStart) {
        int n = sizes[dim];
        int toStride = toStrides[dim];
        int fromStride = fromStrides[dim];
        int t = toStart;
        int f = fromStart;
        if (dim < last) {
            for (int i = 0; i < n; i++, t += toStride, f += fromStride) {
                accumulate(dim + 1, t, f);
            }
        } else if (toStride == 1 && fromStride == 1) {
            float[] x = to;
            float[] y = from;
            for (int i = 0; i < n; i++) {
                x[t + i] += y[f + i];
            }
        } else {
            float[] x = to;
            float[] y = from;
            for (int i = 0; i < n; i++, t += toStride, f += fromStride) {
                x[t] += y[f];
            }
        }
    }
}
