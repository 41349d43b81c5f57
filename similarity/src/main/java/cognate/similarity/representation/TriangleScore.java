package cognate.similarity.representation;

import cognate.engine.parallel.Workers;
import java.util.Arrays;
import java.util.List;

/** What follows from the cosine of two symmetric matrices of pairs of inputs. */
final class TriangleScore implements Score {
    /** What is made of the cosine. */
    enum Finish {
        COSINE,
        ROOT,
        CORRELATION;

        private double of(double cosine) {
            double bounded = Math.max(this == CORRELATION ? -1 : 0, Math.min(1, cosine));
            return this == ROOT ? Math.sqrt(bounded) : bounded;
        }
    }

    /** With more inputs than this the matrices are not kept, and rows cannot be shuffled. */
    static final int MOST_KEPT = 4096;

    private final Triangles triangles;
    private final double norms;
    private final double value;
    private final double chance;
    private final Finish finish;
    private final List<String> notes;

    private TriangleScore(
            Triangles triangles, double norms, double value, double chance, Finish finish, List<String> notes) {
        this.triangles = triangles;
        this.norms = norms;
        this.value = value;
        this.chance = chance;
        this.finish = finish;
        this.notes = notes;
    }

    /** Of two matrices [n, n] with constant diagonals, given by what is above them, which this centres in place. */
    static TriangleScore centred(
            int n, double[] x, double diagonalX, double[] y, double diagonalY, Finish finish, Workers workers) {
        double[] ofX = new double[n];
        double[] ofY = new double[n];
        Arrays.fill(ofX, diagonalX);
        Arrays.fill(ofY, diagonalY);
        double traces = Triangles.centre(n, x, ofX) * Triangles.centre(n, y, ofY);
        // the mean over all pairings of the inner product of two centred matrices is tr K tr L / (n - 1)
        return of(n, new Triangles(n, x, ofX, y, ofY), traces / (n - 1), finish, List.of(), workers);
    }

    /**
     * The correlation of two symmetric matrices, given by what is above their diagonals, which this standardizes in
     * place.
     *
     * @throws ArithmeticException if all pairs of a side are alike
     */
    static TriangleScore correlation(int n, double[] x, double[] y, List<String> notes, Workers workers) {
        double[] zeros = new double[n];
        subtractMean(n, x, workers);
        subtractMean(n, y, workers);
        return of(n, new Triangles(n, x, zeros, y, zeros), 0, Finish.CORRELATION, notes, workers);
    }

    /** Refuses what varies no more than by rounding. */
    private static void subtractMean(int n, double[] pairs, Workers workers) {
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            int end = Dissimilarity.at(i, n, n);
            for (int at = Dissimilarity.at(i, i + 1, n); at < end; at++) {
                sums[i] += pairs[at];
            }
        }
        double mean = Triangles.sum(sums) / pairs.length;
        Dissimilarity.rows(n, workers, (from, to) -> {
            for (int i = from; i < to; i++) {
                pairs[i] -= mean;
            }
        });
        double square = 0;
        for (double value : pairs) {
            square = Math.fma(value, value, square);
        }
        if (!(Math.sqrt(square / pairs.length) > 0x1p-46 * Math.max(1, mean))) {
            throw new ArithmeticException("pairs of inputs that differ, found all alike");
        }
    }

    private static TriangleScore of(
            int n, Triangles triangles, double mean, Finish finish, List<String> notes, Workers workers) {
        double norms = triangles.norms(workers);
        return new TriangleScore(
                n > MOST_KEPT ? null : triangles,
                norms,
                finish.of(triangles.inner(workers) / norms),
                finish.of(mean / norms),
                finish,
                notes);
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double chance() {
        return chance;
    }

    @Override
    public boolean permutes() {
        return triangles != null;
    }

    @Override
    public double permuted(int[] order) {
        return finish.of(triangles.inner(order) / norms);
    }
}
