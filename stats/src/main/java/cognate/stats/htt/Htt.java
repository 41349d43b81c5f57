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
    private final HttSettings settings;
    private final Workers workers;
    private final RandomStream stream;
    private final Split split;
    private final double[] kernel; // of the training networks
    private final double[] across; // of the held-out networks with the training ones
    private final double[] within; // of the held-out networks
    private final int[] trainingLabels;
    private final int[] heldOutLabels;
    private final Blocks trainingBlocks;
    private final Blocks heldOutBlocks;
    private final int classes;

    private Htt(Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        this.settings = settings;
        this.workers = workers;
        Similarity checked = Similarity.of(similarity, networks);
        stream = RandomStream.of(settings.splitSeed()).split("htt");
        split = Split.draw(networks, settings.trainFraction(), stream.split("split"));
        int[] training = split.training();
        int[] heldOut = split.heldOut();
        classes = networks.conditions().size();
        kernel = checked.select(training, training);
        across = checked.select(heldOut, training);
        within = checked.select(heldOut, heldOut);
        trainingLabels = networks.conditionsOf(training);
        heldOutLabels = networks.conditionsOf(heldOut);
        trainingBlocks = Blocks.of(networks.blocksOf(training));
        heldOutBlocks = Blocks.of(networks.blocksOf(heldOut));
    }

    /**
     * Splits the networks, trains the head, and judges it.
     *
     * @param similarity [n, n], symmetric and without negative eigenvalues (an inner product of features); normalized
     *                   here so that its diagonal is 1
     * @throws IllegalArgumentException if a condition has too few networks, or the matrix is not finite and symmetric
     */
    public static HttResult test(Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        Htt htt = new Htt(networks, similarity, settings, workers);
        return new HttResult(
                networks.conditions(),
                htt.split,
                htt.classification(htt.trainingLabels, htt.heldOutLabels, htt.stream),
                Distance.of(
                        htt.within,
                        htt.heldOutLabels,
                        htt.heldOutBlocks,
                        settings,
                        htt.stream.split("distance"),
                        workers),
                htt.shuffled(),
                settings);
    }

    /** Only the first verdict of {@link #test}, to the same bits. */
    public static Classification classify(
            Networks networks, double[][] similarity, HttSettings settings, Workers workers) {
        Htt htt = new Htt(networks, similarity, settings, workers);
        return htt.classification(htt.trainingLabels, htt.heldOutLabels, htt.stream);
    }

    private Classification classification(int[] trainedOn, int[] judgedBy, RandomStream random) {
        int[] predictions = Head.train(kernel, trainedOn, classes, workers).predict(across);
        return Classification.of(
                predictions, judgedBy, heldOutBlocks, settings, random.split("classification"), workers);
    }

    private Classification shuffled() {
        RandomStream shuffling = stream.split("shuffled");
        int[] trainedOn = trainingLabels.clone();
        int[] judgedBy = heldOutLabels.clone();
        trainingBlocks.shuffle(trainedOn, shuffling.split("training"));
        heldOutBlocks.shuffle(judgedBy, shuffling.split("held out"));
        return classification(trainedOn, judgedBy, shuffling);
    }
}
