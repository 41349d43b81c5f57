package cognate.similarity.align;

import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;

/** One tensor of two networks of one wiring, B's with its units where a {@link Matching} has put them. */
final class Coupling {
    private final Tie tie;
    private final double[] a;
    private final double[] original;
    private double[] b;
    private final double weight;

    /**
     * Of A's tensor and B's.
     *
     * @param weight what inner products count
     */
    Coupling(Tie tie, Tensor other, double weight) {
        this.tie = tie;
        this.weight = weight;
        a = doubles(tie.tensor());
        original = doubles(other);
        b = original;
    }

    private static double[] doubles(Tensor tensor) {
        float[] floats = tensor.toArray();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    /** The Euclidean norm of a tensor. */
    static double norm(Tensor tensor) {
        double sum = 0;
        for (float value : tensor.toArray()) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** Puts B's units where they belong: unit u is {@code factors[u]}, 1 or -1, times unit {@code order[u]} of B. */
    void move(int[] order, double[] factors) {
        b = moved(order, factors);
    }

    private double[] moved(int[] order, double... factors) {
        int[] rows = tie.rowSources(order);
        int[] columns = tie.columnSources(order);
        double[] ofRows = tie.rowFactors(factors);
        double[] ofColumns = tie.columnFactors(factors);
        double[] result = new double[original.length];
        for (int i = 0; i < rows.length; i++) {
            int to = i * columns.length;
            int from = rows[i] * columns.length;
            for (int j = 0; j < columns.length; j++) {
                result[to + j] = ofRows[i] * ofColumns[j] * original[from + columns[j]];
            }
        }
        return result;
    }

    /** The weighted inner product of A and B as it stands. */
    double agreement() {
        return agreement(b);
    }

    /** As {@link #agreement()}, if B's units were elsewhere. */
    double agreement(int[] order, double... factors) {
        return agreement(moved(order, factors));
    }

    private double agreement(double... other) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], other[i], sum);
        }
        return weight * sum;
    }

    /**
     * The inner products of what comes in to units, or goes out of them: [units of A, units of B as it stands].
     *
     * @param incoming whether the units are those of the rows
     * @param places of every unit where it stands in the rows or columns
     */
    Matrix products(boolean incoming, int[]... places) {
        Matrix ofA = incoming ? byRow(a, places) : byColumn(a, places);
        Matrix ofB = incoming ? byRow(b, places) : byColumn(b, places);
        return ofA.timesTranspose(ofB).scale(weight);
    }

    private Matrix byRow(double[] values, int[]... places) {
        int width = tie.width();
        int gates = tie.tensor().dim(0) / tie.rows().size();
        Matrix result = Matrix.zeros(places.length, places[0].length * gates * width);
        int to = 0;
        for (int[] own : places) {
            for (int place : own) {
                for (int gate = 0; gate < gates; gate++) {
                    int row = gate * tie.rows().size() + place;
                    System.arraycopy(values, row * width, result.array(), to, width);
                    to += width;
                }
            }
        }
        return result;
    }

    private Matrix byColumn(double[] values, int[]... places) {
        Space columns = tie.columns();
        int width = tie.width();
        int rows = tie.tensor().dim(0);
        int run = width / columns.size();
        int first = columns.isPerStep() ? 1 : run; // from a unit's first column to the next one's
        int step = columns.isPerStep() ? columns.size() : 1; // from one of its columns to the next
        Matrix result = Matrix.zeros(places.length, places[0].length * rows * run);
        int to = 0;
        for (int[] own : places) {
            for (int place : own) {
                for (int row = 0; row < rows; row++) {
                    int from = row * width + place * first;
                    for (int k = 0; k < run; k++) {
                        result.array()[to++] = values[from + k * step];
                    }
                }
            }
        }
        return result;
    }

    /** {@code sum += term}. */
    static void add(Matrix sum, Matrix term) {
        for (int i = 0; i < sum.array().length; i++) {
            sum.array()[i] += term.array()[i];
        }
    }
}
