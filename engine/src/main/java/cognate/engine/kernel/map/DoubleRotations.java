package cognate.engine.kernel.map;

import cognate.engine.kernel.lanes.DoubleLanes;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A sequence of plane rotations of neighbouring rows, collected first and applied together: rows travel through the
 * registers, so a rotation costs one load and one store (Van Zee, van de Geijn, Quintana-Ortí 2014).
 */
public final class DoubleRotations {
    private static final VectorSpecies<Double> S = DoubleLanes.DOUBLE;
    private static final int L = DoubleLanes.COUNT;
    private static final int CAPACITY = 1 << 14;

    private final double[] rows;
    private final int columns;
    private final int[] row = new int[CAPACITY];
    private final double[] cosine = new double[CAPACITY];
    private final double[] sine = new double[CAPACITY];
    private int size;

    /** Rotations of the row-major matrix [·, columns] in {@code rows}. */
    public DoubleRotations(double[] rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Rows i and i + 1 shall become {@code c · row i + s · row i+1} and {@code c · row i+1 - s · row i}. */
    public void add(int i, double c, double s) {
        if (size == CAPACITY) {
            apply();
        }
        row[size] = i;
        cosine[size] = c;
        sine[size++] = s;
    }

    /** Applies what was added since the last call. */
    public void apply() {
        int column = 0;
        for (; column <= columns - 4 * L; column += 4 * L) {
            applyToVectors(column);
        }
        for (; column <= columns - L; column += L) {
            applyToVector(column);
        }
        for (; column < columns; column++) {
            applyToOne(column);
        }
        size = 0;
    }

    private void applyToVectors(int column) {
        int t = 0;
        while (t < size) {
            int at = row[t] * columns + column;
            DoubleVector x0 = DoubleVector.fromArray(S, rows, at);
            DoubleVector x1 = DoubleVector.fromArray(S, rows, at + L);
            DoubleVector x2 = DoubleVector.fromArray(S, rows, at + 2 * L);
            DoubleVector x3 = DoubleVector.fromArray(S, rows, at + 3 * L);
            int next;
            do { // while the next rotation starts with the row that this one ends with
                DoubleVector c = DoubleVector.broadcast(S, cosine[t]);
                DoubleVector s = DoubleVector.broadcast(S, sine[t]);
                int below = at + columns;
                DoubleVector y0 = DoubleVector.fromArray(S, rows, below);
                DoubleVector y1 = DoubleVector.fromArray(S, rows, below + L);
                DoubleVector y2 = DoubleVector.fromArray(S, rows, below + 2 * L);
                DoubleVector y3 = DoubleVector.fromArray(S, rows, below + 3 * L);
                c.fma(x0, s.mul(y0)).intoArray(rows, at);
                c.fma(x1, s.mul(y1)).intoArray(rows, at + L);
                c.fma(x2, s.mul(y2)).intoArray(rows, at + 2 * L);
                c.fma(x3, s.mul(y3)).intoArray(rows, at + 3 * L);
                DoubleVector minus = s.neg();
                x0 = c.fma(y0, minus.mul(x0));
                x1 = c.fma(y1, minus.mul(x1));
                x2 = c.fma(y2, minus.mul(x2));
                x3 = c.fma(y3, minus.mul(x3));
                at = below;
                next = row[t] + 1;
                t++;
            } while (t < size && row[t] == next);
            x0.intoArray(rows, at);
            x1.intoArray(rows, at + L);
            x2.intoArray(rows, at + 2 * L);
            x3.intoArray(rows, at + 3 * L);
        }
    }

    private void applyToVector(int column) {
        int t = 0;
        while (t < size) {
            int at = row[t] * columns + column;
            DoubleVector x = DoubleVector.fromArray(S, rows, at);
            int next;
            do {
                DoubleVector c = DoubleVector.broadcast(S, cosine[t]);
                DoubleVector s = DoubleVector.broadcast(S, sine[t]);
                int below = at + columns;
                DoubleVector y = DoubleVector.fromArray(S, rows, below);
                c.fma(x, s.mul(y)).intoArray(rows, at);
                x = c.fma(y, s.neg().mul(x));
                at = below;
                next = row[t] + 1;
                t++;
            } while (t < size && row[t] == next);
            x.intoArray(rows, at);
        }
    }

    private void applyToOne(int column) {
        for (int t = 0; t < size; t++) {
            int at = row[t] * columns + column;
            double x = rows[at];
            double y = rows[at + columns];
            rows[at] = Math.fma(cosine[t], x, sine[t] * y);
            rows[at + columns] = Math.fma(cosine[t], y, -sine[t] * x);
        }
    }
}
