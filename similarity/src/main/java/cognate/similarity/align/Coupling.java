package cognate.similarity.align;

import cognate.engine.linalg.Matrix;
import cognate.engine.tensor.Tensor;
import cognate.models.wiring.Space;
import cognate.models.wiring.Tie;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One tensor of two networks of one wiring, B's with its units where a {@link Matching} has put them. */
final class Coupling {
    private final Tie tie;
    private final double[] a;
    private final double[] original;
    private double[] b;
    private final double weight;

    private Coupling(Tie tie, Tensor other, double weight) {
        this.tie = tie;
        this.weight = weight;
        a = doubles(tie.tensor());
        original = doubles(other);
        b = original;
    }

    /**
     * Of all tensors of A and B.
     *
     * @param byTensor whether every tensor counts the same, by its cosine; else what counts is the cosine of all
     * @throws IllegalArgumentException if the tensors of the two belong to other units
     */
    static List<Coupling> of(List<Tie> a, List<Tie> b, boolean byTensor) {
        double[] squaresA = a.stream().mapToDouble(Coupling::squares).toArray();
        double[] squaresB = b.stream().mapToDouble(Coupling::squares).toArray();
        double all = Math.sqrt(Arrays.stream(squaresA).sum())
                * Math.sqrt(Arrays.stream(squaresB).sum());
        int count = 0; // of those that have a cosine
        for (int t = 0; t < squaresA.length; t++) {
            count += squaresA[t] > 0 && squaresB[t] > 0 ? 1 : 0;
        }
        List<Coupling> couplings = new ArrayList<>();
        for (int t = 0; t < squaresA.length; t++) {
            Tie tie = a.get(t);
            Tie other = b.get(t);
            if (!tie.rows().equals(other.rows())
                    || !(tie.isVector() ? other.isVector() : tie.columns().equals(other.columns()))) {
                throw new IllegalArgumentException("alignment: expected weights between the same units, found those of "
                        + tie.name() + " and " + other.name());
            }
            double norms = byTensor ? count * Math.sqrt(squaresA[t]) * Math.sqrt(squaresB[t]) : all;
            couplings.add(new Coupling(tie, other.tensor(), norms > 0 ? 1 / norms : 0));
        }
        return couplings;
    }

    private static double squares(Tie tie) {
        double sum = 0;
        for (float value : tie.tensor().toArray()) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static double[] doubles(Tensor tensor) {
        float[] floats = tensor.toArray();
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    Tie tie() {
        return tie;
    }

    /** Puts B's units where they belong. */
    void move(Placement placement) {
        b = moved(placement);
    }

    private double[] moved(Placement placement) {
        int[] rows = tie.rowSources(placement.order());
        int[] columns = tie.columnSources(placement.order());
        double[] ofRows = tie.rowFactors(placement.factors());
        double[] ofColumns = tie.columnFactors(placement.factors());
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

    /** The weighted inner product of A and B with its units placed. */
    double agreement(Placement placement) {
        double[] other = moved(placement);
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
    Matrix products(boolean incoming, int[][] places) {
        Matrix ofA = incoming ? byRow(a, places) : byColumn(a, places);
        Matrix ofB = incoming ? byRow(b, places) : byColumn(b, places);
        return ofA.timesTranspose(ofB).scale(weight);
    }

    private Matrix byRow(double[] values, int[][] places) {
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

    private Matrix byColumn(double[] values, int[][] places) {
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
