package cognate.stats.htt;

/** A checked similarity matrix [n, n] over networks, divided by √(s_ii s_jj) so that its diagonal is 1. */
final class Similarity {
    /** How far s_ij and s_ji may lie apart, relative to the diagonal. */
    private static final double ASYMMETRY = 1e-9;

    private final int size;
    private final double[] values;

    private Similarity(int size, double[] values) {
        this.size = size;
        this.values = values;
    }

    /** Checks and normalizes a matrix, naming the networks that are at fault. */
    static Similarity of(double[][] matrix, Design networks) {
        int n = networks.size();
        if (matrix.length != n) {
            throw new IllegalArgumentException(
                    "similarity: a row for each of " + n + " networks, found " + matrix.length);
        }
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            if (matrix[i].length != n) {
                throw new IllegalArgumentException(
                        "similarity: a square matrix, found " + matrix[i].length + " values in row " + i + " of " + n);
            }
            if (!(matrix[i][i] > 0 && matrix[i][i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("similarity: a positive number for network " + networks.name(i)
                        + " with itself, found " + matrix[i][i]);
            }
            root[i] = StrictMath.sqrt(matrix[i][i]);
        }
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double value = matrix[i][j] / root[i] / root[j];
                double mirrored = matrix[j][i] / root[i] / root[j];
                if (!(StrictMath.abs(value - mirrored) <= ASYMMETRY)) {
                    throw new IllegalArgumentException("similarity: equal finite numbers both ways for networks "
                            + networks.name(i) + " and " + networks.name(j) + ", found " + matrix[i][j] + " and "
                            + matrix[j][i]);
                }
                values[i * n + j] = value;
                values[j * n + i] = value;
            }
            values[i * n + i] = 1;
        }
        return new Similarity(n, values);
    }

    double of(int i, int j) {
        return values[i * size + j];
    }

    /** The whole matrix, row-major. */
    double[] all() {
        return values.clone();
    }

    /** The rows and columns of some networks, row-major [rows, columns]. */
    double[] select(int[] rows, int[] columns) {
        double[] result = new double[rows.length * columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                result[i * columns.length + j] = of(rows[i], columns[j]);
            }
        }
        return result;
    }
}
