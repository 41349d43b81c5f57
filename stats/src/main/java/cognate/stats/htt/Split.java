package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which networks train the head and which are held out: whole blocks, so that no held-out network shares its randomness
 * with one that the head has seen. ⌊fraction · n⌋ of the n blocks with one set of conditions (and strata) are for
 * training, drawn by chance, but at least one and not all.
 */
public final class Split {
    /** Blocks that no other one is like are dealt out anew so often until every condition is on either side. */
    private static final int TRIES = 1000;

    private final int[] training;
    private final int[] heldOut;

    private Split(Design design, boolean[] trains) {
        training = IntStream.range(0, design.size())
                .filter(i -> trains[design.block(i)])
                .toArray();
        heldOut = IntStream.range(0, design.size())
                .filter(i -> !trains[design.block(i)])
                .toArray();
    }

    static Split draw(Design design, double fraction, RandomStream stream) {
        for (int c = 0; c < design.conditions().size(); c++) {
            if (design.blocks(c) < 2) {
                throw new IllegalArgumentException("htt: at least 2 blocks (networks with other seeds) of condition "
                        + design.conditions().get(c) + ", found " + design.blocks(c));
            }
        }
        boolean[] trains = new boolean[design.blocks()];
        List<Integer> rest =
                new ArrayList<>(IntStream.range(0, trains.length).boxed().toList());
        for (boolean strata : new boolean[] {true, false}) {
            Map<String, List<Integer>> groups = new LinkedHashMap<>();
            rest.forEach(block -> groups.computeIfAbsent(key(design, block, strata), key -> new ArrayList<>())
                    .add(block));
            groups.forEach((key, blocks) -> {
                if (blocks.size() > 1) {
                    take(blocks, share(fraction, blocks.size()), stream.split(key), trains);
                    rest.removeAll(blocks);
                }
            });
        }
        RandomStream draws = stream.split("single blocks");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Split split = new Split(design, trains);
            if (split.complete(design)) {
                return split;
            }
            rest.forEach(block -> trains[block] = draws.nextDouble() < fraction);
        }
        throw new IllegalArgumentException("htt: blocks that can be split so that every condition is on either side,"
                + " found none in " + TRIES + " draws");
    }

    /** What is alike in blocks that stand for each other: their conditions and strata. */
    private static String key(Design design, int block, boolean strata) {
        List<String> parts = IntStream.range(0, design.size())
                .filter(i -> design.block(i) == block)
                .mapToObj(i -> design.conditions().get(design.condition(i))
                        + (strata && design.stratum(i) > 0 ? " in stratum " + design.stratum(i) : ""))
                .sorted()
                .distinct()
                .toList();
        return String.join(" + ", parts);
    }

    private static void take(List<Integer> blocks, int count, RandomStream stream, boolean[] trains) {
        int[] shuffled = blocks.stream().mapToInt(block -> block).toArray();
        stream.shuffle(shuffled);
        Arrays.stream(shuffled, 0, count).forEach(block -> trains[block] = true);
    }

    /** How many of n blocks of a kind are for training: ⌊fraction · n⌋, of two or more at least one and not all. */
    static int share(double fraction, int n) {
        int floor = floorShare(fraction, n);
        return n < 2 ? floor : StrictMath.max(1, StrictMath.min(n - 1, floor));
    }

    /** ⌊fraction · n⌋, where a product that should be whole must not fall below it by rounding. */
    static int floorShare(double fraction, int n) {
        return (int) StrictMath.floor(fraction * n + 1e-9);
    }

    private boolean complete(Design design) {
        int all = design.conditions().size();
        return Arrays.stream(training).map(design::condition).distinct().count() == all
                && Arrays.stream(heldOut).map(design::condition).distinct().count() == all;
    }

    /** The networks for training, ascending. */
    public int[] training() {
        return training.clone();
    }

    /** The networks held out, ascending. */
    public int[] heldOut() {
        return heldOut.clone();
    }
}
