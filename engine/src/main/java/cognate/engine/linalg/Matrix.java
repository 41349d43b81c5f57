package cognate.engine.linalg;

import cognate.engine.kernel.gemm.DoubleBlock;
import cognate.engine.kernel.gemm.DoubleGemm;
import cognate.engine.tensor.Shape;
import cognate.engine.tensor.ShapeException;
import cognate.engine.tensor.Tensor;
import java.util.Arrays;

/** A matrix of doubles, row-major without gaps. The products give the same bits for every width of vectors. */
public final class Matrix {
    private static final int BLOCK = 32;

    private final double[] array;
    private final int rows;
    private final int columns;

    private Matrix(double[] array, int rows, int columns) {
        this.array = array;
        this.rows = rows;
        this.columns = columns;
    }

    public static Matrix zeros(int rows, int columns) {
        return new Matrix(new double[Shape.of(rows, columns).size()], rows, columns);
    }

    public static Matrix identity(int n) {
        Matrix result = zeros(n, n);
        for (int i = 0; i < n; i++) {
            result.array[i * n + i] = 1;
        }
        return result;
    }

    /** A matrix over {@code array}, row-major, which is not copied. */
    public static Matrix of(double[] array, int rows, int columns) {
        if (Shape.of(rows, columns).size() != array.length) {
            throw new ShapeException(
                    "matrix: " + array.length + " doubles do not fill [" + rows + ", " + columns + "]");
        }
        return new Matrix(array, rows, columns);
    }

    /** A copy of {@code rows}, all of one length. */
    public static Matrix ofRows(double[]... rows) {
        Matrix result = zeros(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != result.columns) {
                throw new ShapeException(
                        "matrix: row " + i + " has " + rows[i].length + " elements, row 0 " + result.columns);
            }
            System.arraycopy(rows[i], 0, result.array, i * result.columns, result.columns);
        }
        return result;
    }

    /** A copy of a tensor [rows, columns], whatever its strides. */
    public static Matrix of(Tensor tensor) {
        ShapeException.check(tensor.rank() == 2, "matrix: a tensor [rows, columns]", tensor.shape());
        Matrix result = zeros(tensor.dim(0), tensor.dim(1));
        float[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            result.array[i] = values[i];
        }
        return result;
    }

    /** A tensor [rows, columns] of the elements rounded to floats. */
    public Tensor toTensor() {
        float[] values = new float[array.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array[i];
        }
        return Tensor.of(values, rows, columns);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The storage itself: element [i, j] is at {@code i * columns() + j}. */
    public double[] array() {
        return array;
    }

    public double get(int i, int j) {
        return array[i * columns + j];
    }

    public void set(int i, int j, double value) {
        array[i * columns + j] = value;
    }

    public Matrix copy() {
        return new Matrix(array.clone(), rows, columns);
    }

    /** The transposed matrix, with storage of its own. */
    public Matrix transpose() {
        Matrix result = zeros(columns, rows);
        for (int i0 = 0; i0 < rows; i0 += BLOCK) { // by squares that stay in the first-level cache
            for (int j0 = 0; j0 < columns; j0 += BLOCK) {
                int iEnd = Math.min(rows, i0 + BLOCK);
                int jEnd = Math.min(columns, j0 + BLOCK);
                for (int j = j0; j < jEnd; j++) {
                    for (int i = i0; i < iEnd; i++) {
                        result.array[j * rows + i] = array[i * columns + j];
                    }
                }
            }
        }
        return result;
    }

    /** A copy of rows {@code [row, rowEnd)} and columns {@code [column, columnEnd)}. */
    public Matrix block(int row, int rowEnd, int column, int columnEnd) {
        if (row < 0 || row > rowEnd || rowEnd > rows || column < 0 || column > columnEnd || columnEnd > columns) {
            throw new IndexOutOfBoundsException(
                    "block [" + row + ", " + rowEnd + ") x [" + column + ", " + columnEnd + ") of " + shape());
        }
        Matrix result = zeros(rowEnd - row, columnEnd - column);
        for (int i = row; i < rowEnd; i++) {
            System.arraycopy(array, i * columns + column, result.array, (i - row) * result.columns, result.columns);
        }
        return result;
    }

    /** The product {@code A B}. */
    public Matrix times(Matrix b) {
        return product("times", view(), b.view(), b);
    }

    /** The product {@code Aᵀ B}. */
    public Matrix transposeTimes(Matrix b) {
        return product("transposeTimes", view().transpose(), b.view(), b);
    }

    /** The product {@code A Bᵀ}. */
    public Matrix timesTranspose(Matrix b) {
        return product("timesTranspose", view(), b.view().transpose(), b);
    }

    private Matrix product(String name, DoubleBlock a, DoubleBlock b, Matrix right) {
        if (a.columns() != b.rows()) {
            throw new ShapeException(name + ": inner sizes differ, found " + shape() + " and " + right.shape());
        }
        Matrix result = zeros(a.rows(), b.columns());
        DoubleGemm.accumulate(result.view(), 1, a, b);
        return result;
    }

    /** The Gram matrix of the columns, {@code Aᵀ A}, symmetric to the last bit. */
    public Matrix gram() {
        Matrix result = zeros(columns, columns);
        DoubleGemm.accumulateUpper(result.view(), 1, view().transpose(), view());
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < i; j++) {
                result.array[i * columns + j] = result.array[j * columns + i];
            }
        }
        return result;
    }

    DoubleBlock view() {
        return DoubleBlock.of(array, rows, columns);
    }

    /** As in {@code [10000, 500]}. */
    public String shape() {
        return "[" + rows + ", " + columns + "]";
    }

    /** Refuses a matrix with an infinite element or a NaN; {@code operation} begins the message. */
    public void checkFinite(String operation) {
        for (int i = 0; i < array.length; i++) {
            if (!Double.isFinite(array[i])) {
                throw new ArithmeticException(operation + ": finite elements, found " + array[i] + " in row "
                        + i / columns + ", column " + i % columns);
            }
        }
    }

    /** Shape and, of a small matrix, the elements. */
    @Override
    public String toString() {
        return array.length <= 16 ? shape() + " " + Arrays.toString(array) : shape();
    }
}
