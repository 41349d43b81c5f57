package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.BinomialTest;
import cognate.stats.test.Blocks;
import cognate.stats.test.Interval;
import cognate.stats.test.PermutationTest;

/**
 * Can the conditions be told apart? The verdict of a head on held-out networks; with two conditions the classifier
 * two-sample test of Lopez-Paz and Oquab (2017).
 *
 * @param correct            held-out networks whose condition the head names
 * @param count              held-out networks
 * @param chance             the largest share of a condition among them
 * @param pValue             by permuting the labels over the held-out networks
 * @param binomialPValue     P(X ≥ correct) of the binomial distribution at chance; not exact under a stratified split
 * @param confidenceInterval of the accuracy by Clopper and Pearson, given this head and these conditions
 */
public record Classification(
        int correct, int count, double chance, double pValue, double binomialPValue, Interval confidenceInterval) {
    /** Share of held-out networks whose condition the head names. */
    public double accuracy() {
        return (double) correct / count;
    }

    static Classification of(
            int[] predictions,
            int[] labels,
            Blocks blocks,
            HttSettings settings,
            RandomStream stream,
            Workers workers) {
        int correct = (int) hits(predictions, labels);
        int[] share = new int[labels.length];
        int largest = 0;
        for (int label : labels) {
            largest = StrictMath.max(largest, ++share[label]);
        }
        double chance = (double) largest / labels.length;
        BinomialTest binomial = new BinomialTest(correct, labels.length, chance);
        double pValue = PermutationTest.pValue(
                labels, blocks, permuted -> hits(predictions, permuted), settings.permutations(), stream, workers);
        return new Classification(
                correct,
                labels.length,
                chance,
                pValue,
                binomial.greater(),
                binomial.clopperPearson(1 - settings.alpha()));
    }

    private static double hits(int[] predictions, int[] labels) {
        int hits = 0;
        for (int i = 0; i < labels.length; i++) {
            hits += predictions[i] == labels[i] ? 1 : 0;
        }
        return hits;
    }
}
