package cognate.engine.linalg;

import cognate.engine.random.RandomStream;

/** Matrices for tests, and how far a factorization is from being one. */
final class Matrices {
    static final double EPSILON = 0x1p-52;

    private Matrices() {}

    static Matrix random(int rows, int columns, long seed) {
        RandomStream random = RandomStream.of(seed);
        Matrix result = Matrix.zeros(rows, columns);
        for (int i = 0; i < result.array().length; i++) {
            result.array()[i] = random.nextDouble() - 0.5;
        }
        return result;
    }

    /** Columns that shrink from 1 to 1e-14. */
    static Matrix graded(int rows, int columns, long seed) {
        Matrix result = random(rows, columns, seed);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result.set(i, j, result.get(i, j) * StrictMath.pow(10, -14.0 * j / Math.max(1, columns - 1)));
            }
        }
        return result;
    }

    static Matrix deficient(int rows, int columns, int rank, long seed) {
        return random(rows, rank, seed).times(random(rank, columns, seed + 1));
    }

    static Matrix scaled(Matrix a, double factor) {
        Matrix result = a.copy();
        for (int i = 0; i < result.array().length; i++) {
            result.array()[i] *= factor;
        }
        return result;
    }

    static Matrix minus(Matrix a, Matrix b) {
        Matrix result = a.copy();
        for (int i = 0; i < result.array().length; i++) {
            result.array()[i] -= b.array()[i];
        }
        return result;
    }

    static double largest(Matrix a) {
        double largest = 0;
        for (double x : a.array()) {
            largest = Math.max(largest, Math.abs(x));
        }
        return largest;
    }

    static Matrix diagonal(double[] values) {
        Matrix result = Matrix.zeros(values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            result.set(i, i, values[i]);
        }
        return result;
    }

    /** {@code max |QᵀQ - I| / (rows · ε)}, as LAPACK's tests have it. */
    static double orthogonality(Matrix q) {
        return largest(minus(q.gram(), Matrix.identity(q.columns()))) / (Math.max(1, q.rows()) * EPSILON);
    }

    /** {@code max |A - B| / (max |A| · size · ε)}. */
    static double residual(Matrix a, Matrix b) {
        double scale = largest(a) * Math.max(a.rows(), a.columns()) * EPSILON;
        double difference = largest(minus(a, b));
        return difference == 0 ? 0 : difference / scale;
    }
}
