package cognate.stats.experiment;

import cognate.engine.parallel.Workers;
import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.similarity.ancestry.NearestRelative;
import cognate.similarity.ancestry.RankedNetwork;
import cognate.stats.htt.Design;
import cognate.stats.htt.Split;
import cognate.stats.test.MultipleTesting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The check that no held-out network is a relative of one that trained the head, by copy or by a start that both share,
 * which nobody declared: {@link NearestRelative} of every held-out network, one family by Holm.
 *
 * @param tests of the held-out networks that have hidden units and a training network of their architecture
 * @param untested how many have not
 * @param unasked how many held-out networks were left aside, since there are so many
 */
record CopyCheck(List<Test> tests, int untested, int unasked) {
    private static final int PERMUTATIONS = 999;
    private static final int MOST_PERMUTATIONS = 19_999;
    private static final int MOST_PAIRS = 10_000;
    private static final long MOST_WEIGHTS = 1 << 23;
    /** More names than that are left to the document. */
    private static final int SHOWN = 5;

    /**
     * One held-out network.
     *
     * @param relative the training network that it is most like
     * @param holm its p-value adjusted
     */
    record Test(String network, String relative, NearestRelative result, double holm) {}

    /**
     * Runs the check. Where there are many networks, it asks for so many of the held-out ones, drawn at random, that
     * there are {@value #MOST_PAIRS} pairs at most.
     *
     * @param networks by number; asked for on several threads
     * @param alpha decides how many permutations Holm needs
     */
    static CopyCheck of(
            Design design,
            IntFunction<Sequential> networks,
            Split split,
            double alpha,
            RandomStream stream,
            Workers workers) {
        int[] training = split.training();
        int[] heldOut = split.heldOut();
        int most = Math.max(1, MOST_PAIRS / training.length);
        if (heldOut.length > most) {
            stream.split("networks").shuffle(heldOut);
            heldOut = Arrays.stream(heldOut).limit(most).sorted().toArray();
        }
        int[] asked = heldOut;
        RankedNetwork[] ranked = new RankedNetwork[asked.length];
        workers.run(ranked.length, i -> ranked[i] = RankedNetwork.ifPermutable(networks.apply(asked[i])));
        NearestRelative[] results = NearestRelative.of(
                Arrays.asList(ranked),
                training.length,
                new Remembered(i -> RankedNetwork.ifPermutable(networks.apply(training[i])), training.length),
                (int) Math.min(MOST_PERMUTATIONS, Math.max(PERMUTATIONS, Math.ceil(asked.length / alpha))),
                stream.split("relabellings"),
                workers);
        int[] tested =
                IntStream.range(0, asked.length).filter(i -> results[i] != null).toArray();
        double[] holm = MultipleTesting.holm(
                Arrays.stream(tested).mapToDouble(i -> results[i].pValue()).toArray());
        List<Test> tests = new ArrayList<>();
        for (int i = 0; i < tested.length; i++) {
            NearestRelative result = results[tested[i]];
            String relative = design.name(training[result.place()]);
            tests.add(new Test(design.name(asked[tested[i]]), relative, result, holm[i]));
        }
        return new CopyCheck(tests, asked.length - tests.size(), split.heldOut().length - asked.length);
    }

    /** Networks that are read once where all fit into {@value #MOST_WEIGHTS} weights, else every time. */
    private static final class Remembered implements IntFunction<RankedNetwork> {
        private final IntFunction<RankedNetwork> networks;
        private final AtomicReferenceArray<RankedNetwork> known;

        Remembered(IntFunction<RankedNetwork> networks, int count) {
            this.networks = networks;
            known = new AtomicReferenceArray<>(count);
        }

        @Override
        public RankedNetwork apply(int i) {
            RankedNetwork network = known.get(i);
            if (network == null) {
                network = networks.apply(i);
                if (network != null && network.weights() * known.length() <= MOST_WEIGHTS) {
                    known.set(i, network);
                }
            }
            return network;
        }
    }

    private List<Test> found(double alpha) {
        return tests.stream().filter(test -> test.holm <= alpha).toList();
    }

    /** The smallest adjusted p-value; 1 where nothing could be tested. */
    private double smallest() {
        return tests.stream().mapToDouble(Test::holm).min().orElse(1);
    }

    /** The networks whose adjusted p-value could not be at most alpha, whatever stands in their files. */
    private long powerless(double alpha) {
        return tests.stream()
                .filter(test -> tests.size() * test.result.smallestPValue() > alpha
                        && (test.result.enumerated() || tests.size() > alpha * MOST_PERMUTATIONS))
                .count();
    }

    String words(double alpha) {
        String title = "Check for undeclared relatives (ancestry): ";
        if (tests.isEmpty()) {
            return title + "not possible, no held-out network has hidden units that can change places and a training"
                    + " network of its architecture.";
        }
        List<Test> found = found(alpha);
        String names = String.join(
                ", ",
                found.stream()
                        .limit(SHOWN)
                        .map(test -> test.network + " of " + test.relative)
                        .toList());
        return title
                + (found.isEmpty()
                        ? Figures.format(
                                "none of %s is known to share a start with a training network (smallest p by Holm %s)%s",
                                Figures.count(tests.size(), "held-out network"),
                                Figures.number(smallest()),
                                powerless(alpha) > 0
                                        ? ", but of " + powerless(alpha)
                                                + " it could not show: too few hidden units, or" + " too small an alpha"
                                        : "")
                        : Figures.format(
                                "%s of %s share a start with training networks (p by Holm %s): %s%s. If such"
                                        + " relatives are of one condition, the head may know them and not what networks"
                                        + " were trained on, and a rejection cannot be trusted",
                                found.size(),
                                tests.size(),
                                Figures.number(smallest()),
                                names,
                                found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : ""))
                + (untested > 0 ? "; " + untested + " could not be tested" : "")
                + (unasked > 0 ? "; " + unasked + " others were not looked at, since there are so many." : ".");
    }

    /** The part of verdict.json. */
    Map<String, Object> document(double alpha) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("networks", tests.size());
        document.put("untested", untested);
        document.put("unasked", unasked);
        document.put("powerless", powerless(alpha));
        document.put("holm", tests.isEmpty() ? null : smallest());
        List<Map<String, Object>> relatives = new ArrayList<>();
        for (Test test : found(alpha)) {
            Map<String, Object> relative = new LinkedHashMap<>();
            relative.put("network", test.network);
            relative.put("training", test.relative);
            relative.put("pValue", test.result.pValue());
            relative.put("holm", test.holm);
            relatives.add(relative);
        }
        document.put("found", relatives);
        return document;
    }
}
