package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.Blocks;

/**
 * Hypothesis-training-testing, our form of the procedure of Wang, Wang, Liang and Lai (arXiv 2208.04369). The hypothesis:
 * weights carry no information about the condition a network was trained under. A head is trained on the similarities of
 * one part of the networks and judged on the others; the unit is the network, never the pair.
 *
 * <pre>{@code
 * Networks networks = Networks.of(List.of("a/1", "a/2", …), List.of("a", "a", …));   // names, conditions
 * double[][] similarity = …;                                                         // [n, n], symmetric
 * HttResult result = Htt.test(networks, similarity, HttSettings.standard(), workers);
 * result.rejected();                              // decision on the hypothesis at settings.alpha()
 * result.classification().accuracy();             // beside .chance(), .pValue(), .confidenceInterval()
 * result.distance().within();                     // beside .between(), .effectSize(), .pValue(), .interval()
 * result.shuffled().accuracy();                   // the check: must be at chance
 * }</pre>
 *
 * Conditions that share their seeds on purpose are declared by {@link Networks#inBlocks}. A baseline (raw weights) is the
 * same call with another matrix: equal settings give the equal split. Equal input gives equal bits for any workers.
 */
public final class Htt {
    private Htt() {}

    /**
     * Splits the networks, trains the head, and judges it.
     *
     * @param similarity [n, n], symmetric and without negative eigenvalues (an inner product of features); normalized
     *                   here so that its diagonal is 1
     * @throws IllegalArgumentException if a condition has too few networks, or the matrix is not finite and symmetric
     */
    public static HttResult test(Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        Similarity checked = Similarity.of(similarity, networks);
        RandomStream stream = RandomStream.of(settings.splitSeed()).split("htt");
        Split split = Split.draw(networks, settings.trainFraction(), stream.split("split"));
        int[] training = split.training();
        int[] heldOut = split.heldOut();
        int classes = networks.conditions().size();
        double[] kernel = checked.select(training, training);
        double[] across = checked.select(heldOut, training);
        int[] trainingLabels = networks.conditionsOf(training);
        int[] heldOutLabels = networks.conditionsOf(heldOut);
        Blocks heldOutBlocks = Blocks.of(networks.blocksOf(heldOut));

        int[] predictions = Head.train(kernel, trainingLabels, classes, workers).predict(across);
        Classification classification = Classification.of(
                predictions, heldOutLabels, heldOutBlocks, settings, stream.split("classification"), workers);
        Distance distance = Distance.of(
                checked.select(heldOut, heldOut),
                heldOutLabels,
                heldOutBlocks,
                settings,
                stream.split("distance"),
                workers);

        RandomStream shuffling = stream.split("shuffled");
        Blocks.of(networks.blocksOf(training)).shuffle(trainingLabels, shuffling.split("training"));
        heldOutBlocks.shuffle(heldOutLabels, shuffling.split("held out"));
        int[] shuffledPredictions =
                Head.train(kernel, trainingLabels, classes, workers).predict(across);
        Classification shuffled = Classification.of(
                shuffledPredictions,
                heldOutLabels,
                heldOutBlocks,
                settings,
                shuffling.split("classification"),
                workers);
        return new HttResult(networks.conditions(), split, classification, distance, shuffled, settings);
    }
}
