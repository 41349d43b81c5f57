package cognate.autograd;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * Row-major tensors waiting to be used again, found by shape without allocating anything. Every training step asks for
 * the same shapes, so after the first step nothing new is made.
 */
final class TensorPool {
    private Tensor[][] free = new Tensor[64][];
    private int[] counts = new int[64];
    private int used;

    /** A tensor [rows, columns] with arbitrary contents. */
    Tensor take(int rows, int columns) {
        for (int slot = slot(2, rows, columns); free[slot] != null; slot = slot + 1 & free.length - 1) {
            Shape shape = free[slot][0].shape();
            if (shape.rank() == 2 && shape.dim(0) == rows && shape.dim(1) == columns) {
                return pop(slot, shape);
            }
        }
        return Tensor.zeros(rows, columns);
    }

    /** A tensor with these sizes, at least two, and arbitrary contents. */
    Tensor take(int... dims) {
        for (int slot = slot(dims.length, dims[0], dims[1]); free[slot] != null; slot = slot + 1 & free.length - 1) {
            Shape shape = free[slot][0].shape();
            if (shape.is(dims)) {
                return pop(slot, shape);
            }
        }
        return Tensor.zeros(dims);
    }

    /** A tensor of this shape with arbitrary contents. */
    Tensor take(Shape shape) {
        int slot = find(shape);
        return free[slot] == null ? Tensor.zeros(shape) : pop(slot, shape);
    }

    void give(Tensor tensor) {
        int slot = find(tensor.shape());
        if (free[slot] == null) {
            if (2 * ++used > free.length) {
                grow();
                slot = find(tensor.shape());
            }
            free[slot] = new Tensor[4];
        } else if (counts[slot] == free[slot].length) {
            free[slot] = Arrays.copyOf(free[slot], 2 * counts[slot]);
        }
        free[slot][counts[slot]++] = tensor;
    }

    private Tensor pop(int slot, Shape shape) {
        // the last one stays in its place when it is lent out, because it names the slot's shape
        return counts[slot] == 0 ? Tensor.zeros(shape) : free[slot][--counts[slot]];
    }

    private int find(Shape shape) {
        int rank = shape.rank();
        int slot = rank < 2 ? slot(rank, shape.size(), 0) : slot(rank, shape.dim(0), shape.dim(1));
        while (free[slot] != null && !free[slot][0].shape().equals(shape)) {
            slot = slot + 1 & free.length - 1;
        }
        return slot;
    }

    private int slot(int rank, int first, int second) {
        int hash = ((rank * 31 + first) * 31 + second) * 0x9E3779B9;
        return hash >>> 16 & free.length - 1;
    }

    private void grow() {
        Tensor[][] oldFree = free;
        int[] oldCounts = counts;
        free = new Tensor[2 * oldFree.length][];
        counts = new int[free.length];
        for (int i = 0; i < oldFree.length; i++) {
            if (oldFree[i] != null) {
                int slot = find(oldFree[i][0].shape());
                free[slot] = oldFree[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
