package cognate.engine.tensor;

/** Thrown when the sizes of tensors do not fit an operation; the message names the operation and the shapes. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }

    /**
     * Checks what an operation expects of one shape.
     *
     * @param holds whether it is so
     * @param operation the operation and what it expects, as in {@code "linear: x [n, in]"}
     * @param found the shape at hand
     */
    public static void check(boolean holds, String operation, Shape found) {
        if (!holds) {
            throw new ShapeException(operation + ", found " + found);
        }
    }

    /** Checks what an operation expects of two shapes; otherwise as {@link #check(boolean, String, Shape)}. */
    public static void check(boolean holds, String operation, Shape a, Shape b) {
        if (!holds) {
            throw new ShapeException(operation + ", found " + a + " and " + b);
        }
    }

    /**
     * Checks that a shape is [size].
     *
     * @param operation as in {@code "linear"}
     * @param operand whose shape it is, as in {@code "bias"}
     */
    public static void checkVector(String operation, String operand, Shape found, int size) {
        if (found.rank() != 1 || found.dim(0) != size) {
            throw new ShapeException(operation + ": " + operand + " [" + size + "], found " + found);
        }
    }

    /** Checks that a shape is [rows, columns]; otherwise as {@link #checkVector}. */
    public static void checkMatrix(String operation, String operand, Shape found, int rows, int columns) {
        if (found.rank() != 2 || found.dim(0) != rows || found.dim(1) != columns) {
            throw new ShapeException(operation + ": " + operand + " [" + rows + ", " + columns + "], found " + found);
        }
    }
}
