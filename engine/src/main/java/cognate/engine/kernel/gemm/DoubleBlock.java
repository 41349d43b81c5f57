package cognate.engine.kernel.gemm;

/**
 * A rectangular window on an array of doubles: element {@code [i, j]} is at {@code offset + i * rowStride + j *
 * columnStride}. Windows share the array.
 */
public record DoubleBlock(double[] array, int offset, int rows, int columns, int rowStride, int columnStride) {
    /** The row-major matrix [rows, columns] that fills {@code array}. */
    public static DoubleBlock of(double[] array, int rows, int columns) {
        return new DoubleBlock(array, 0, rows, columns, columns, 1);
    }

    /** The window [columns, rows]. */
    public DoubleBlock transpose() {
        return new DoubleBlock(array, offset, columns, rows, columnStride, rowStride);
    }

    /** The window of rows {@code [row, rowEnd)} and columns {@code [column, columnEnd)}. */
    public DoubleBlock block(int row, int rowEnd, int column, int columnEnd) {
        return new DoubleBlock(array, at(row, column), rowEnd - row, columnEnd - column, rowStride, columnStride);
    }

    int at(int i, int j) {
        return offset + i * rowStride + j * columnStride;
    }
}
