package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.BinomialTest;
import cognate.stats.test.Interval;
import cognate.stats.test.Labellings;
import cognate.stats.test.Moments;
import java.util.Arrays;
import java.util.List;

/**
 * Can the conditions be told apart? The verdict of a head on held-out networks; with two conditions the classifier
 * two-sample test of Lopez-Paz and Oquab (2017).
 *
 * @param predictions the number of the condition that the head names, for each held-out network
 * @param correct held-out networks whose condition the head names
 * @param chance the mean accuracy of these predictions over the design's labellings
 * @param pValue by the design's labellings
 * @param binomialPValue P(X ≥ correct) of the binomial distribution at chance, not exact under a stratified split; null
 *     where held-out networks depend on each other
 * @param confidenceInterval of the accuracy by Clopper and Pearson, given this head and these conditions; null where
 *     held-out networks depend on each other
 */
public record Classification(
        List<Integer> predictions,
        int correct,
        double chance,
        PValue pValue,
        Double binomialPValue,
        Interval confidenceInterval) {
    /** Number of held-out networks. */
    public int count() {
        return predictions.size();
    }

    /** Share of held-out networks whose condition the head names. */
    public double accuracy() {
        return (double) correct / count();
    }

    static Classification of(
            int[] predictions, Design heldOut, HttSettings settings, RandomStream stream, Workers workers) {
        int correct = hits(predictions, heldOut.labels());
        Labellings labellings = heldOut.labellings();
        double[][] shares = labellings.shares(heldOut.conditions().size());
        double[] expected = new double[predictions.length];
        Arrays.setAll(expected, i -> shares[i][predictions[i]]);
        double chance = StrictMath.min(1, Moments.of(expected).mean());
        PValue pValue = PValue.of(
                labellings,
                permuted -> hits(predictions, permuted),
                true,
                settings.permutations(),
                stream.split("permutation"),
                workers);
        boolean independent = heldOut.independent() && chance > 0 && chance < 1;
        BinomialTest binomial = new BinomialTest(correct, predictions.length, independent ? chance : 0.5);
        return new Classification(
                Arrays.stream(predictions).boxed().toList(),
                correct,
                chance,
                pValue,
                independent ? (Double) binomial.greater() : null,
                heldOut.independent() ? binomial.clopperPearson(1 - settings.alpha()) : null);
    }

    static int hits(int[] predictions, int[] labels) {
        int hits = 0;
        for (int i = 0; i < labels.length; i++) {
            hits += predictions[i] == labels[i] ? 1 : 0;
        }
        return hits;
    }
}
