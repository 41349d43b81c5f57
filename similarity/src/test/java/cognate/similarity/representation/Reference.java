package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;
import cognate.engine.random.RandomStream;

/** The matrices that the reference numbers belong to, and others to test with. */
final class Reference {
    static final Matrix X;
    static final Matrix Y;

    private static long state = 42;

    static { // s ← (1103515245 s + 12345) mod 2³¹, entry = s / 2³¹ - 0.5; Y = 2 X[:, 0:3] M + 0.4 N
        X = next(60, 5);
        Matrix m = next(3, 7);
        Matrix n = next(60, 7);
        Y = Matrix.zeros(60, 7);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 7; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += 2 * X.get(i, k) * m.get(k, j);
                }
                Y.set(i, j, sum + 0.4 * n.get(i, j));
            }
        }
    }

    private Reference() {}

    private static Matrix next(int rows, int columns) {
        Matrix result = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            state = (1103515245 * state + 12345) & 0x7FFFFFFF;
            result.array()[i] = state / (double) (1L << 31) - 0.5;
        }
        return result;
    }

    static Representation x() {
        return Representation.of(X, "X");
    }

    static Representation y() {
        return Representation.of(Y, "Y");
    }

    static Matrix random(int rows, int columns, long seed) {
        RandomStream random = RandomStream.of(seed);
        Matrix result = Matrix.zeros(rows, columns);
        for (int i = 0; i < result.array().length; i++) {
            result.array()[i] = random.nextGaussian();
        }
        return result;
    }

    /** {@code factor · A Q + offset} for a random rotation Q. */
    static Matrix moved(Matrix a, double factor, double offset) {
        Matrix rotated = a.times(Qr.of(random(a.columns(), a.columns(), 99)).q());
        for (int i = 0; i < rotated.array().length; i++) {
            rotated.array()[i] = factor * rotated.array()[i] + offset;
        }
        return rotated;
    }
}
