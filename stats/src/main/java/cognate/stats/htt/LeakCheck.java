package cognate.stats.htt;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.stats.test.BinomialTest;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The check that held-out networks are strangers to those that trained the head. Each source of networks draws a label
 * at random, the head is trained on these labels and asked for those of the held-out networks: it can know them only if
 * a source stands on either side. One network of each held-out source is asked, so that the hits of all draws are
 * binomial with chance 1/2 where nothing leaks. The check is of the split, and trains the logistic head whatever head
 * gives the verdict.
 *
 * @param hits labels that the head knew
 * @param asked labels that it was asked for, over all draws
 * @param pValue P(X ≥ hits) of the binomial distribution
 */
public record LeakCheck(long hits, long asked, double pValue) {
    private static final int DRAWS = 200;
    /** The gradient's norm at which training ends: only the sign of a difference of logits is asked for. */
    private static final double TOLERANCE = 1e-3;

    /** Share of the labels that the head knew. */
    public double accuracy() {
        return (double) hits / asked;
    }

    /**
     * Runs the check.
     *
     * @param kernel of the training networks
     * @param across of the held-out networks with the training ones
     */
    static LeakCheck of(
            Design design, Split split, double[] kernel, double[] across, RandomStream stream, Workers workers) {
        int[] training = split.training();
        int[] heldOut = split.heldOut();
        Set<Integer> seen = new HashSet<>();
        int[] asked = IntStream.range(0, heldOut.length)
                .filter(i -> seen.add(design.source(heldOut[i])))
                .toArray();
        int[] hits = new int[DRAWS];
        workers.run(DRAWS, draw -> {
            RandomStream labels = stream.split(draw);
            int[] trainedOn = new int[training.length];
            for (int i = 0; i < trainedOn.length; i++) {
                trainedOn[i] = label(labels, design.source(training[i]));
            }
            int[] predictions = LogisticHead.train(kernel, trainedOn, 2, TOLERANCE, Workers.single())
                    .predict(across);
            for (int i : asked) {
                hits[draw] += predictions[i] == label(labels, design.source(heldOut[i])) ? 1 : 0;
            }
        });
        long known = IntStream.of(hits).sum();
        long all = (long) DRAWS * asked.length;
        return new LeakCheck(known, all, new BinomialTest(known, all, 0.5).greater());
    }

    private static int label(RandomStream labels, int source) {
        return labels.split(source).nextInt(2);
    }
}
