package cognate.similarity.align;

import cognate.engine.random.RandomStream;
import cognate.models.layer.Sequential;
import cognate.models.wiring.Wiring;

/**
 * Weight matching (Ainsworth, Hayase, Srinivasa 2023, algorithm 1): the order of one network's hidden units, and the
 * signs of odd ones, in which its weights agree best with another's. Coordinate descent: with all other groups of units
 * fixed, the best order of one group is a linear assignment, of odd units by the magnitude of their similarity. It
 * begins at several starts and keeps the best result: forward from the inputs and backward from the outputs, by those
 * weights alone whose other side is in place already; with all units where they are; with all of them anywhere. From
 * each it visits the groups in random orders, the same for every pair. Meant for normalized networks, whose units are
 * on one scale.
 *
 * <p>What is maximized is the cosine of all weights, equivalent to least Euclidean distance; in networks with sums,
 * where units hang together over many tensors, the mean of the tensors' cosines. It is at least that of the networks as
 * they are.
 */
public final class WeightMatching {
    private static final int STARTS_AS_THEY_ARE = 4;
    private static final int RANDOM_STARTS = 8;
    private static final int SWEEPS = 100;

    private WeightMatching() {}

    /**
     * The network that computes what {@code b} does, with its hidden units in the order that agrees best with
     * {@code a}.
     *
     * @throws IllegalArgumentException if the networks have weights of different shapes, or batch normalization inside
     */
    public static Aligned match(Sequential a, Sequential b) {
        Sequential copy = b.copy();
        Matching matching = Matching.of(a, copy, !Wiring.of(a).isChain());
        RandomStream random = RandomStream.of(1).split("weight matching");
        Placement best = null;
        double highest = Double.NEGATIVE_INFINITY;
        for (int start = 0; start < 2 + STARTS_AS_THEY_ARE + RANDOM_STARTS; start++) {
            RandomStream own = random.split(start);
            matching.reset();
            if (start == 0) {
                Starts.forward(matching);
            } else if (start > STARTS_AS_THEY_ARE + 1) {
                matching.shuffle(own.split("start"));
            } else if (start > STARTS_AS_THEY_ARE) {
                Starts.backward(matching);
            }
            climb(matching, own);
            double reached = matching.agreement();
            if (reached > highest) {
                highest = reached;
                best = matching.placement();
            }
        }
        matching.write(best);
        return new Aligned(copy, highest);
    }

    /** The network of {@link #match}. */
    public static Sequential align(Sequential a, Sequential b) {
        return match(a, b).network();
    }

    /** Sweeps over the groups, in a new order each time, until none of them gains. */
    private static void climb(Matching matching, RandomStream random) {
        boolean gained = true;
        for (int sweep = 0; sweep < SWEEPS && gained; sweep++) {
            gained = false;
            for (int g : random.permutation(matching.groups().size())) {
                gained |= matching.improve(g);
            }
        }
    }
}
