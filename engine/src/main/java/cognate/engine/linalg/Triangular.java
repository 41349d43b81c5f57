package cognate.engine.linalg;

import cognate.engine.kernel.map.DoubleVectors;

/** Systems with a triangular matrix, solved in place: x is the right-hand side [n, p], then the solution. */
final class Triangular {
    private Triangular() {}

    /** {@code L X = B}, of which the part of l below the diagonal is read. */
    static void unitLower(Matrix l, Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            subtractRows(l, i, 0, i, x);
        }
    }

    /** {@code L X = B}, of which the part of l on and below the diagonal is read. */
    static void lower(Matrix l, Matrix x) {
        for (int i = 0; i < x.rows(); i++) {
            subtractRows(l, i, 0, i, x);
            divideRow(l, i, x);
        }
    }

    /** {@code U X = B}, of which the part of u on and above the diagonal is read. */
    static void upper(Matrix u, Matrix x) {
        for (int i = x.rows() - 1; i >= 0; i--) {
            subtractRows(u, i, i + 1, x.rows(), x);
            divideRow(u, i, x);
        }
    }

    /** Row i of x loses rows {@code [from, to)}, each times the element of t that stands in its column. */
    private static void subtractRows(Matrix t, int i, int from, int to, Matrix x) {
        int p = x.columns();
        for (int j = from; j < to; j++) {
            DoubleVectors.accumulate(x.array(), i * p, -t.get(i, j), x.array(), j * p, p);
        }
    }

    private static void divideRow(Matrix t, int i, Matrix x) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(i, j, x.get(i, j) / t.get(i, i));
        }
    }
}
