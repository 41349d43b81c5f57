package cognate.stats.htt;

import cognate.engine.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which networks train the head and which are held out: ⌊fraction · n⌋ of the networks of every condition are for
 * training, drawn by chance. Where networks are in blocks, ⌊fraction · n⌋ whole blocks are, so that no held-out network
 * shares its seed with one that the head has seen.
 */
public final class Split {
    private final int[] training;
    private final int[] heldOut;

    private Split(boolean[] trains) {
        training = IntStream.range(0, trains.length).filter(i -> trains[i]).toArray();
        heldOut = IntStream.range(0, trains.length).filter(i -> !trains[i]).toArray();
    }

    /**
     * Draws a split.
     *
     * @throws IllegalArgumentException if a condition gets no network for training or fewer than 2 held out
     */
    public static Split draw(Networks networks, double trainFraction, RandomStream stream) {
        Split split = unchecked(networks, trainFraction, stream);
        split.check(networks, trainFraction);
        return split;
    }

    /** A split that may leave a condition without networks on one side. */
    static Split unchecked(Networks networks, double trainFraction, RandomStream stream) {
        boolean[] trains = new boolean[networks.size()];
        int groups = networks.blocked() ? 1 : networks.conditions().size();
        for (int group = 0; group < groups; group++) {
            int of = group;
            int[] units = networks.blocked()
                    ? IntStream.range(0, networks.size())
                            .map(networks::block)
                            .distinct()
                            .toArray()
                    : IntStream.range(0, networks.size())
                            .filter(i -> networks.condition(i) == of)
                            .toArray();
            RandomStream draws = networks.blocked()
                    ? stream.split("blocks")
                    : stream.split(networks.conditions().get(group));
            int count = floorShare(trainFraction, units.length);
            draws.shuffle(units);
            int[] chosen = Arrays.copyOf(units, count);
            Arrays.sort(chosen);
            for (int i = 0; i < trains.length; i++) {
                trains[i] |= Arrays.binarySearch(chosen, networks.blocked() ? networks.block(i) : i) >= 0;
            }
        }
        return new Split(trains);
    }

    /** ⌊fraction · n⌋, where a product that should be whole must not fall below it by rounding. */
    static int floorShare(double fraction, int n) {
        return (int) StrictMath.floor(fraction * n + 1e-9);
    }

    private void check(Networks networks, double trainFraction) {
        int[] trainingCount = new int[networks.conditions().size()];
        int[] heldOutCount = new int[trainingCount.length];
        for (int i : training) {
            trainingCount[networks.condition(i)]++;
        }
        for (int i : heldOut) {
            heldOutCount[networks.condition(i)]++;
        }
        for (int c = 0; c < trainingCount.length; c++) {
            if (trainingCount[c] < 1 || heldOutCount[c] < 2) {
                throw new IllegalArgumentException("htt: condition "
                        + networks.conditions().get(c)
                        + " needs at least 1 network for training and 2 held out, found " + trainingCount[c] + " and "
                        + heldOutCount[c] + " at train fraction " + trainFraction);
            }
        }
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
