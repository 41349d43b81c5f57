package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hypothesis-training-testing, our form of the procedure of Wang, Wang, Liang and Lai (arXiv 2208.04369). The
 * hypothesis: weights carry no information about the condition a network was trained under. A head is trained on the
 * similarities of one part of the networks and judged on the others; the unit is the network's block, never the pair.
 *
 * <pre>{@code
 * Design design = Design.of(List.of("a/1", "a/2", …), List.of("a", "a", …));   // names, conditions
 * double[][] similarity = …;                                                   // [n, n], symmetric
 * HttResult result = Htt.test(design, similarity, HttSettings.standard(), workers);
 * result.classification().accuracy();             // beside .chance(), .pValue(), .confidenceInterval()
 * result.distance().within();                     // beside .between(), .effectSize(), .pValue(), .interval()
 * result.shuffled().accuracy();                   // the check for leakage: must be at 1/2
 * result.accuracies();                            // of twenty splits
 * }</pre>
 *
 * Networks that share their randomness are declared by {@link Design#inBlocks}. A baseline (raw weights) is the same
 * call with another matrix: equal settings give the equal split. Equal input gives equal bits for any workers.
 */
public final class Htt {
    /** Split seeds over which the accuracy's spread is shown. */
    private static final int SPLITS = 20;

    private final Design design;
    private final HttSettings settings;
    private final Workers workers;
    private final RandomStream stream;
    private final Split split;
    private final Design heldOut;
    private final double[] kernel; // of the training networks
    private final double[] across; // of the held-out networks with the training ones
    private final double[] within; // of the held-out networks

    private Htt(Design design, Similarity similarity, HttSettings settings, long splitSeed, Workers workers) {
        this.design = design;
        this.settings = settings;
        this.workers = workers;
        stream = RandomStream.of(splitSeed).split("htt");
        split = design.split(settings.trainFraction(), stream.split("split"));
        int[] training = split.training();
        int[] rest = split.heldOut();
        heldOut = design.only(rest);
        kernel = similarity.select(training, training);
        across = similarity.select(rest, training);
        within = similarity.select(rest, rest);
    }

    /**
     * Splits the networks, trains the head, and judges it.
     *
     * @param similarity [n, n], symmetric and without negative eigenvalues (an inner product of features); normalized
     *     here so that its diagonal is 1
     * @throws IllegalArgumentException if a condition has fewer than 2 blocks, or the matrix is not finite and
     *     symmetric
     */
    public static HttResult test(Design design, double[][] similarity, HttSettings settings, Workers workers) {
        Similarity checked = Similarity.of(similarity, design);
        Htt htt = new Htt(design, checked, settings, settings.splitSeed(), workers);
        Classification classification = htt.classification();
        double[] accuracies = new double[SPLITS];
        accuracies[0] = classification.accuracy();
        workers.run(SPLITS - 1, i -> {
            Htt other = new Htt(design, checked, settings, settings.splitSeed() + i + 1, Workers.single());
            int[] predictions = other.predictions();
            accuracies[i + 1] = (double) Classification.hits(predictions, other.heldOut.labels()) / predictions.length;
        });
        return new HttResult(
                design.conditions(),
                htt.split,
                htt.heldOut,
                classification,
                classify(design, checked, settings.with(settings.head().other()), workers),
                Distance.isDefined(htt.heldOut)
                        ? Distance.of(htt.heldOut, htt.within, settings, htt.stream.split("distance"), workers)
                        : null,
                LeakCheck.of(design, htt.split, htt.kernel, htt.across, htt.stream.split("shuffled"), workers),
                Arrays.stream(accuracies).boxed().toList(),
                settings);
    }

    /** Only the first verdict of {@link #test}, to the same bits. */
    public static Classification classify(Design design, double[][] similarity, HttSettings settings, Workers workers) {
        return classify(design, Similarity.of(similarity, design), settings, workers);
    }

    private static Classification classify(
            Design design, Similarity similarity, HttSettings settings, Workers workers) {
        return new Htt(design, similarity, settings, settings.splitSeed(), workers).classification();
    }

    /** The seeds of {@link HttResult#accuracies}. */
    public static List<Long> splitSeeds(HttSettings settings) {
        return IntStream.range(0, SPLITS)
                .mapToObj(i -> settings.splitSeed() + i)
                .toList();
    }

    private Classification classification() {
        return Classification.of(predictions(), heldOut, settings, stream.split("classification"), workers);
    }

    private int[] predictions() {
        int[] labels = Arrays.stream(split.training()).map(design::condition).toArray();
        return settings.head()
                .train(kernel, labels, design.conditions().size(), stream.split("head"), workers)
                .predict(across);
    }
}
