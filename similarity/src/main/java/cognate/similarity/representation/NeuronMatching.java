package cognate.similarity.representation;

import cognate.engine.linalg.Assignment;
import cognate.engine.linalg.Matrix;
import java.util.Arrays;

/** Measures that pair the neurons of one side with those of the other. */
final class NeuronMatching {
    private NeuronMatching() {}

    /**
     * The least Frobenius distance of the raw activations when the neurons of one side change places, the smaller side
     * filled up with zero neurons (Williams et al. 2021). A distance, symmetric.
     */
    static double permutationProcrustes(Representation x, Representation y) {
        Matrix a = x.raw();
        Matrix b = y.raw();
        int[] partners = best(a.transposeTimes(b));
        boolean[] taken = new boolean[b.columns()];
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) {
            int partner = partners[j];
            for (int i = 0; i < a.rows(); i++) {
                double difference = a.get(i, j) - (partner < 0 ? 0 : b.get(i, partner));
                sum = Math.fma(difference, difference, sum);
            }
            if (partner >= 0) {
                taken[partner] = true;
            }
        }
        for (int j = 0; j < b.columns(); j++) {
            for (int i = 0; i < b.rows() && !taken[j]; i++) {
                sum = Math.fma(b.get(i, j), b.get(i, j), sum);
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * The mean correlation of neurons with their partners in the best one-to-one assignment (Li et al. 2016, "hard"). A
     * similarity, symmetric, in [-1, 1], invariant to a scale and an offset of each neuron.
     */
    static double hard(Pair pair) {
        Matrix correlations = pair.correlations();
        int[] partners = best(correlations);
        double sum = 0;
        for (int i = 0; i < partners.length; i++) {
            sum += partners[i] < 0 ? 0 : correlations.get(i, partners[i]);
        }
        return sum / Math.min(correlations.rows(), correlations.columns());
    }

    /** The mean over both sides of neurons' mean largest correlation with any of the other (Li et al. 2016, "soft"). */
    static double soft(Pair pair) {
        Matrix correlations = pair.correlations();
        double[] ofX = new double[correlations.rows()];
        double[] ofY = new double[correlations.columns()];
        Arrays.fill(ofX, -1);
        Arrays.fill(ofY, -1);
        for (int i = 0; i < ofX.length; i++) {
            for (int j = 0; j < ofY.length; j++) {
                double value = correlations.array()[i * ofY.length + j];
                ofX[i] = Math.max(ofX[i], value);
                ofY[j] = Math.max(ofY[j], value);
            }
        }
        return (Cca.mean(ofX) + Cca.mean(ofY)) / 2;
    }

    private static int[] best(Matrix gains) {
        return Assignment.of(gains.scale(-1)).columns();
    }

    /** Of all neurons that vary, [kept of X, kept of Y]. */
    static Matrix correlations(Representation x, Representation y) {
        return SharedBasis.unitColumns(x.centred()).transposeTimes(SharedBasis.unitColumns(y.centred()));
    }
}
