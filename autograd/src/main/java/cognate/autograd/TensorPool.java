package cognate.autograd;

import cognate.engine.tensor.Shape;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/**
 * Row-major tensors waiting to be used again, found by shape without allocating anything. Every training step asks for
 * the same shapes, so after the first step nothing new is made. What the last step used is always kept; of the rest,
 * what was used last, as far as the budget goes.
 */
final class TensorPool {
    /** About what a tensor takes besides its elements. */
    private static final int OVERHEAD = 128;

    private final long budget;
    private Shelf[] shelves = new Shelf[64];
    private int count;
    /** Of the tensors that wait. */
    private long bytes;

    private int step;
    /** The ends of the list of all shelves in the order of their last use. */
    private Shelf oldest;

    private Shelf newest;

    /** The tensors of one shape, those that were given last on top. */
    private static final class Shelf {
        final Shape shape;
        Shelf nextOfHash;
        Shelf older;
        Shelf newer;
        Tensor[] tensors = new Tensor[4];
        int count;
        /** The step that used it last, and how many tensors it left untouched. */
        int step;

        int idle;

        Shelf(Shape shape) {
            this.shape = shape;
        }

        long bytesEach() {
            return OVERHEAD + 4L * shape.size();
        }
    }

    /** A pool that keeps, after every step, what this used and at most as many bytes as the budget. */
    TensorPool(long budget) {
        this.budget = budget;
    }

    /** A tensor [rows, columns] with arbitrary contents. */
    Tensor take(int rows, int columns) {
        for (Shelf shelf = shelves[slot(2, rows, columns)]; shelf != null; shelf = shelf.nextOfHash) {
            Shape shape = shelf.shape;
            if (shape.rank() == 2 && shape.dim(0) == rows && shape.dim(1) == columns) {
                return take(shelf);
            }
        }
        return Tensor.zeros(rows, columns);
    }

    /** A tensor with these sizes, at least two, and arbitrary contents. */
    Tensor take(int... dims) {
        for (Shelf shelf = shelves[slot(dims.length, dims[0], dims[1])]; shelf != null; shelf = shelf.nextOfHash) {
            if (shelf.shape.is(dims)) {
                return take(shelf);
            }
        }
        return Tensor.zeros(dims);
    }

    /** A tensor of this shape with arbitrary contents. */
    Tensor take(Shape shape) {
        Shelf shelf = find(shape);
        return shelf == null ? Tensor.zeros(shape) : take(shelf);
    }

    private Tensor take(Shelf shelf) {
        use(shelf);
        if (shelf.count == 0) {
            return Tensor.zeros(shelf.shape);
        }
        Tensor tensor = shelf.tensors[--shelf.count];
        shelf.tensors[shelf.count] = null;
        shelf.idle = Math.min(shelf.idle, shelf.count);
        bytes -= shelf.bytesEach();
        return tensor;
    }

    void give(Tensor tensor) {
        Shelf shelf = find(tensor.shape());
        if (shelf == null) {
            shelf = add(tensor.shape());
        }
        use(shelf);
        if (shelf.count == shelf.tensors.length) {
            shelf.tensors = Arrays.copyOf(shelf.tensors, 2 * shelf.count);
        }
        shelf.tensors[shelf.count++] = tensor;
        bytes += shelf.bytesEach();
    }

    /** Ends a step: drops what goes beyond the budget, the shapes first that were not used for the longest time. */
    void endStep() {
        while (bytes > budget && oldest.step != step) {
            remove(oldest);
        }
        for (Shelf shelf = oldest; bytes > budget && shelf != null; shelf = shelf.newer) {
            int kept = shelf.count - shelf.idle;
            System.arraycopy(shelf.tensors, shelf.idle, shelf.tensors, 0, kept);
            Arrays.fill(shelf.tensors, kept, shelf.count, null);
            shelf.count = kept;
            bytes -= shelf.idle * shelf.bytesEach();
            shelf.idle = 0;
        }
        step++;
    }

    /** Bytes of the tensors that wait. */
    long bytes() {
        return bytes;
    }

    private void use(Shelf shelf) {
        if (shelf.step != step) {
            shelf.step = step;
            shelf.idle = shelf.count;
            unlink(shelf);
            link(shelf);
        }
    }

    private void link(Shelf shelf) {
        shelf.older = newest;
        shelf.newer = null;
        if (newest == null) {
            oldest = shelf;
        } else {
            newest.newer = shelf;
        }
        newest = shelf;
    }

    private void unlink(Shelf shelf) {
        if (shelf.older == null) {
            oldest = shelf.newer;
        } else {
            shelf.older.newer = shelf.newer;
        }
        if (shelf.newer == null) {
            newest = shelf.older;
        } else {
            shelf.newer.older = shelf.older;
        }
    }

    private Shelf find(Shape shape) {
        Shelf shelf = shelves[slot(shape)];
        while (shelf != null && !shelf.shape.equals(shape)) {
            shelf = shelf.nextOfHash;
        }
        return shelf;
    }

    private Shelf add(Shape shape) {
        if (++count > shelves.length) {
            shelves = new Shelf[2 * shelves.length];
            for (Shelf shelf = oldest; shelf != null; shelf = shelf.newer) {
                hang(shelf);
            }
        }
        Shelf shelf = new Shelf(shape);
        shelf.step = step;
        hang(shelf);
        link(shelf);
        return shelf;
    }

    private void hang(Shelf shelf) {
        int slot = slot(shelf.shape);
        shelf.nextOfHash = shelves[slot];
        shelves[slot] = shelf;
    }

    private void remove(Shelf shelf) {
        unlink(shelf);
        int slot = slot(shelf.shape);
        if (shelves[slot] == shelf) {
            shelves[slot] = shelf.nextOfHash;
        } else {
            Shelf before = shelves[slot];
            while (before.nextOfHash != shelf) {
                before = before.nextOfHash;
            }
            before.nextOfHash = shelf.nextOfHash;
        }
        bytes -= shelf.count * shelf.bytesEach();
        count--;
    }

    private int slot(Shape shape) {
        int rank = shape.rank();
        return rank < 2 ? slot(rank, shape.size(), 0) : slot(rank, shape.dim(0), shape.dim(1));
    }

    private int slot(int rank, int first, int second) {
        int hash = ((rank * 31 + first) * 31 + second) * 0x9E3779B9;
        return hash >>> 16 & shelves.length - 1;
    }
}
