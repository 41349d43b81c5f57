package cognate.engine.kernel.gemm;

import cognate.engine.tensor.Tensor;

/**
 * Where a matrix of floats stands: element [i, j] is {@code array[offset + i * rowStride + j * columnStride]}. A view
 * knows no sizes and checks nothing; a stride of 0 repeats a row or a column. Loops over blocks and time steps move one
 * view instead of making many, so a view belongs to one thread; a product does not move the views it is given.
 */
public final class MatrixView {
    float[] array;
    int offset;
    int rowStride;
    int columnStride;

    /** The view whose element [0, 0] is {@code array[offset]}. */
    public MatrixView(float[] array, int offset, int rowStride, int columnStride) {
        moveTo(array, offset, rowStride, columnStride);
    }

    static MatrixView of(Tensor x) {
        return new MatrixView(x.array(), x.offset(), x.stride(0), x.stride(1));
    }

    /** Moves this view to another matrix; returns it. */
    public MatrixView moveTo(float[] array, int offset, int rowStride, int columnStride) {
        this.array = array;
        this.offset = offset;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
        return this;
    }

    /** Moves this view to where element [i, j] of another one is; returns it. */
    MatrixView moveTo(MatrixView other, int i, int j) {
        return moveTo(other.array, other.at(i, j), other.rowStride, other.columnStride);
    }

    /** Moves element [0, 0] to where [i, j] is. */
    void moveBy(int i, int j) {
        offset = at(i, j);
    }

    /** A new view, whose element [0, 0] is this one's [i, j]. */
    MatrixView block(int i, int j) {
        return new MatrixView(array, at(i, j), rowStride, columnStride);
    }

    /** A new view of the transposed matrix. */
    MatrixView transpose() {
        return new MatrixView(array, offset, columnStride, rowStride);
    }

    /** Index of element [i, j]. */
    int at(int i, int j) {
        return offset + i * rowStride + j * columnStride;
    }
}
