package cognate.similarity.representation;

import cognate.engine.linalg.Matrix;
import cognate.engine.linalg.Qr;
import cognate.engine.linalg.Svd;

/**
 * Projection weighted canonical correlation (Morcos, Raghu, Bengio 2018): the mean of ρ_i weighted by how much the i-th
 * canonical direction accounts for of the first side's neurons. A similarity, in [0, 1], not symmetric: X is the
 * reference. Invariant to invertible linear maps of Y, and to the order of the neurons, translation and one scale of X;
 * not to its rotation, since the weights add up magnitudes neuron by neuron.
 */
public final class Pwcca {
    private static final double TIED = 1e-10;

    private Pwcca() {}

    /**
     * {@code Σ α_i ρ_i / Σ α_i} with {@code α_i = Σ_j |⟨h_i, x_j⟩|} over all centred neurons x_j of X, as in the paper.
     * Unique also where correlations are equal.
     */
    public static double of(Cca cca) {
        SharedBasis.Side x = cca.basis().x();
        Matrix directions = x.span.times(cca.svd().u());
        return weighted(settled(directions.transposeTimes(x.neurons), cca.correlations()), cca.correlations());
    }

    /** As {@link #of}, with Y as the reference. */
    public static double reversed(Cca cca) {
        SharedBasis.Side y = cca.basis().y();
        Matrix directions = y.span.times(cca.svd().v());
        return weighted(settled(directions.transposeTimes(y.neurons), cca.correlations()), cca.correlations());
    }

    /**
     * Where several correlations are equal, their directions are unique up to rotation only, which would change the
     * weights: of these the principal directions of the neurons are taken [ours].
     */
    private static Matrix settled(Matrix projections, double[] correlations) {
        int p = projections.columns();
        for (int from = 0, end; from < correlations.length; from = end) {
            for (end = from + 1; end < correlations.length && isTied(correlations, from, end); end++) {}
            if (end - from > 1 && end - from < correlations.length) {
                Svd svd = Svd.of(projections.block(from, end, 0, p));
                double[] values = svd.values();
                double[] rows = svd.v().transpose().array();
                for (int at = 0; at < rows.length; at++) {
                    projections.array()[from * p + at] = values[at / p] * rows[at];
                }
            }
        }
        return projections;
    }

    private static boolean isTied(double[] correlations, int first, int other) {
        return correlations[first] - correlations[other] <= TIED;
    }

    /** As {@link #of(Cca)}. */
    static double of(ShuffledPair pair) {
        return weighted(
                pair.svd().u().transposeTimes(pair.x().neurons),
                Cca.clamped(pair.svd().values()));
    }

    /** As {@link #reversed(Cca)}. */
    static double reversed(ShuffledPair pair) {
        return weighted(
                pair.svd().v().transposeTimes(pair.y().neurons),
                Cca.clamped(pair.svd().values()));
    }

    private static double weighted(Matrix projections, double[] correlations) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < correlations.length; i++) {
            double weight = 0;
            for (int j = 0; j < projections.columns(); j++) {
                weight += Math.abs(projections.get(i, j));
            }
            sum = Math.fma(weight, correlations[i], sum);
            total += weight;
        }
        return sum / total;
    }

    /**
     * What the code released with the paper computes ({@code google/svcca}, pwcca.py): the reference is the side with
     * fewer neurons; directions are taken from the eigenvectors without the whitening, the i-th mean is added to the
     * i-th direction, and weights come from uncentred activations. Not invariant to translation, and dependent on the
     * signs of the eigenvectors, which that code leaves to LAPACK; here the largest element of each is positive. Needs
     * linearly independent neurons on both sides.
     */
    public static double released(Representation x, Representation y, SharedBasis basis) {
        if (x.kept() > y.kept()) {
            return released(y, x, basis.exchanged());
        }
        if (basis.rankX() < x.kept() || basis.rankY() < y.kept()) {
            throw new IllegalArgumentException("pwcca, released: independent neurons, found rank " + basis.rankX()
                    + " of " + x.kept() + " and " + basis.rankY() + " of " + y.kept());
        }
        Svd principal = basis.x().svd();
        Svd svd = Svd.of(basis.inner(principal.u(), basis.y().svd().u()));
        Matrix coefficients = principal.v().times(svd.u());
        makeLargestPositive(coefficients);
        Matrix directions = x.centred().times(coefficients);
        Matrix raw = x.centred().copy();
        addMeans(directions, x.means());
        addMeans(raw, x.means());
        Matrix projections = Qr.of(directions).transposeTimes(raw);
        return weighted(projections, Cca.clamped(svd.values()));
    }

    /**
     * As {@link #released(Representation, Representation, SharedBasis)}, in coordinates of the principal directions of
     * the reference and, the last one, of the vector of ones, which is at right angles to them.
     */
    static double released(ShuffledPair pair) {
        Representation x = pair.seen().x();
        Representation y = pair.seen().y();
        boolean ofX = x.kept() <= y.kept();
        double[] means = (ofX ? x : y).means();
        Principal side = ofX ? pair.x() : pair.y();
        Matrix turn = ofX ? pair.svd().u() : pair.svd().v();
        int rank = side.rank();
        Matrix coefficients = Matrix.zeros(means.length, rank);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < means.length; j++) {
                coefficients.set(j, i, side.neurons.get(i, j) / side.values[i]);
            }
        }
        coefficients = coefficients.times(turn);
        makeLargestPositive(coefficients);
        double root = Math.sqrt(x.inputs());
        Matrix directions = withMeans(side.neurons.times(coefficients), means, root);
        Matrix raw = withMeans(side.neurons, means, root);
        return weighted(
                Qr.of(directions).transposeTimes(raw), Cca.clamped(pair.svd().values()));
    }

    private static Matrix withMeans(Matrix a, double[] means, double root) {
        Matrix result = Matrix.zeros(a.rows() + 1, a.columns());
        System.arraycopy(a.array(), 0, result.array(), 0, a.array().length);
        for (int j = 0; j < a.columns(); j++) {
            result.set(a.rows(), j, root * means[j]);
        }
        return result;
    }

    private static void makeLargestPositive(Matrix columns) {
        for (int j = 0; j < columns.columns(); j++) {
            double largest = 0;
            for (int i = 0; i < columns.rows(); i++) {
                largest = Math.abs(columns.get(i, j)) > Math.abs(largest) ? columns.get(i, j) : largest;
            }
            for (int i = 0; i < columns.rows() && largest < 0; i++) {
                columns.set(i, j, -columns.get(i, j));
            }
        }
    }

    private static void addMeans(Matrix a, double[] means) {
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                a.set(i, j, a.get(i, j) + means[j]);
            }
        }
    }
}
